package io.renewals.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How this service's own clients reach the broker: whatever {@code kafka.*} or {@code KAFKA_*} sets (bootstrap servers, security
 * protocol, SASL, trust store), the same as the channels get.
 */
@ApplicationScoped
public class KafkaConnection {
    private final Instance<Map<String, Object>> broker;

    @Inject
    public KafkaConnection(@Any @Identifier("default-kafka-broker") Instance<Map<String, Object>> broker) {
        this.broker = broker;
    }

    /** A new map of client settings, without serializers and ids. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        broker.stream().findFirst().ifPresent(settings::putAll);
        return settings;
    }

    /** A client that publishes. Closed by whoever asked for it. @param settings {@link #settings()} and its own */
    public Producer<String, byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** A client that reads in no group. Closed by whoever asked for it. @param settings {@link #settings()} and its own */
    public Consumer<String, byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
