package io.renewals.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The one place where events become bytes and bytes become events. The serde is named by configuration, so that Confluent's own
 * classes can take its place.
 */
@ApplicationScoped
public class Codec {
    private final MessagingConfig config;
    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;
    private final Tracing tracing;

    @Inject
    public Codec(MessagingConfig config, Tracing tracing) {
        this.config = config;
        this.tracing = tracing;
        this.serializer = instance(config.serde().serializer());
        this.deserializer = instance(config.serde().deserializer());
        Map<String, Object> settings = new HashMap<>(config.serde().settings());
        settings.put("specific.avro.reader", "true");
        config.serde().userInfo().ifPresent(userInfo -> {
            settings.put("basic.auth.credentials.source", "USER_INFO");
            settings.put("basic.auth.user.info", userInfo);
        });
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
    }

    /**
     * @throws Poison where the bytes are no event of this type, headers are missing, or key, header and body disagree
     * @throws Retriable where the registry is away
     */
    public <T extends SpecificRecord> Received<T> decode(ConsumerRecord<String, byte[]> raw, Class<T> type) {
        Object body = body(raw.topic(), raw.value());
        if (!type.isInstance(body)) {
            throw new Poison("topic " + raw.topic() + " carries " + type.getSimpleName() + ", this is a "
                    + body.getClass().getSimpleName());
        }
        Envelope envelope = Envelope.read(raw.headers());
        T event = type.cast(body);
        String tenant = agreedTenant(raw, envelope, event);
        return new Received<>(envelope, tenant, raw.key(), event, raw);
    }

    /** The body alone, for readers that record whatever comes. */
    public SpecificRecord body(String topic, byte[] bytes) {
        try {
            return (SpecificRecord) deserializer.deserialize(topic, bytes);
        } catch (Poison | Retriable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Poison("value can't be decoded: " + e.getMessage(), e);
        }
    }

    /**
     * An event that follows from another. Its id is a name-based UUID of the cause's id, the topic and the step.
     *
     * @param step tells events of one cause on one topic apart; the same on every replay
     * @param time the event's ce_time: the cause's for stateless handlers, the clock's elsewhere
     * @param traceparent of the cause; null: none
     */
    public Outgoing encode(String topic, String step, SpecificRecord body, Instant time, String traceparent) {
        String id = Ids.of(text(body, "causationId"), topic, step);
        return encode(topic, key(body), id, body, time, traceparent);
    }

    /** An event whose key or id follows rules of its own. */
    public Outgoing encode(String topic, String key, String id, SpecificRecord body, Instant time, String traceparent) {
        String tenant = text(body, "tenant");
        Envelope envelope = new Envelope(
                id,
                "/" + config.application(),
                body.getSchema().getFullName(),
                time,
                tenant,
                tracing.next(topic, traceparent));
        byte[] payload = serializer.serialize(topic, body);
        return new Outgoing(tenant, topic, key, envelope.headers(), payload);
    }

    /** tenant/account */
    public static String key(SpecificRecord body) {
        return text(body, "tenant") + "/" + text(body, "account");
    }

    private static String agreedTenant(ConsumerRecord<String, byte[]> raw, Envelope envelope, SpecificRecord body) {
        String tenant = text(body, "tenant");
        String key = raw.key();
        if (key == null || !key.startsWith(tenant + "/") || key.length() == tenant.length() + 1) {
            throw new Poison(
                    "key '" + key + "' does not belong to tenant '" + tenant + "' of the body: use tenant/account");
        }
        if (!tenant.equals(envelope.tenant())) {
            throw new Poison(
                    "header " + Envelope.TENANT + " says '" + envelope.tenant() + "', the body says '" + tenant + "'");
        }
        if (body.getSchema().getField("account") != null
                && body.getSchema().getField("sequence") == null
                && !key.equals(key(body))) {
            throw new Poison("key '" + key + "' names another account than the body, '" + key(body) + "'");
        }
        if (tenant.isBlank()) {
            throw new Poison("tenant is empty");
        }
        return tenant;
    }

    static String text(SpecificRecord body, String field) {
        Schema.Field found = body.getSchema().getField(field);
        if (found == null) {
            throw new Poison(body.getSchema().getName() + " has no field " + field);
        }
        return String.valueOf(body.get(found.pos()));
    }

    @SuppressWarnings("unchecked")
    private static <S> S instance(String className) {
        try {
            return (S) Class.forName(className, true, Thread.currentThread().getContextClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("serde class " + className + " can't be used", e);
        }
    }
}
