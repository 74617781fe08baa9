package io.renewals.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Runs a stateless handler: events in, a pure function, events out, wait for the broker's acknowledgement, and only then return,
 * which lets the offsets be committed. A second run of the same input publishes the same bytes under the same ids.
 */
@ApplicationScoped
public class Pipeline {
    private final Codec codec;
    private final Publisher publisher;
    private final DeadLetters deadLetters;
    private final Patience patience;
    private final Tracing tracing;
    private final MeterRegistry meters;

    @Inject
    public Pipeline(
            Codec codec,
            Publisher publisher,
            DeadLetters deadLetters,
            Patience patience,
            Tracing tracing,
            MeterRegistry meters) {
        this.codec = codec;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.patience = patience;
        this.tracing = tracing;
        this.meters = meters;
    }

    /** What a stateless handler wants published: topic, the step that tells it apart, and the body. */
    public record Result(String topic, String step, SpecificRecord body) {}

    /**
     * @param step name of the handler, for metrics and dead letters
     * @param handler pure: the same event gives the same results; its "now" is the event's time
     */
    public <T extends SpecificRecord> void run(
            String step,
            Class<T> type,
            ConsumerRecords<String, byte[]> polled,
            Function<Received<T>, List<Result>> handler) {
        List<Received<T>> events = new ArrayList<>(polled.count());
        List<Outgoing> out = new ArrayList<>(polled.count());
        for (ConsumerRecord<String, byte[]> raw : polled) {
            try {
                patience.untilDone(step, () -> {
                    Received<T> event = codec.decode(raw, type);
                    List<Outgoing> published = encode(event, handler.apply(event));
                    events.add(event);
                    out.addAll(published);
                });
            } catch (Retriable stopping) {
                throw stopping; // interrupted by a shutdown: not acknowledged, so it comes again
            } catch (RuntimeException e) {
                patience.untilDone(step, () -> deadLetters.put(raw, step, e));
            }
        }
        tracing.around(step, events, () -> patience.untilDone(step, () -> publisher.publish(out)));
        meters.counter("renewals.events.handled", "handler", step).increment(events.size());
    }

    private List<Outgoing> encode(Received<?> event, List<Result> results) {
        return results.stream()
                .map(result -> codec.encode(
                        result.topic(),
                        result.step(),
                        result.body(),
                        event.envelope().time(),
                        event.envelope().traceparent()))
                .toList();
    }
}
