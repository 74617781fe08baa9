package io.renewals.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.messaging.Codec;
import io.renewals.messaging.DeadLetters;
import io.renewals.messaging.Patience;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Received;
import io.renewals.messaging.Retriable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Runs a stateful handler: each event takes effect once. A polled batch is one transaction per tenant; where that fails for
 * another reason than {@link Retriable}, its events are handled one transaction each, in order, and only the one that fails is
 * dead-lettered. Returns when all are either committed or dead-lettered; offsets are committed after that.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final Transactions transactions;
    private final Codec codec;
    private final DeadLetters deadLetters;
    private final Patience patience;
    private final MeterRegistry meters;

    @Inject
    public Inbox(
            Transactions transactions, Codec codec, DeadLetters deadLetters, Patience patience, MeterRegistry meters) {
        this.transactions = transactions;
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.patience = patience;
        this.meters = meters;
    }

    /** What a service does with events of one tenant, none of them handled before, in the order they were published per key. */
    @FunctionalInterface
    public interface Handler<T extends SpecificRecord> {
        void handle(List<Received<T>> events, Work work);
    }

    /**
     * @param handler name of the step: part of the inbox key, so it never changes once released
     */
    public <T extends SpecificRecord> void receive(
            String handler, Class<T> type, ConsumerRecords<String, byte[]> polled, Handler<T> body) {
        receive(handler, type, polled, events -> {}, body);
    }

    /**
     * @param ready waits for what the events of one tenant need, known ones among them, before a transaction holds a connection for
     *     them; a failure of it is a failure of the handler
     */
    public <T extends SpecificRecord> void receive(
            String handler,
            Class<T> type,
            ConsumerRecords<String, byte[]> polled,
            Consumer<List<Received<T>>> ready,
            Handler<T> body) {
        Map<String, List<Received<T>>> byTenant = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> raw : polled) {
            try {
                Received<T> event = patience.untilDone(handler, () -> codec.decode(raw, type));
                byTenant.computeIfAbsent(event.tenant(), tenant -> new ArrayList<>())
                        .add(event);
            } catch (Retriable stopping) {
                throw stopping; // interrupted by a shutdown: not acknowledged, so it comes again
            } catch (RuntimeException e) {
                patience.untilDone(handler, () -> deadLetters.put(raw, handler, e));
            }
        }
        byTenant.forEach((tenant, events) -> receive(handler, tenant, events, ready, body));
    }

    private <T extends SpecificRecord> void receive(
            String handler,
            String tenant,
            List<Received<T>> events,
            Consumer<List<Received<T>>> ready,
            Handler<T> body) {
        try {
            patience.untilDone(handler, () -> {
                ready.accept(events);
                transact(handler, tenant, events, body);
            });
        } catch (Retriable stopping) {
            throw stopping; // interrupted by a shutdown: not acknowledged, so it comes again
        } catch (RuntimeException e) {
            if (events.size() == 1) {
                patience.untilDone(
                        handler, () -> deadLetters.put(events.getFirst().raw(), handler, e));
            } else {
                LOG.warnf("batch of %d split handler=%s reason=%s", events.size(), handler, e.getMessage());
                for (Received<T> event : events) {
                    receive(handler, tenant, List.of(event), ready, body);
                }
            }
        }
    }

    private <T extends SpecificRecord> void transact(
            String handler, String tenant, List<Received<T>> events, Handler<T> body) {
        int handled = transactions.inTenant(tenant, work -> {
            List<Received<T>> fresh = InboxRows.insertFresh(work, handler, events);
            for (Received<T> event : fresh) {
                work.causedBy(event.id(), event.envelope().traceparent());
            }
            if (!fresh.isEmpty()) {
                body.handle(fresh, work);
            }
            return fresh.size();
        });
        meters.counter("renewals.events.handled", "handler", handler).increment(handled);
        meters.counter("renewals.events.known", "handler", handler).increment(events.size() - handled);
    }

    /** Refused visibly: the same id with other bytes is not a redelivery but a publisher's mistake. */
    static Poison otherBytes(Received<?> event) {
        return new Poison("event " + event.id() + " from " + event.envelope().source()
                + " was handled before with other content: an id is never used twice");
    }
}
