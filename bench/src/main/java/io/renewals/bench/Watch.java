package io.renewals.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from now on, and remembers for each key what its first event says of time. */
final class Watch implements AutoCloseable {
    /**
     * @param occurred its {@code ce_time}
     * @param sent when its producer sent it (the record's timestamp)
     * @param arrived when it arrived here
     */
    record Moment(Instant occurred, Instant sent, Instant arrived) {}

    private final Map<String, Moment> first = new ConcurrentHashMap<>();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean running = true;

    Watch(RunningProduct product, String topic) throws InterruptedException {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", product.kafka(), "enable.auto.commit", "false", "fetch.max.wait.ms", "100"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("watch-" + topic).start(() -> read(topic));
        reading.await();
    }

    /** Waits until so many keys were seen. @throws IllegalStateException with their number when the deadline passes */
    void await(int keys, Duration deadline) {
        Poll.until(
                deadline,
                Duration.ofMillis(20),
                () -> first.size() >= keys,
                () -> first.size() + " of " + keys + " arrived");
    }

    Map<String, Moment> moments() {
        return Map.copyOf(first);
    }

    int size() {
        return first.size();
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    private void read(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reading.countDown();
        while (running) {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                first.putIfAbsent(
                        message.key(),
                        new Moment(occurred(message), Instant.ofEpochMilli(message.timestamp()), Instant.now()));
            }
        }
        consumer.close();
    }

    private static Instant occurred(ConsumerRecord<String, byte[]> message) {
        Header time = message.headers().lastHeader("ce_time");
        return Instant.parse(new String(time.value(), StandardCharsets.UTF_8));
    }
}
