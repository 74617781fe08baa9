package io.renewals.notifier;

import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.notifier.adapter.CardEvents;
import io.renewals.notifier.adapter.CardStore;
import io.renewals.notifier.sending.PingWake;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Every card has one ping, which waits in the table until its time. */
@ApplicationScoped
public class PingOwners {
    private final Inbox inbox;
    private final PingWake wake;

    @Inject
    public PingOwners(Inbox inbox, PingWake wake) {
        this.inbox = inbox;
        this.wake = wake;
    }

    @Incoming(Topics.OFFER_QUEUED)
    @Blocking
    public void queued(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("ping-owner", OfferQueued.class, polled, (events, work) -> new CardStore(work)
                .take(events.stream()
                        .map(event -> CardEvents.drafted(event.body(), event.id()))
                        .toList()));
        wake.wake();
    }

    @Incoming(Topics.OFFER_HELD)
    @Blocking
    public void held(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("ping-owner-held", OfferHeld.class, polled, (events, work) -> new CardStore(work)
                .take(events.stream()
                        .map(event -> CardEvents.drafted(event.body(), event.id()))
                        .toList()));
        wake.wake();
    }
}
