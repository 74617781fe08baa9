package io.renewals.registry;

import io.renewals.events.OfferActioned;
import io.renewals.events.OfferDecided;
import io.renewals.events.OfferDrafted;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.messaging.Received;
import io.renewals.registry.adapter.Followed;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to an offer, from five topics and so in any order: the account's state follows from all of it. */
@ApplicationScoped
public class FollowOffers {
    private final Inbox inbox;
    private final RulebookShelf shelf;

    @Inject
    public FollowOffers(Inbox inbox, RulebookShelf shelf) {
        this.inbox = inbox;
        this.shelf = shelf;
    }

    @Incoming(Topics.OFFER_DECIDED)
    @Blocking
    public void decided(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("follow-decided", OfferDecided.class, polled, (events, work) -> Followed.of(
                        work, shelf, accounts(events, OfferDecided::getAccount))
                .decided(events));
    }

    @Incoming(Topics.OFFER_DRAFTED)
    @Blocking
    public void drafted(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("follow-drafted", OfferDrafted.class, polled, (events, work) -> Followed.of(
                        work, shelf, accounts(events, OfferDrafted::getAccount))
                .drafted(events));
    }

    @Incoming(Topics.OFFER_QUEUED)
    @Blocking
    public void queued(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("follow-queued", OfferQueued.class, polled, (events, work) -> Followed.of(
                        work, shelf, accounts(events, OfferQueued::getAccount))
                .queued(events));
    }

    @Incoming(Topics.OFFER_HELD)
    @Blocking
    public void held(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("follow-held", OfferHeld.class, polled, (events, work) -> Followed.of(
                        work, shelf, accounts(events, OfferHeld::getAccount))
                .held(events));
    }

    @Incoming(Topics.OFFER_ACTIONED)
    @Blocking
    public void actioned(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("follow-actioned", OfferActioned.class, polled, (events, work) -> Followed.of(
                        work, shelf, accounts(events, OfferActioned::getAccount))
                .actioned(events));
    }

    private static <T extends SpecificRecord> Stream<String> accounts(
            List<Received<T>> events, Function<T, String> account) {
        return events.stream().map(event -> account.apply(event.body()));
    }
}
