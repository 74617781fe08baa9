package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.renewals.standins.slack.Message;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody is forgotten: what nobody decides on comes back, to one after the other. */
@QuarkusTest
class TimersTest extends RunningNotifier {
    private static final String MARIA = "U0MARIA";
    private static final String ADA = "U0ADA";

    @Test
    void nobodyDecidesSoTheOwnerIsRemindedTheDelegateAskedAndTheManagerToldEachOnce() {
        OfferQueued card = marias("silent");
        awaitMessage("silent");
        assertThat(titled("Reminder: ", "silent", MARIA)).isEmpty();

        later(Duration.ofHours(24).plusMinutes(1));
        Message reminder = awaitTitled("Reminder: ", "silent", MARIA);
        later(Duration.ofHours(24));
        MimeMessage delegate = awaitMail("tom@acme.example", "Not decided yet: Bayside silent");
        later(Duration.ofHours(48));
        Message manager = awaitTitled("Not decided yet: ", "silent", ADA);
        later(Duration.ofHours(500));

        assertThat(reminder.blocks().toString()).contains("It still waits for your decision.", "\"review\"");
        assertThat(whole(delegate)).contains("Maria Santos has not decided. You stand in for them");
        assertThat(manager.blocks().toString()).contains("Nobody has decided", "\"reassign\"");
        act(card, 1, Action.SKIPPED, "skipped", "words");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages("silent"))
                .hasSize(3)
                .allSatisfy(message -> assertThat(message.blocks().toString()).contains("Skipped by Ada Byron")));
        assertThat(mailsTo("tom@acme.example", "Bayside silent")).hasSize(1);
    }

    @Test
    void anOpenedCardIsNotRemindedOfAndEscalatedAllTheSame() {
        OfferQueued card = marias("looked-at");
        awaitMessage("looked-at");
        opened(card, "Maria@acme.example");

        later(Duration.ofHours(25));
        awaitTimer(card.getOfferId(), "maria", "reminder", "opened");
        later(Duration.ofHours(24));

        awaitMail("tom@acme.example", "Bayside looked-at");
        assertThat(titled("Reminder: ", "looked-at", MARIA)).isEmpty();
    }

    @Test
    void whatSomebodyElseOpenedIsStillRemindedOf() {
        OfferQueued card = marias("peeped");
        awaitMessage("peeped");
        opened(card, "ada@acme.example");

        later(Duration.ofHours(25));

        awaitTitled("Reminder: ", "peeped", MARIA);
    }

    @Test
    void aDecisionEndsItAllAndAnUndoBeginsItAnew() {
        OfferQueued card = marias("decided");
        awaitMessage("decided");
        act(card, 1, Action.SKIPPED, "skipped", "words");
        for (String kind : List.of("reminder", "escalation-delegate", "escalation-manager")) {
            awaitTimer(card.getOfferId(), "maria", kind, "cancelled");
        }

        later(Duration.ofHours(200));
        OfferActioned undone = Drafts.actioned(card, 2, Action.UNDONE, "queued", "words");
        undone.setAt(clock.instant());
        topics.publish(Topics.OFFER_ACTIONED, "clockwork/decided", undone);
        awaitTimer(card.getOfferId(), "maria", "reminder", "waiting");
        assertThat(titled("Reminder: ", "decided", MARIA)).isEmpty();
        later(Duration.ofHours(25));

        awaitTitled("Reminder: ", "decided", MARIA);
    }

    @Test
    void eachTimeASnoozeIsOverTheOwnerIsRemindedAndTheOthersAskedAnew() {
        OfferQueued card = marias("slept");
        awaitMessage("slept");
        opened(card, "maria@acme.example");
        later(Duration.ofHours(49));
        awaitTimer(card.getOfferId(), "maria", "reminder", "opened");
        awaitMail("tom@acme.example", "Bayside slept");

        sleepsAndWakes(card, 1);
        later(Duration.ofHours(25));
        awaitTitled("Reminder: ", "slept", MARIA);
        later(Duration.ofHours(24));
        awaitTimer(card.getOfferId(), "maria", "escalation-delegate", "fired");
        sleepsAndWakes(card, 3);
        later(Duration.ofHours(97));
        awaitTitled("Not decided yet: ", "slept", ADA);
        await().atMost(PATIENCE)
                .until(() -> titled("Reminder: ", "slept", MARIA).size() == 2
                        && mailsTo("tom@acme.example", "Bayside slept").size() == 3);
        later(Duration.ofHours(500));
        awaitTimer(card.getOfferId(), "maria", "escalation-manager", "fired");

        assertThat(titled("Reminder: ", "slept", MARIA)).hasSize(2);
        assertThat(mailsTo("tom@acme.example", "Bayside slept")).hasSize(3);
        assertThat(titled("Not decided yet: ", "slept", ADA)).hasSize(1);
    }

    @Test
    void whoHasLookedSinceTheSnoozeWasOverIsNotReminded() {
        OfferQueued card = marias("looked-again");
        awaitMessage("looked-again");
        sleepsAndWakes(card, 1);
        opened(card, "maria@acme.example");

        later(Duration.ofHours(25));

        awaitTimer(card.getOfferId(), "maria", "reminder", "opened");
        assertThat(titled("Reminder: ", "looked-again", MARIA)).isEmpty();
    }

    @Test
    void whoCantBeAskedIsPassedOverAndThatIsOnTheRecord() {
        OfferQueued card = Drafts.queued("clockwork", "topmost", 1);
        card.getCard().setOwner(Drafts.owner("ada", "Ada Okafor", "ada@acme.example", ADA));
        publish(card);
        awaitMessage("topmost");

        later(Duration.ofHours(97));

        awaitTimer(card.getOfferId(), "ada", "escalation-delegate", "skipped");
        awaitTimer(card.getOfferId(), "ada", "escalation-manager", "skipped");
        List<String> recorded = List.of("Ada Okafor has no delegate.", "Nobody is above Ada Okafor.");
        for (String why : recorded) {
            topics.awaitOne(
                    Topics.ACTIVITY_RECORDED,
                    ActivityRecorded.class,
                    seen -> card.getOfferId().equals(seen.value().getOfferId())
                            && seen.value().getSummary().contains(why));
        }
    }

    @Test
    void aWaitingCardWithoutTimersGetsThem() throws SQLException {
        OfferQueued card = marias("forgotten");
        awaitMessage("forgotten");
        change("delete from notifier.timer where offer_id = '" + card.getOfferId() + "'");

        later(Duration.ofMinutes(11));

        awaitTimer(card.getOfferId(), "maria", "reminder", "waiting");
        awaitTimer(card.getOfferId(), "maria", "escalation-manager", "waiting");
    }

    @Test
    void remindersWaitForBusinessHours() {
        ZoneId zone = ZoneId.of("America/New_York");
        LocalDate day = clock.instant().atZone(zone).toLocalDate().plusDays(2);
        Quietness.publish(topics, "nightly", day);
        OfferQueued card = Drafts.queued("nightly", "weekly", 1);
        card.getCard().setOwner(Drafts.owner("maria", "Maria Santos", "maria@acme.example", MARIA));
        publish(card);
        awaitPing(card.getOfferId(), "card", "waiting");

        until(day.atTime(9, 0).atZone(zone).toInstant());
        awaitMessage("weekly");
        until(day.plusDays(2).atTime(9, 0).atZone(zone).toInstant());
        awaitTimer(card.getOfferId(), "maria", "reminder", "waiting");
        assertThat(count(
                        "select count(*) from notifier.timer where kind = 'reminder' and status = 'waiting' and due_at < '"
                                + clock.instant() + "' and offer_id = '" + card.getOfferId() + "'"))
                .isEqualTo(1);
        assertThat(titled("Reminder: ", "weekly", MARIA)).isEmpty();
        until(day.plusDays(7).atTime(9, 0).atZone(zone).toInstant());

        awaitTitled("Reminder: ", "weekly", MARIA);
    }

    /** @param sequence of the first of the two actions */
    private void sleepsAndWakes(OfferQueued card, int sequence) {
        act(card, sequence, Action.SNOOZED, "snoozed", "words");
        awaitTimer(card.getOfferId(), "maria", "escalation-manager", "cancelled");
        OfferActioned woken = Drafts.actioned(card, sequence + 1, Action.WOKEN, "queued", "words");
        woken.setAt(clock.instant());
        topics.publish(Topics.OFFER_ACTIONED, "clockwork/" + card.getAccount(), woken);
        for (String kind : List.of("reminder", "escalation-delegate", "escalation-manager")) {
            awaitTimer(card.getOfferId(), "maria", kind, "waiting");
        }
    }

    private void until(Instant instant) {
        later(Duration.between(clock.instant(), instant));
    }

    private OfferQueued marias(String account) {
        OfferQueued card = Drafts.queued("clockwork", account, 1);
        card.getCard().setOwner(Drafts.owner("maria", "Maria Santos", "maria@acme.example", MARIA));
        publish(card);
        return card;
    }

    private void publish(OfferQueued card) {
        topics.publish(
                Topics.OFFER_QUEUED,
                card.getTenant() + "/" + card.getAccount(),
                card,
                Map.of("ce_time", clock.instant().toString()));
    }

    private void opened(OfferQueued card, String actor) {
        topics.publish(
                Topics.ACTIVITY_RECORDED,
                card.getTenant() + "/" + card.getAccount(),
                ActivityRecorded.newBuilder()
                        .setTenant(card.getTenant())
                        .setAccount(card.getAccount())
                        .setCorrelationId(card.getCorrelationId())
                        .setCausationId("opened-" + card.getOfferId())
                        .setKind("card-opened")
                        .setActor(actor)
                        .setSummary("opened")
                        .setOfferId(card.getOfferId())
                        .setAt(clock.instant())
                        .build());
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from notifier.opened where offer_id = '" + card.getOfferId() + "'")
                        == 1);
    }
}
