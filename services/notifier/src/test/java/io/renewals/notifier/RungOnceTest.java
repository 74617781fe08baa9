package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However often a card comes and goes before anybody was rung for it, a reader is rung for it once. */
@QuarkusTest
class RungOnceTest extends RunningNotifier {
    private static final Owner TOM = Drafts.owner("tom", "Tom Reed", "tom.rung@acme.example", null);

    @Test
    void aCardThatCameBackBeforeItsFirstPingRingsOnce() {
        OfferQueued card = Drafts.queued("acme", "woken-early", 1);
        card.setPingNotBefore(clock.instant().plus(Duration.ofHours(1)));
        topics.publish(Topics.OFFER_QUEUED, "acme/woken-early", card);
        awaitPing(card.getOfferId(), "card", "waiting");
        act(card, 1, Action.SNOOZED, "snoozed", Drafts.PLAIN);
        act(card, 2, Action.WOKEN, "queued", Drafts.PLAIN);
        awaitTitled("Back in your queue", "woken-early", "U0MARIA");

        later(Duration.ofHours(2));
        queue("after-woken-early");
        awaitMessage("after-woken-early");

        assertThat(messages("woken-early")).hasSize(1);
        awaitPing(card.getOfferId(), "card", "superseded");
    }

    @Test
    void twoMailsThatFailedInTheNightRingOnceInTheMorning() {
        OfferQueued card = asleep("failed-twice");

        act(card, 1, Action.APPROVED, "approved", Drafts.PLAIN);
        act(card, 2, Action.SEND_FAILED, "queued", Drafts.PLAIN);
        act(card, 3, Action.APPROVED, "approved", Drafts.PLAIN);
        act(card, 4, Action.SEND_FAILED, "queued", Drafts.PLAIN);
        awaitActions(card, 4);

        assertThat(rings(card)).containsExactly("maria again 4");
    }

    @Test
    void aCardThatWentAndCameBackInTheNightRingsItsOwnerOnce() {
        OfferQueued card = asleep("to-and-fro");

        publish(Drafts.to(TOM, Drafts.actioned(card, 1, Action.REASSIGNED, "queued", Drafts.PLAIN)));
        OfferActioned back = Drafts.actioned(card, 2, Action.REASSIGNED, "queued", Drafts.PLAIN);
        back.setOwner(card.getCard().getOwner());
        publish(back);
        awaitActions(card, 2);

        assertThat(rings(card)).containsExactly("maria card 2");
    }

    @Test
    void anExceptionAskedForAgainAsksItsApproverOnce() {
        OfferQueued card = asleep("asked-twice");

        publish(ExceptionMessagesTest.asking(card, 1, TOM));
        act(card, 2, Action.UNDONE, "queued", Drafts.PLAIN);
        publish(ExceptionMessagesTest.asking(card, 3, TOM));
        awaitActions(card, 3);

        assertThat(rings(card)).containsExactly("maria card 0", "tom exception 3");
    }

    /** A card of a company in whose night nobody is rung. */
    private OfferQueued asleep(String account) {
        OfferQueued card = Drafts.queued("sleepy", account, 1);
        card.getCard().setOwner(Drafts.owner("maria", "Maria Santos", "maria@acme.example", null));
        topics.publish(Topics.OFFER_QUEUED, "sleepy/" + account, card);
        awaitPing(card.getOfferId(), "card", "waiting");
        return card;
    }

    private void publish(OfferActioned event) {
        topics.publish(Topics.OFFER_ACTIONED, event.getTenant() + "/" + event.getAccount(), event);
    }

    private void awaitActions(OfferQueued card, int sequence) {
        await().atMost(PATIENCE)
                .until(() ->
                        count("select action_sequence from notifier.card where offer_id = '" + card.getOfferId() + "'")
                                == sequence);
    }

    /** What would ring in the morning: reader, kind and round. */
    private List<String> rings(OfferQueued card) {
        return texts("select recipient || ' ' || kind || ' ' || round from notifier.ping where status = 'waiting'"
                + " and occasion = 0 and offer_id = '" + card.getOfferId() + "' order by 1");
    }
}
