package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferQueued;
import io.renewals.events.OwnerNotified;
import io.renewals.schemas.Topics;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackFault;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of a first message, whatever Slack and the mail server do. */
@QuarkusTest
class PingsTest extends RunningNotifier {
    @Test
    void aCardIsPostedOnceAlsoWhenItIsDeliveredAgain() {
        OfferQueued card = Drafts.queued("acme", "once", 1);
        Map<String, String> sameEvent =
                Map.of("ce_id", "once-1", "ce_time", Instant.now().toString());

        topics.publish(Topics.OFFER_QUEUED, "acme/once", card, sameEvent);
        topics.publish(Topics.OFFER_QUEUED, "acme/once", card, sameEvent);
        topics.publish(Topics.OFFER_QUEUED, "acme/once", card, Map.of("ce_id", "once-2"));
        queue("after-once");

        awaitMessage("after-once");
        Message message = awaitMessage("once");
        assertThat(messages("once")).hasSize(1);
        assertThat(message.user()).isEqualTo("U0MARIA");
        assertThat(message.blocks().toString())
                .contains("\"approve\"", card.getCard().getMail().getSha256());
        OwnerNotified told = awaitNotified(card.getOfferId(), NotificationOutcome.SENT);
        assertThat(told.getKind()).isEqualTo(NotificationKind.CARD);
        assertThat(told.getChannel()).isEqualTo("slack");
        assertThat(told.getReference()).contains(message.channel(), message.ts());
    }

    @Test
    void aPingWaitsForItsTimeAndForBusinessHours() {
        OfferQueued later = Drafts.queued("acme", "later", 1);
        later.setPingNotBefore(clock.instant().plusSeconds(3));
        topics.publish(Topics.OFFER_QUEUED, "acme/later", later);
        OfferQueued sleepy = Drafts.queued("sleepy", "sleeper", 1);
        sleepy.getCard().getOwner().setSlackId("U0MARIA");
        topics.publish(Topics.OFFER_QUEUED, "sleepy/sleeper", sleepy);

        awaitPing(later.getOfferId(), "card", "waiting");
        assertThat(messages("later")).isEmpty();
        awaitMessage("later");
        assertThat(clock.instant()).isAfter(later.getPingNotBefore());
        awaitPing(sleepy.getOfferId(), "card", "waiting");
        assertThat(messages("sleeper")).isEmpty();
    }

    @Test
    void slacksRequestToWaitIsHonoured() {
        slack.fault(SlackFault.RATELIMITED, 1, "chat.postMessage", 2_000);
        Instant before = Instant.now();
        OfferQueued card = queue("limited");

        awaitMessage("limited");

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(1_900));
        awaitPing(card.getOfferId(), "card", "sent");
        assertThat(messages("limited")).hasSize(1);
    }

    @Test
    void aLostConnectionIsInDoubtNeverPostedAgainAndFollowedByOneMail() throws Exception {
        slack.fault(SlackFault.DROP, 1, "chat.postMessage", 0);
        OfferQueued card = queue("dropped");

        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.AMBIGUOUS)
                        .getDetail())
                .isNotBlank();
        MimeMessage reminder = awaitMail("maria@acme.example", "Bayside dropped");

        assertThat(whole(reminder)).contains("could not make sure that our first message");
        awaitPing(card.getOfferId(), "card", "ambiguous");
        awaitPing(card.getOfferId(), "doubt", "sent");
        assertThat(messages("dropped")).hasSize(1);
    }

    @Test
    void anAttemptWhoseProcessIsGoneIsInDoubt() throws Exception {
        OfferQueued card = Drafts.queued("acme", "crashed", 1);
        card.setPingNotBefore(clock.instant().plus(Duration.ofDays(1)));
        topics.publish(Topics.OFFER_QUEUED, "acme/crashed", card);
        awaitPing(card.getOfferId(), "card", "waiting");

        change("update notifier.ping set status = 'claimed', claimed_by = 'gone', attempts = 1, channel = 'slack',"
                + " lease_until = now() - interval '1 second' where offer_id = '" + card.getOfferId() + "'");

        awaitNotified(card.getOfferId(), NotificationOutcome.AMBIGUOUS);
        awaitPing(card.getOfferId(), "card", "ambiguous");
        assertThat(messages("crashed")).isEmpty();
    }

    @Test
    void whatSlackWillNeverTakeGoesByMail() throws Exception {
        OfferQueued card = Drafts.queued("acme", "stranger", 1);
        card.getCard().getOwner().setSlackId("U0NOBODY");
        card.getCard().getOwner().setEmail("stranger@acme.example");

        topics.publish(Topics.OFFER_QUEUED, "acme/stranger", card);

        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.FAILED).getChannel())
                .isEqualTo("slack");
        awaitMail("stranger@acme.example");
        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.SENT).getChannel())
                .isEqualTo("mail");
    }

    @Test
    void tenantsAreApart() {
        OfferQueued ours = Drafts.queued("acme", "shared-name", 1);
        OfferQueued theirs = Drafts.queued("globex", "shared-name", 1);

        topics.publish(Topics.OFFER_QUEUED, "acme/shared-name", ours);
        topics.publish(Topics.OFFER_QUEUED, "globex/shared-name", theirs);

        await().atMost(PATIENCE).until(() -> messages("shared-name").size() == 2);
        Map<String, String> byTeam =
                messages("shared-name").stream().collect(Collectors.toMap(Message::team, Message::user));
        assertThat(byTeam).isEqualTo(Map.of("T0ACME", "U0MARIA", "T0GLOBEX", "U0GINA"));
        assertThat(seenByTheService("select count(*) from notifier.ping")).isZero();
        assertThat(seenByTheService(
                        "set app.tenant = 'globex'; select count(*) from notifier.card where tenant <> 'globex'"))
                .isZero();
        assertThat(seenByTheService("set app.tenant = 'globex'; select count(*) from notifier.card"))
                .isPositive();
    }
}
