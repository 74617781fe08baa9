package io.renewals.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * The topics, in memory. Order holds for each key of a topic and for nothing else: which handler is next, how much of which
 * partition it gets, and whether it gets something again as after a crash before its commit, is drawn from the seed. A handler can
 * also fall behind for a while.
 */
final class Bus {
    private static final int PARTITIONS = 8;
    /** One batch in so many comes again. */
    private static final int REDELIVERED_ONE_IN = 12;
    /** One batch in so many is small, so that batches end anywhere. */
    private static final int SMALL_ONE_IN = 5;

    private static final int MOST_POLLED = 500;

    private final Random random;
    private final Clock clock;
    private final Map<String, List<ConsumerRecord<String, byte[]>>> kept = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<String, Set<String>> eventIds = new TreeMap<>();
    private long redelivered;

    /** @param keptTopics whose records stay readable from the beginning */
    Bus(Random random, Clock clock, Set<String> keptTopics) {
        this.random = random;
        this.clock = clock;
        keptTopics.forEach(topic -> kept.put(topic, new ArrayList<>()));
    }

    /** One handler and the topics it reads. */
    final class Subscription {
        private final Set<String> topics;
        private final Consumer<ConsumerRecords<String, byte[]>> handler;
        private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> pending = new LinkedHashMap<>();
        private boolean behind;

        private Subscription(Set<String> topics, Consumer<ConsumerRecords<String, byte[]>> handler) {
            this.topics = Set.copyOf(topics);
            this.handler = handler;
        }

        private boolean isReady() {
            return !behind && !pending.isEmpty();
        }

        private void add(ConsumerRecord<String, byte[]> record) {
            pending.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), any -> new ArrayDeque<>())
                    .add(record);
        }

        private Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> take() {
            List<TopicPartition> partitions = new ArrayList<>(pending.keySet());
            Collections.shuffle(partitions, random);
            boolean small = random.nextInt(SMALL_ONE_IN) == 0;
            int left = small ? 1 + random.nextInt(3) : MOST_POLLED;
            Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> taken = new LinkedHashMap<>();
            for (TopicPartition partition : partitions) {
                Deque<ConsumerRecord<String, byte[]>> waiting = pending.get(partition);
                List<ConsumerRecord<String, byte[]>> some = new ArrayList<>();
                while (left > 0 && !waiting.isEmpty()) {
                    some.add(waiting.poll());
                    left--;
                }
                if (waiting.isEmpty()) {
                    pending.remove(partition);
                }
                if (!some.isEmpty()) {
                    taken.put(partition, some);
                }
            }
            return taken;
        }

        /** As after a crash between the work and its commit: the same records, from anywhere in the batch on. */
        private void putBack(Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> taken) {
            taken.forEach((partition, records) -> {
                int from = random.nextInt(records.size());
                Deque<ConsumerRecord<String, byte[]>> waiting =
                        pending.computeIfAbsent(partition, any -> new ArrayDeque<>());
                for (int i = records.size() - 1; i >= from; i--) {
                    waiting.addFirst(records.get(i));
                    redelivered++;
                }
            });
        }
    }

    synchronized void subscribe(Set<String> topics, Consumer<ConsumerRecords<String, byte[]>> handler) {
        subscriptions.add(new Subscription(topics, handler));
    }

    synchronized RecordMetadata append(String topic, String key, byte[] value, Headers headers) {
        TopicPartition partition = new TopicPartition(topic, Math.floorMod(key.hashCode(), PARTITIONS));
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        RecordHeaders copied = new RecordHeaders();
        for (Header header : headers) {
            copied.add(header);
        }
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                topic,
                partition.partition(),
                offset,
                clock.millis(),
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key,
                value,
                copied,
                Optional.empty());
        eventIds.computeIfAbsent(topic, any -> new HashSet<>())
                .add(text(copied, "ce_source") + "#" + text(copied, "ce_id"));
        if (kept.containsKey(topic)) {
            kept.get(topic).add(record);
        }
        subscriptions.stream().filter(each -> each.topics.contains(topic)).forEach(each -> each.add(record));
        notifyAll();
        return new RecordMetadata(partition, offset, 0, clock.millis(), key.length(), value.length);
    }

    /** Hands one batch to one handler. False: nobody has anything to do. */
    boolean deliverOne() {
        List<Subscription> ready =
                subscriptions.stream().filter(Subscription::isReady).toList();
        if (ready.isEmpty()) {
            return false;
        }
        Subscription next = ready.get(random.nextInt(ready.size()));
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> taken;
        synchronized (this) {
            taken = next.take();
        }
        next.handler.accept(new ConsumerRecords<>(taken, Map.of()));
        if (random.nextInt(REDELIVERED_ONE_IN) == 0) {
            synchronized (this) {
                next.putBack(taken);
            }
        }
        return true;
    }

    /** Keys of records that wait, by topic, for the message of a failure. */
    synchronized Map<String, Set<String>> waiting() {
        Map<String, Set<String>> keys = new TreeMap<>();
        subscriptions.forEach(each -> each.pending.forEach((partition, records) -> records.forEach(record ->
                keys.computeIfAbsent(record.topic(), any -> new HashSet<>()).add(record.key()))));
        return keys;
    }

    /** A handler gets nothing until {@link #catchUp()}. */
    void letOneFallBehind() {
        subscriptions.get(random.nextInt(subscriptions.size())).behind = true;
    }

    void catchUp() {
        subscriptions.forEach(each -> each.behind = false);
    }

    /** From {@code from} on, of a topic that is kept; waits for the first at most so long. */
    synchronized List<ConsumerRecord<String, byte[]>> read(String topic, int from, long waitMs)
            throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records = kept.getOrDefault(topic, List.of());
        if (records.size() <= from && waitMs > 0) {
            wait(waitMs);
        }
        return List.copyOf(records.subList(Math.min(from, records.size()), records.size()));
    }

    synchronized int size(String topic) {
        return kept.getOrDefault(topic, List.of()).size();
    }

    /** Why the first record of a dead-letter topic is there. */
    synchronized String firstReason(String topic) {
        ConsumerRecord<String, byte[]> record = kept.get(topic).getFirst();
        return record.key() + " at " + text(record.headers(), "dead-letter-handler") + ": "
                + text(record.headers(), "dead-letter-reason");
    }

    /** Events of different source and id, by topic. */
    synchronized Map<String, Integer> events() {
        Map<String, Integer> counts = new TreeMap<>();
        eventIds.forEach((topic, ids) -> counts.put(topic, ids.size()));
        return counts;
    }

    long redelivered() {
        return redelivered;
    }

    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
