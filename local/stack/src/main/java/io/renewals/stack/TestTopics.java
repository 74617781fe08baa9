package io.renewals.stack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes to topics and reads them, for tests: as an outside client with CloudEvents headers.
 * Reading always starts at the beginning of a topic and belongs to no group.
 */
public final class TestTopics implements AutoCloseable {
    /** How long the waiting methods without a deadline wait. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String source;
    private final WireFormat wire;
    private final KafkaProducer<String, byte[]> producer;

    /** @param source the {@code ce_source} of what is published */
    public TestTopics(Endpoints endpoints, String source) {
        this.bootstrapServers = endpoints.kafka();
        this.source = source;
        this.wire = new WireFormat(endpoints.registry());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Publishes a record under {@code tenant/account} with a random event id, now as its time, and
     * the key's tenant.
     *
     * @return where it was put, once the broker acknowledged it
     */
    public RecordMetadata publish(String topic, String key, SpecificRecord body) {
        return publish(topic, key, body, Map.of());
    }

    /** The same with headers that replace or add to the usual ones; an empty value leaves one out. */
    public RecordMetadata publish(String topic, String key, SpecificRecord body, Map<String, String> headers) {
        Map<String, String> all = envelope(key, body);
        headers.forEach((name, value) -> {
            if (value.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        return publishBytes(topic, key, wire.encode(topic, body), all);
    }

    /** Publishes any bytes, for poison. */
    public RecordMetadata publishBytes(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(message).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot publish to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing to " + topic, e);
        }
    }

    /** The first record that matches, waiting at most {@link #PATIENCE}; else an {@link AssertionError}. */
    public <T extends SpecificRecord> Seen<T> awaitOne(String topic, Class<T> type, Predicate<Seen<T>> wanted) {
        return await(topic, type, 1, PATIENCE, wanted).getFirst();
    }

    /**
     * All records that match, as soon as there are so many.
     *
     * @throws AssertionError with the number found and seen, when the deadline passes first
     */
    public <T extends SpecificRecord> List<Seen<T>> await(
            String topic, Class<T> type, int count, Duration deadline, Predicate<Seen<T>> wanted) {
        return await(topic, bytes -> wire.decode(bytes, type), count, deadline, wanted);
    }

    /** The same for undecoded bytes, for example of dead letters. */
    public List<Seen<byte[]>> awaitBytes(String topic, int count, Duration deadline, Predicate<Seen<byte[]>> wanted) {
        return await(topic, Function.identity(), count, deadline, wanted);
    }

    /** Everything that is in the topic now, without waiting for more. */
    public <T extends SpecificRecord> List<Seen<T>> all(String topic, Class<T> type) {
        return all(topic, type, key -> true);
    }

    /** @param wanted by their keys, null for a record without one; others are not decoded, whatever they are */
    public <T extends SpecificRecord> List<Seen<T>> all(String topic, Class<T> type, Predicate<String> wanted) {
        try (KafkaConsumer<String, byte[]> consumer = fromTheBeginning(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            List<Seen<T>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    if (wanted.test(message.key())) {
                        found.add(seen(message, wire.decode(message.value(), type)));
                    }
                }
            }
            return found;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private <T> List<Seen<T>> await(
            String topic, Function<byte[], T> decode, int count, Duration deadline, Predicate<Seen<T>> wanted) {
        List<Seen<T>> found = new ArrayList<>();
        int others = 0;
        long end = System.nanoTime() + deadline.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = fromTheBeginning(topic)) {
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    Seen<T> seen = seen(message, decode.apply(message.value()));
                    if (wanted.test(seen)) {
                        found.add(seen);
                    } else {
                        others++;
                    }
                }
                if (found.size() >= count) {
                    return found;
                }
            }
        }
        throw new AssertionError("%s: %d of %d wanted records within %d s, and %d others"
                .formatted(topic, found.size(), count, deadline.toSeconds(), others));
    }

    private KafkaConsumer<String, byte[]> fromTheBeginning(String topic) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private Map<String, String> envelope(String key, SpecificRecord body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", source);
        headers.put("ce_type", body.getSchema().getFullName());
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_tenant", key.contains("/") ? key.substring(0, key.indexOf('/')) : key);
        headers.put("content-type", "application/avro");
        return headers;
    }

    private static <T> Seen<T> seen(ConsumerRecord<String, byte[]> message, T value) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Seen<>(
                message.topic(), message.partition(), message.offset(), message.key(), value, headers, message.value());
    }
}
