package io.renewals.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries the trace through Kafka headers. With tracing off the cause's traceparent is handed on as it came, so that the chain
 * holds across a service that does not trace.
 */
@ApplicationScoped
public class Tracing {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final Tracer tracer;

    @Inject
    public Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.renewals.messaging");
    }

    /** The traceparent of an event published now because of one that carried {@code cause}. */
    String next(String topic, String cause) {
        Context parent = cause == null
                ? Context.current()
                : W3C.extract(Context.root(), Map.of(Envelope.TRACEPARENT, cause), GETTER);
        Span span = tracer.spanBuilder("publish " + topic)
                .setParent(parent)
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        span.end();
        if (!span.getSpanContext().isValid()) {
            return cause;
        }
        Map<String, String> carrier = new HashMap<>();
        W3C.inject(parent.with(span), carrier, Map::put);
        return carrier.getOrDefault(Envelope.TRACEPARENT, cause);
    }

    /** A span over the handling of a batch, linked to each event's trace. */
    void around(String step, List<? extends Received<?>> events, Runnable work) {
        var builder = tracer.spanBuilder("handle " + step)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.batch.message_count", events.size());
        for (Received<?> event : events) {
            if (event.envelope().traceparent() != null) {
                builder.addLink(Span.fromContext(W3C.extract(
                                Context.root(),
                                Map.of(Envelope.TRACEPARENT, event.envelope().traceparent()),
                                GETTER))
                        .getSpanContext());
            }
        }
        Span span = builder.startSpan();
        try (var scope = span.makeCurrent()) {
            work.run();
        } catch (RuntimeException e) {
            span.recordException(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
