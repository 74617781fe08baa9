package io.renewals.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

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
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
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

    /** Sends all in order; gives the positions of those that were not acknowledged. A failed send stops its key. */
    public List<Integer> publishEach(List<Outgoing> events) {
        List<Future<RecordMetadata>> pending = new ArrayList<>(events.size());
        for (Outgoing event : events) {
            pending.add(send(event));
        }
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            try {
                if (pending.get(i) == null) {
                    failed.add(i);
                } else {
                    pending.get(i).get();
                }
            } catch (ExecutionException e) {
                failed.add(i);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Retriable("stopped while waiting for the broker", e);
            }
        }
        return failed;
    }

    private Future<RecordMetadata> send(Outgoing event) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(event.topic(), event.key(), event.payload());
        event.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(message);
        } catch (RuntimeException e) {
            return null;
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
