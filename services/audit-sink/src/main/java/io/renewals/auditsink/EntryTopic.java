package io.renewals.auditsink;

import io.renewals.messaging.KafkaConnection;
import io.renewals.messaging.MessagingConfig;
import io.renewals.messaging.Retriable;
import io.renewals.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads {@code audit.entry} once, to where it ended when the reading began, in no consumer group. */
@ApplicationScoped
public class EntryTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long TAIL = 50;

    private final MessagingConfig config;
    private final KafkaConnection connection;

    @Inject
    public EntryTopic(MessagingConfig config, KafkaConnection connection) {
        this.config = config;
        this.connection = connection;
    }

    /** Everything, a polled batch at a time. @throws Retriable where the broker is away or the topic not there yet */
    void all(java.util.function.Consumer<ConsumerRecords<String, byte[]>> reader) {
        read(Long.MAX_VALUE, reader);
    }

    /** The highest sequence of each tenant among the last records of every partition. */
    Map<String, Long> newestSequences() {
        Map<String, Long> newest = new HashMap<>();
        read(TAIL, polled -> {
            for (ConsumerRecord<String, byte[]> record : polled) {
                EntryKey.of(record.key()).ifPresent(key -> newest.merge(key.tenant(), key.sequence(), Math::max));
            }
        });
        return newest;
    }

    private void read(long lastPerPartition, java.util.function.Consumer<ConsumerRecords<String, byte[]>> reader) {
        try (Consumer<String, byte[]> consumer = open()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.AUDIT_ENTRY).stream()
                    .map(info -> new TopicPartition(Topics.AUDIT_ENTRY, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new Retriable("topic " + Topics.AUDIT_ENTRY + " does not exist yet: run the topic step");
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(begins.get(partition), end - Math.min(end, lastPerPartition))));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                reader.accept(consumer.poll(POLL));
            }
        } catch (KafkaException e) {
            throw new Retriable("topic " + Topics.AUDIT_ENTRY + " can't be read: " + e.getMessage(), e);
        }
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> settings = connection.settings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.application() + "-rebuild");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return connection.consumer(settings);
    }
}
