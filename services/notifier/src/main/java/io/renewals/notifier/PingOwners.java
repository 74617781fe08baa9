package io.renewals.notifier;

import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.messaging.Received;
import io.renewals.notifier.adapter.CardEvents;
import io.renewals.notifier.adapter.CardStore;
import io.renewals.notifier.sending.PingWake;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.renewals.store.Work;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Every card has one first message, which waits in the table until its time, and from then on timers. */
@ApplicationScoped
public class PingOwners {
    private final Inbox inbox;
    private final Rulebooks rulebooks;
    private final PingWake wake;

    @Inject
    public PingOwners(Inbox inbox, Rulebooks rulebooks, PingWake wake) {
        this.inbox = inbox;
        this.rulebooks = rulebooks;
        this.wake = wake;
    }

    @Incoming(Topics.OFFER_QUEUED)
    @Blocking
    public void queued(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(
                "ping-owner",
                OfferQueued.class,
                polled,
                events -> awaitRulebook(
                        events.getFirst().tenant(), events.getFirst().body().getRulebookVersion()),
                (events, work) -> take(work, events, CardEvents::drafted));
        wake.wake();
    }

    @Incoming(Topics.OFFER_HELD)
    @Blocking
    public void held(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(
                "ping-owner-held",
                OfferHeld.class,
                polled,
                events -> awaitRulebook(
                        events.getFirst().tenant(), events.getFirst().body().getRulebookVersion()),
                (events, work) -> take(work, events, CardEvents::drafted));
        wake.wake();
    }

    private interface Drafting<T> {
        CardEvents.Drafted of(T event, String causeId, Instant at);
    }

    /** @param version that an event was made with: waited for where none has been read yet */
    private void awaitRulebook(String tenant, int version) {
        if (rulebooks.inForce(tenant).isEmpty()) {
            rulebooks.at(tenant, version);
        }
    }

    private <T extends SpecificRecord> void take(Work work, List<Received<T>> events, Drafting<T> drafting) {
        List<CardEvents.Drafted> drafted = events.stream()
                .map(event ->
                        drafting.of(event.body(), event.id(), event.envelope().time()))
                .toList();
        Optional<Rulebook> rulebook = rulebooks.inForce(work.tenant()).map(Rulebooks.Versioned::rulebook);
        new CardStore(work, rulebook).take(drafted);
    }
}
