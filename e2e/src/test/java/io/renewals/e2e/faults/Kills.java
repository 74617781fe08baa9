package io.renewals.e2e.faults;

import io.renewals.e2e.product.Product;
import io.renewals.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** kill -9 at the worst moment: when a part's work has begun, and is not done. */
final class Kills {
    /** The topic that shows that a part has something to do now. */
    private static final Map<String, String> WORK = Map.ofEntries(
            Map.entry("intake", Topics.TERMS_REPORTED),
            Map.entry("registry", Topics.RENEWAL_DUE),
            Map.entry("rule-decider", Topics.RENEWAL_DUE),
            Map.entry("drafter", Topics.OFFER_DECIDED),
            Map.entry("guardrail-gate", Topics.OFFER_DRAFTED),
            Map.entry("notifier", Topics.OFFER_QUEUED),
            Map.entry("action-service", Topics.OFFER_QUEUED),
            Map.entry("audit-sink", Topics.OFFER_DECIDED),
            Map.entry("kafka", Topics.OFFER_DRAFTED),
            Map.entry("postgres", Topics.OFFER_DECIDED));

    private final Product product;
    private final List<String> order;

    private Kills(Product product, List<String> order) {
        this.product = product;
        this.order = order;
    }

    static Kills ofServices(Product product) {
        return new Kills(product, Product.SERVICES);
    }

    /** One replica of each, the first and the second by turns; the other one goes on. */
    static Kills ofReplicas(Product product) {
        List<String> parts = new ArrayList<>();
        for (String service : Product.SERVICES) {
            parts.add(parts.size() % 2 == 0 ? service : service + "-2");
        }
        return new Kills(product, List.copyOf(parts));
    }

    static Kills of(Product product, String... parts) {
        return new Kills(product, List.of(parts));
    }

    List<String> order() {
        return order;
    }

    /** Starts watching now; kills when the first event that means work for this part has arrived, and starts it again. */
    CompletableFuture<Void> atWork(String part) {
        return whenSomethingArrives(WORK.get(part.replaceFirst("-2$", "")), part);
    }

    /** Kills when the next card is decided: the first mails are on their way. */
    CompletableFuture<Void> atApproval(String part) {
        return whenSomethingArrives(Topics.OFFER_ACTIONED, part);
    }

    private CompletableFuture<Void> whenSomethingArrives(String topic, String part) {
        CompletableFuture<Void> watching = new CompletableFuture<>();
        CompletableFuture<Void> done = apart(() -> {
            awaitNextEvent(topic, watching);
            killAndRestart(part);
        });
        CompletableFuture.anyOf(watching, done).join();
        return done;
    }

    /** On a thread of its own: the common pool has one on a small machine, and these wait. */
    private static CompletableFuture<Void> apart(Runnable task) {
        return CompletableFuture.runAsync(
                task, each -> Thread.ofPlatform().daemon().name("kills").start(each));
    }

    void killAndRestart(String part) {
        product.kill(part);
        product.restart(part);
    }

    private void awaitNextEvent(String topic, CompletableFuture<Void> watching) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", product.endpoints().kafka(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            watching.complete(null);
            long end = System.nanoTime() + Renewals.PATIENCE.toNanos();
            while (consumer.poll(Duration.ofMillis(20)).isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("nothing arrived on " + topic);
                }
            }
        }
    }
}
