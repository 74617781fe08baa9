package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.renewals.standins.slack.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages follow what is done with their card. */
@QuarkusTest
class FollowingTest extends RunningNotifier {
    @Test
    void theMessageFollowsWhatIsDoneWithTheCard() {
        OfferQueued card = queue("followed");
        awaitMessage("followed");

        act(card, 1, Action.EDITED, "queued", "Edited words");
        awaitShown("followed", "Edited words", "Edited by Ada Byron", "\"approve\"");
        act(card, 2, Action.APPROVED, "approved", "Edited words");
        act(card, 3, Action.SENT, "sent", "Edited words");
        awaitShown("followed", "Sent by Ada Byron");
        assertThat(only("followed").blocks().toString()).doesNotContain("\"approve\"");
        act(card, 2, Action.APPROVED, "approved", "late and old");

        OfferQueued other = queue("undone");
        awaitMessage("undone");
        act(other, 1, Action.SKIPPED, "skipped", "words");
        awaitShown("undone", "Skipped by Ada Byron (handling by hand)");
        act(other, 2, Action.UNDONE, "queued", "words");
        awaitShown("undone", "Undone by Ada Byron", "\"approve\"");
        assertThat(only("followed").blocks().toString()).contains("Sent by Ada Byron");
        assertThat(messages("followed")).hasSize(1);
    }

    @Test
    void aWaitingPingOfACardThatWasActedOnIsDroppedAndComesBackWithIt() {
        OfferQueued card = Drafts.queued("acme", "early", 1);
        act(card, 1, Action.SKIPPED, "skipped", "words");
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.card where offer_id = '" + card.getOfferId() + "'") == 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/early", card);
        awaitPing(card.getOfferId(), "card", "superseded");
        assertThat(messages("early")).isEmpty();

        act(card, 2, Action.UNDONE, "queued", "words");

        awaitMessage("early");
        assertThat(messages("early")).hasSize(1);
    }

    @Test
    void aCardWithANewerRevisionSaysSo() {
        queue("revised");
        awaitMessage("revised");

        topics.publish(Topics.OFFER_QUEUED, "acme/revised", Drafts.queued("acme", "revised", 2));

        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Message> both = messages("revised");
            assertThat(both).hasSize(2);
            assertThat(both.get(0).blocks().toString())
                    .contains("Replaced by a newer draft")
                    .doesNotContain("\"approve\"");
            assertThat(both.get(1).blocks().toString()).contains("\"approve\"");
        });
    }

    @Test
    void aHeldCardSaysWhyAndOffersNoApproval() {
        OfferHeld held = Drafts.held("acme", "held");

        topics.publish(Topics.OFFER_HELD, "acme/held", held);

        Message message = awaitMessage("held");
        assertThat(message.blocks().toString())
                .contains("20% is above the cap of 15%")
                .doesNotContain("\"approve\"");
        assertThat(awaitNotified(held.getOfferId(), NotificationOutcome.SENT).getKind())
                .isEqualTo(NotificationKind.HELD);
    }

    @Test
    void aSnoozedCardIsQuietAndRingsWhenItWakes() {
        OfferQueued card = queue("dozer");
        awaitMessage("dozer");

        topics.publish(
                Topics.OFFER_ACTIONED,
                "acme/dozer",
                Drafts.by("Maria Santos", Drafts.actioned(card, 1, Action.SNOOZED, "snoozed", "words"), "2026-12-01"));
        awaitShown("dozer", "Snoozed by Maria Santos until 2026-12-01", "\"undo\"");
        act(card, 2, Action.WOKEN, "queued", "words");

        Message again = awaitTitled("Back in your queue", "dozer", "U0MARIA");
        assertThat(again.blocks().toString()).contains("Its snooze is over", "\"review\"");
        awaitShown("dozer", "Its snooze is over", "\"approve\"");
    }

    @Test
    void anExpiredCardSaysSoAndIsNobodysRefusal() {
        OfferQueued card = queue("expirer");
        awaitMessage("expirer");

        act(card, 1, Action.EXPIRED, "expired", "words");

        awaitShown("expirer", "Expired: the notice deadline");
        assertThat(only("expirer").blocks().toString()).doesNotContain("\"approve\"", "\"undo\"", "Skipped");
    }

    @Test
    void aReassignedCardIsShownToItsNewOwnerAndTheOldOneSeesWhoHasIt() {
        OfferQueued card = queue("moved");
        awaitMessage("moved");

        topics.publish(
                Topics.OFFER_ACTIONED,
                "acme/moved",
                Drafts.to(Drafts.ADA, Drafts.actioned(card, 1, Action.REASSIGNED, "queued", "words")));

        await().atMost(PATIENCE).until(() -> messages("moved").size() == 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(only("moved").blocks().toString())
                        .contains("Ada Okafor decides on this renewal now.")
                        .doesNotContain("\"approve\""));
        Message hers = titled("Renewal: ", "moved", "U0ADA").getFirst();
        assertThat(hers.blocks().toString()).contains("\"approve\"", "Reassigned by");
        awaitTimer(card.getOfferId(), "ada", "reminder", "waiting");
        awaitTimer(card.getOfferId(), "maria", "reminder", "cancelled");
    }

    @Test
    void aReassignedCardOfSomebodyWithoutSlackIsToldByMail() {
        OfferQueued card = Drafts.mailed(Drafts.queued("acme", "mover", 1));
        topics.publish(Topics.OFFER_QUEUED, "acme/mover", card);
        awaitMail("tom.mover@acme.example", "Renewal: ");

        topics.publish(
                Topics.OFFER_ACTIONED,
                "acme/mover",
                Drafts.to(Drafts.ADA, Drafts.actioned(card, 1, Action.REASSIGNED, "queued", "words")));

        awaitMessage("mover");
        await().atMost(PATIENCE).until(() -> mailsTo("tom.mover@acme.example").size() == 2);
        assertThat(whole(mailsTo("tom.mover@acme.example").getLast()))
                .contains("Ada Okafor decides on this renewal now.");
    }

    @Test
    void aMessageThatIsGoneIsReplacedByOneThatSaysSo() {
        for (String error : List.of("message_not_found", "cant_update_message", "edit_window_closed")) {
            String account = "gone-" + error.charAt(0);
            OfferQueued card = queue(account);
            awaitMessage(account);
            awaitPing(card.getOfferId(), "card", "sent");

            refuseTheNextUpdate(error);
            act(card, 1, Action.EDITED, "queued", "Edited words");

            await().atMost(PATIENCE).until(() -> messages(account).size() == 2);
            Message anew = messages(account).getLast();
            assertThat(anew.blocks().toString())
                    .contains("takes the place of an earlier message", "Edited words", "\"approve\"");
            act(card, 2, Action.SENT, "sent", "Edited words");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            messages(account).getLast().blocks().toString())
                    .contains("Sent by Ada Byron"));
            assertThat(messages(account)).hasSize(2);
        }
    }
}
