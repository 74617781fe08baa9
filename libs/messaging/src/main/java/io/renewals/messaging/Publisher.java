package io.renewals.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes and waits for the broker's word. Idempotent producer, acks from all in-sync replicas. */
@ApplicationScoped
public class Publisher {
    private final Producer<String, byte[]> producer;

    @Inject
    public Publisher(MessagingConfig config, KafkaConnection connection) {
        Map<String, Object> settings = connection.settings();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.application() + "-publisher");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
        producer = connection.producer(settings);
    }

    Publisher(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends all in order and waits for each acknowledgement.
     *
     * @throws Retriable where any was not acknowledged; those that were will be published again by the retry, under the same ids
     */
    public void publish(List<Outgoing> events) {
        List<Integer> failed = publishEach(events);
        if (!failed.isEmpty()) {
            throw new Retriable(failed.size() + " of " + events.size() + " events were not acknowledged by the broker");
        }
    }

    /**
     * Sends all in order; gives the positions of those to send again: what was not acknowledged, and what came after it with the
     * same topic and key, so that a repetition keeps a key's order.
     */
    public List<Integer> publishEach(List<Outgoing> events) {
        List<Future<RecordMetadata>> pending = events.stream().map(this::send).toList();
        List<Integer> again = new ArrayList<>();
        Set<Map.Entry<String, String>> stopped = new HashSet<>();
        for (int i = 0; i < pending.size(); i++) {
            Map.Entry<String, String> key =
                    Map.entry(events.get(i).topic(), events.get(i).key());
            if (!isAcknowledged(pending.get(i)) || stopped.contains(key)) {
                again.add(i);
                stopped.add(key);
            }
        }
        return again;
    }

    private static boolean isAcknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Retriable("stopped while waiting for the broker", e);
        }
    }

    private Future<RecordMetadata> send(Outgoing event) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(event.topic(), event.key(), event.payload());
        event.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(message);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
