package io.renewals.notifier;

import io.renewals.events.OfferActioned;
import io.renewals.notifier.adapter.CardEvents;
import io.renewals.notifier.adapter.CardEvents.Acted;
import io.renewals.notifier.adapter.CardStore;
import io.renewals.notifier.sending.PingWake;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Messages follow what is done with the card, wherever it is done, and whoever it concerns is told. */
@ApplicationScoped
public class FollowActions {
    private final Inbox inbox;
    private final Rulebooks rulebooks;
    private final PingWake wake;

    @Inject
    public FollowActions(Inbox inbox, Rulebooks rulebooks, PingWake wake) {
        this.inbox = inbox;
        this.rulebooks = rulebooks;
        this.wake = wake;
    }

    @Incoming(Topics.OFFER_ACTIONED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("follow-action", OfferActioned.class, polled, (events, work) -> {
            List<Acted> acts = events.stream()
                    .map(event -> CardEvents.acted(event.body(), event.id()))
                    .flatMap(Optional::stream)
                    .toList();
            if (!acts.isEmpty()) {
                new CardStore(work, rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook)).follow(acts);
            }
        });
        wake.wake();
    }
}
