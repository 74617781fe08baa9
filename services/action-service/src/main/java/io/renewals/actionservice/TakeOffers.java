package io.renewals.actionservice;

import io.renewals.actionservice.adapter.CardEvents;
import io.renewals.actionservice.adapter.QueueIn;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Drafts become cards: into the queue, or held. The highest revision of a cycle wins. */
@ApplicationScoped
public class TakeOffers {
    private final Inbox inbox;
    private final Rulebooks rulebooks;

    @Inject
    public TakeOffers(Inbox inbox, Rulebooks rulebooks) {
        this.inbox = inbox;
        this.rulebooks = rulebooks;
    }

    @Incoming(Topics.OFFER_QUEUED)
    @Blocking
    public void queued(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("take-offer", OfferQueued.class, polled, (events, work) -> new QueueIn(work, rulebooks)
                .take(events, event -> CardEvents.card(event.body())));
    }

    @Incoming(Topics.OFFER_HELD)
    @Blocking
    public void held(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("take-held-offer", OfferHeld.class, polled, (events, work) -> new QueueIn(work, rulebooks)
                .take(events, event -> CardEvents.card(event.body())));
    }
}
