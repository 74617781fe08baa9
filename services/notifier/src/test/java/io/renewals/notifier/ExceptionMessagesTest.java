package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.ExceptionAsk;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.schemas.Topics;
import io.renewals.standins.slack.Message;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever decides on a wider discount is asked, and whoever waits for it hears the answer. */
@QuarkusTest
class ExceptionMessagesTest extends RunningNotifier {
    @Test
    void anApproverOnSlackGrantsByAButtonAndEverybodySeesTheAnswer() {
        OfferQueued card = queue("wider");
        awaitMessage("wider");

        publish(card, asking(card, 1, Drafts.ADA));

        Message asked = awaitTitled("Exception asked for", "wider", "U0ADA");
        assertThat(asked.blocks().toString())
                .contains("22% off", "a rival offers less", "\"exception_grant\"", "\"exception_refuse\"");
        awaitShown("wider", "asked for an exception", "Granted by 0 of 1");
        publish(card, decided(card, 2, Action.EXCEPTION_GRANTED, 1));

        Message answer = awaitTitled("Exception decided", "wider", "U0MARIA");
        assertThat(answer.blocks().toString()).contains("Granted by Ada Byron");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        awaitTitled("Exception: ", "wider", "U0ADA").blocks().toString())
                .contains("Granted by Ada Byron")
                .doesNotContain("\"exception_grant\""));
    }

    @Test
    void anApproverWithoutSlackIsAskedByMailWithASignedLink() {
        OfferQueued card = queue("wider-mail");
        Owner nora = Drafts.owner("nora", "Nora Ek", "nora.wider@acme.example", null);

        publish(card, asking(card, 1, nora));

        MimeMessage asked = awaitMail("nora.wider@acme.example", "Exception asked for");
        assertThat(MailCardTest.payload(asked, clock.instant()).recipient()).isEqualTo("nora.wider@acme.example");
        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.SENT)).isNotNull();
    }

    @Test
    void aRefusalSaysWhyAndTheCardStaysToBeDecided() {
        OfferQueued card = queue("narrow");
        awaitMessage("narrow");
        publish(card, asking(card, 1, Drafts.ADA));
        awaitTitled("Exception asked for", "narrow", "U0ADA");

        publish(card, decided(card, 2, Action.EXCEPTION_REFUSED, 0));

        Message answer = awaitTitled("Exception decided", "narrow", "U0MARIA");
        assertThat(answer.blocks().toString()).contains("Refused by Ada Byron: too much");
        awaitShown("narrow", "Exception refused by Ada Byron", "\"approve\"", "\"exception\"");
    }

    private void publish(OfferQueued card, OfferActioned event) {
        topics.publish(Topics.OFFER_ACTIONED, card.getTenant() + "/" + card.getAccount(), event);
    }

    static OfferActioned asking(OfferQueued card, int sequence, Owner approver) {
        approver.setResolvedBy("approver");
        OfferActioned asked = Drafts.actioned(card, sequence, Action.EXCEPTION_REQUESTED, "queued", Drafts.PLAIN);
        asked.setActor("maria@acme.example");
        asked.setActorName("Maria Santos");
        asked.setOwner(card.getCard().getOwner());
        asked.setTell(List.of(approver));
        asked.setException(ask(0));
        return asked;
    }

    private static OfferActioned decided(OfferQueued card, int sequence, Action action, int given) {
        OfferActioned decided = Drafts.actioned(card, sequence, action, "queued", Drafts.PLAIN);
        decided.setOwner(card.getCard().getOwner());
        decided.setReason(action == Action.EXCEPTION_REFUSED ? "too much" : null);
        decided.setException(ask(given));
        return decided;
    }

    private static ExceptionAsk ask(int given) {
        return ExceptionAsk.newBuilder()
                .setPlan("business")
                .setDiscountPercent(new BigDecimal("22.00"))
                .setReason("a rival offers less")
                .setRequestedBy("maria@acme.example")
                .setApprovalsNeeded(1)
                .setApprovalsGiven(given)
                .build();
    }
}
