package io.renewals.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Puts what can't be handled on {@code <service>.dead}: the original's key, headers and bytes, with where it came from and why.
 * The headers are what the replay reads.
 */
@ApplicationScoped
public class DeadLetters {
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";
    public static final String REASON = "dead-letter-reason";
    public static final String HANDLER = "dead-letter-handler";
    public static final String AT = "dead-letter-at";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int REASON_LIMIT = 2_000;

    private final MessagingConfig config;
    private final Publisher publisher;
    private final MeterRegistry meters;
    private final Clock clock;

    @Inject
    public DeadLetters(MessagingConfig config, Publisher publisher, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param handler the step that refused it
     * @throws Retriable where the broker does not take it; the original is then not acknowledged either
     */
    public void put(ConsumerRecord<String, byte[]> raw, String handler, Throwable why) {
        String reason = why instanceof Poison ? why.getMessage() : "handler failed: " + why;
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : raw.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        headers.put(TOPIC, raw.topic());
        headers.put(PARTITION, String.valueOf(raw.partition()));
        headers.put(OFFSET, String.valueOf(raw.offset()));
        headers.put(HANDLER, handler);
        headers.put(REASON, reason.length() > REASON_LIMIT ? reason.substring(0, REASON_LIMIT) + "…" : reason);
        headers.put(AT, clock.instant().toString());
        publisher.publish(List.of(new Outgoing(null, config.application() + ".dead", raw.key(), headers, raw.value())));
        meters.counter("renewals.dead.letters", "handler", handler, "topic", raw.topic())
                .increment();
        if (why instanceof Poison) {
            LOG.warnf(
                    "dead letter handler=%s topic=%s partition=%d offset=%d key=%s reason=%s",
                    handler, raw.topic(), raw.partition(), raw.offset(), raw.key(), reason);
        } else {
            LOG.errorf(
                    why,
                    "dead letter handler=%s topic=%s partition=%d offset=%d key=%s reason=%s",
                    handler,
                    raw.topic(),
                    raw.partition(),
                    raw.offset(),
                    raw.key(),
                    reason);
        }
    }
}
