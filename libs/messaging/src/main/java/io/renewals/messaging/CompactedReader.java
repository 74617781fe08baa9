package io.renewals.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a compacted topic from its beginning, all partitions, in no consumer group, for as long as the service runs: every
 * instance holds the whole. {@link #awaitCaughtUp} returns once what was there at the start has been read.
 */
public final class CompactedReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CompactedReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /** The broker holds a fetch so long that finds nothing; it answers at once when there is something. */
    private static final int EMPTY_FETCH_MS = 2_000;

    private final MessagingConfig config;
    private final KafkaConnection connection;
    private final String topic;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> sink;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean running = true;
    private volatile Consumer<String, byte[]> consumer;

    /** @param sink called on one thread, in order per key; what it throws is logged and skipped */
    public CompactedReader(
            MessagingConfig config,
            KafkaConnection connection,
            String topic,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> sink) {
        this.config = config;
        this.connection = connection;
        this.topic = topic;
        this.sink = sink;
        Thread.ofPlatform().name("reader-" + topic).daemon().start(this::run);
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** False: not caught up within {@code longest}. */
    public boolean awaitCaughtUp(Duration longest) throws InterruptedException {
        return caughtUp.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (running) {
            try (Consumer<String, byte[]> open = open()) {
                consumer = open;
                read(open);
            } catch (WakeupException | InterruptException e) {
                LOG.debugf("reader stops topic=%s", topic);
            } catch (KafkaException | IllegalStateException e) {
                LOG.warnf("reader starts again topic=%s reason=%s", topic, e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> settings = connection.settings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.application() + "-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, EMPTY_FETCH_MS);
        return connection.consumer(settings);
    }

    private void read(Consumer<String, byte[]> open) {
        List<TopicPartition> partitions = open.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " does not exist yet: run the topic step");
        }
        open.assign(partitions);
        open.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = open.endOffsets(partitions);
        while (running) {
            for (ConsumerRecord<String, byte[]> record : open.poll(isCaughtUp() ? POLL : Duration.ofMillis(100))) {
                deliver(record);
            }
            if (!isCaughtUp()
                    && partitions.stream().allMatch(partition -> open.position(partition) >= ends.get(partition))) {
                caughtUp.countDown();
            }
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record) {
        try {
            sink.accept(record);
        } catch (RuntimeException | LinkageError e) {
            LOG.errorf(e, "reader skipped topic=%s partition=%d offset=%d", topic, record.partition(), record.offset());
        }
    }

    @Override
    public void close() {
        running = false;
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }
}
