package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.mailTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Refusals;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to cards that nobody clicks. Each test has a company of its own, since owners and rules are the company's. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class FollowUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A port that nobody listens on. */
    private static final int NO_SERVER = 1;

    TestTopics topics;
    Database database;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    CardDesk desk;

    @Inject
    FollowUp followUp;

    @Inject
    Opened opened;

    @Inject
    Rulebooks rulebooks;

    private LocalDate today;

    @BeforeEach
    void day() {
        today = LocalDate.now(ZoneId.of("America/New_York"));
    }

    @Test
    void aSnoozedCardWaitsAgainOnItsDay() throws SQLException {
        CardSteps cards = company("initech");
        String offer = cards.queue(due("initech", "snoozed", today.plusDays(30)));
        cards.done(offer, new Command.Snooze(1, today.plusDays(5), Optional.of("in talks")), "maria");
        followUp.run("initech");
        assertThat(cards.card(offer).status()).isEqualTo(Status.SNOOZED);

        cards.sql("update card set state = jsonb_set(state, '{until}', to_jsonb('" + today.minusDays(1)
                + "'::text)) where offer_id = '" + offer + "'");
        followUp.run("initech");

        assertThat(cards.card(offer).status()).isEqualTo(Status.QUEUED);
        OfferActioned woken = cards.actioned(offer, Action.WOKEN);
        assertThat(woken.getActor()).isEqualTo("system");
        assertThat(cards.actioned(offer, Action.SNOOZED).getUntil()).isEqualTo(today.plusDays(5));
    }

    @Test
    void anUndecidedCardExpiresOnceThoughTwoInstancesLook() throws Exception {
        CardSteps cards = company("umbrella");
        List<String> offers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            offers.add(cards.queue(due("umbrella", "late-" + i, today.minusDays(1))));
        }
        String inTime = cards.queue(due("umbrella", "in-time", today));

        try (ExecutorService instances = Executors.newFixedThreadPool(2)) {
            Callable<Void> look = () -> {
                followUp.run("umbrella");
                return null;
            };
            for (var each : instances.invokeAll(List.of(look, look))) {
                each.get();
            }
        }
        followUp.run("umbrella");

        assertThat(cards.count("card_action where tenant = 'umbrella' and action = 'EXPIRED'"))
                .isEqualTo(offers.size());
        assertThat(cards.card(offers.getFirst()).status()).isEqualTo(Status.EXPIRED);
        assertThat(cards.card(inTime).status()).isEqualTo(Status.QUEUED);
        assertThat(cards.refused(offers.getFirst(), cards.approve(offers.getFirst()), "maria"))
                .isInstanceOf(Refusal.IsExpired.class);
        assertThat(cards.actioned(offers.getFirst(), Action.EXPIRED).getActor()).isEqualTo("system");
    }

    @Test
    void aCardThatNobodyCanReadKeepsNoOtherCompanysFromExpiring() throws SQLException {
        CardSteps broken = company("aperture");
        String unreadable = broken.queue(due("aperture", "broken", today.minusDays(1)));
        CardSteps cards = company("wonka");
        String offer = cards.queue(due("wonka", "late", today.minusDays(1)));
        broken.sql("update card set state = '{\"status\": \"nonsense\"}' where offer_id = '" + unreadable + "'");

        followUp.round();

        assertThat(cards.card(offer).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aCardThatNobodyCanReadStopsNeitherExpiryNorWakingOfTheOthers() throws SQLException {
        CardSteps cards = company("blackmesa");
        String unreadable = cards.queue(due("blackmesa", "broken", today.plusDays(30)));
        String late = cards.queue(due("blackmesa", "late", today.minusDays(1)));
        // On other facts than the account's last ones, so that the first of all steps comes upon it.
        cards.sql("update account_facts set account_version = 2, material_version = 2 where tenant = 'blackmesa'"
                + " and account = 'broken'");
        cards.sql("update card set state = '{\"status\": \"nonsense\"}' where offer_id = '" + unreadable + "'");

        assertThatThrownBy(() -> followUp.run("blackmesa")).hasMessageContaining("NONSENSE");

        assertThat(cards.card(late).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void afterItsDeadlineACardIsNotApprovedThoughNoSweepHasComeBy() {
        CardSteps cards = company("nakatomi");
        String offer = cards.queue(due("nakatomi", "late", today.minusDays(1)));

        Refusal refusal = cards.refused(offer, cards.approve(offer), "maria");

        assertThat(refusal).isEqualTo(new Refusal.IsExpired(today.minusDays(1)));
        assertThat(cards.card(offer).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void anApprovedMailThatHasNotLeftByTheDeadlineExpiresWithThatReason() throws SQLException {
        CardSteps cards = company("gringotts");
        String offer = cards.queue(due("gringotts", "unsent", today));
        mailPath.passOnTo(NO_SERVER);
        cards.done(offer, cards.approve(offer), "maria");

        cards.sql("update card set dossier = jsonb_set(dossier, '{noticeDeadline}', to_jsonb('" + today.minusDays(1)
                + "'::text)) where offer_id = '" + offer + "'");

        OfferActioned expired = cards.actioned(offer, Action.EXPIRED);
        mailPath.passOnTo(mail.port());
        assertThat(expired.getActor()).isEqualTo("system");
        assertThat(expired.getReason()).contains("before the mail that maria had approved could leave");
        assertThat(cards.count("approved_mail where offer_id = '" + offer + "' and state = 'cancelled'"
                        + " and detail like '%notice deadline%'"))
                .isOne();
        assertThat(mailTo(mail, "sam@unsent.example")).isEmpty();
    }

    @Test
    void anExpiredCardLeavesRoomForADraftOnCorrectedDates() {
        CardSteps cards = company("vehement");
        String offer = cards.queue(due("vehement", "moved", today.minusDays(1)));
        followUp.run("vehement");
        assertThat(cards.card(offer).status()).isEqualTo(Status.EXPIRED);

        topics.publish(Topics.OFFER_QUEUED, "vehement/moved", Drafts.queued("vehement", "moved", 2));

        cards.awaitStatus(Drafts.offerId("vehement", "moved", 2), Status.QUEUED);
    }

    @Test
    void anAbsentOwnersCardsMoveWhenTheRulebookSaysSo() {
        CardSteps cards = company("stark");
        String offer = cards.queue(due("stark", "absent", today.plusDays(30)));
        followUp.run("stark");
        assertThat(cards.card(offer).owner().id()).isEqualTo("maria");

        cards.publishRules(2, Drafts.MARIA_AWAY, "from: " + today + ", to: " + today.plusDays(3));
        await().atMost(PATIENCE)
                .until(() -> rulebooks.inForce("stark").orElseThrow().version() == 2);
        followUp.run("stark");

        Card moved = cards.card(offer);
        assertThat(moved.owner().id()).isEqualTo("tom");
        assertThat(moved.message().fromAddress()).isEqualTo("tom@stark.example");
        assertThat(moved.message().textBody()).endsWith("Tom Becker");
        OfferActioned event = cards.actioned(offer, Action.REASSIGNED);
        assertThat(event.getOwner().getId()).isEqualTo("tom");
        assertThat(event.getTell()).extracting(owner -> owner.getId()).containsExactly("maria");
        assertThat(event.getReason()).contains("out of office until");
        assertThat(cards.refused(offer, cards.approve(offer), "eve")).isInstanceOf(Refusal.NotYours.class);
        cards.done(offer, new Command.Skip(1, "already_churned", Optional.empty()), "tom");
    }

    @Test
    void aReassignedCardIsInTheNewOwnersQueueAndCanBeTakenBack() throws SQLException {
        CardSteps cards = company("wayne");
        String offer = cards.queue(due("wayne", "given", today.plusDays(30)));

        cards.done(offer, new Command.Reassign(1, "tom", Optional.of("knows them")), "ada");
        assertThat(cards.count("card where offer_id = '" + offer + "' and owner_email = 'tom@wayne.example'"))
                .isOne();

        cards.done(offer, new Command.Undo(Optional.empty()), "ada");
        assertThat(cards.count("card where offer_id = '" + offer + "' and owner_email = 'maria@wayne.example'"))
                .isOne();
    }

    @Test
    void fromTheMomentAChangeIsStoredNoCardOnOldFactsCanBeApproved() throws SQLException {
        CardSteps cards = company("cyberdyne");
        String offer = cards.queue(due("cyberdyne", "changed", today.plusDays(30)));
        String snoozed = cards.queue(due("cyberdyne", "changed-too", today.plusDays(30)));
        cards.done(snoozed, new Command.Snooze(1, today.plusDays(5), Optional.empty()), "maria");
        Command approve = cards.approve(offer);

        topics.publish(Topics.ACCOUNT_CHANGED, "cyberdyne/changed", Drafts.changed("cyberdyne", "changed", 2));
        topics.publish(Topics.ACCOUNT_CHANGED, "cyberdyne/changed-too", Drafts.changed("cyberdyne", "changed-too", 2));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> cards.count("account_facts where tenant = 'cyberdyne' and account_version = 2") == 2);

        assertThat(cards.refused(offer, approve, "maria")).isInstanceOf(Refusal.IsStale.class);
        assertThat(cards.card(snoozed).status()).isEqualTo(Status.STALE);
    }

    @Test
    void aCardOfARenewalThatIsOverSaysSoAndPromisesNoOtherDraft() {
        CardSteps cards = company("duff");
        String offer = cards.queue(due("duff", "left", today.plusDays(30)));
        AccountChanged churned = Drafts.changed("duff", "left", 2);
        churned.setCycleNo(2);
        churned.setState(AccountState.CHURNED);

        topics.publish(Topics.ACCOUNT_CHANGED, "duff/left", churned);

        cards.awaitStatus(offer, Status.STALE);
        assertThat(cards.actioned(offer, Action.STALE).getReason())
                .isEqualTo("this renewal is over, the account has churned");
        assertThat(Refusals.sentence(cards.refused(offer, cards.approve(offer), "maria"), ZoneId.of("UTC")))
                .contains("this renewal is over")
                .contains("if another draft is due")
                .doesNotContain("comes by itself");
    }

    /** From the event on the topic to the transaction that stops its card. */
    @Test
    void aChangeOfFactsStopsItsCardWithinASecond() throws SQLException {
        CardSteps cards = company("weyland");
        for (int i = 0; i < 100; i++) {
            OfferQueued queued = due("weyland", "fast-" + i, today.plusDays(30));
            topics.publish(Topics.OFFER_QUEUED, "weyland/fast-" + i, queued);
        }
        await().atMost(PATIENCE).until(() -> cards.count("card where tenant = 'weyland'") == 100);
        List<Long> published = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String account = "fast-" + i;
            published.add(System.currentTimeMillis());
            topics.publish(Topics.ACCOUNT_CHANGED, "weyland/" + account, Drafts.changed("weyland", account, 2));
        }
        await().atMost(PATIENCE).until(() -> cards.count("card where tenant = 'weyland' and status = 'stale'") == 100);

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String offer = Drafts.offerId("weyland", "fast-" + i, 1);
            long stored = cards.millis("select changed_at from action_service.card where offer_id = '" + offer + "'");
            millis.add(stored - published.get(i));
        }
        millis.sort(null);
        assertThat(millis.get(98)).as("p99 of %s ms", millis).isLessThan(1_000);
    }

    @Test
    void aCardThatComesBackIntoTheQueueAfterAChangeIsStaleToo() {
        CardSteps cards = company("soylent");
        String offer = cards.queue(due("soylent", "skipped", today.plusDays(30)));
        cards.done(offer, new Command.Skip(1, "already_churned", Optional.empty()), "maria");
        topics.publish(Topics.ACCOUNT_CHANGED, "soylent/skipped", Drafts.changed("soylent", "skipped", 2));
        await().atMost(PATIENCE)
                .until(() -> cards.count("account_facts where tenant = 'soylent' and account_version = 2") == 1);

        Card undone = cards.done(offer, new Command.Undo(Optional.empty()), "maria");

        assertThat(undone.status()).isEqualTo(Status.STALE);
    }

    @Test
    void theSweepFindsWhatAChangePassedBy() throws SQLException {
        CardSteps cards = company("massive");
        String offer = cards.queue(due("massive", "failed", today.plusDays(30)));
        // As after a mail that was refused while a change of facts passed its card by.
        cards.sql("update account_facts set account_version = 2, material_version = 2 where tenant = 'massive'");
        assertThat(cards.refused(offer, cards.approve(offer), "maria")).isInstanceOf(Refusal.IsStale.class);

        followUp.run("massive");

        assertThat(cards.card(offer).status()).isEqualTo(Status.STALE);
        assertThat(cards.actioned(offer, Action.STALE).getReason()).contains("facts changed");
    }

    @Test
    void theFirstLookOfEachPersonIsTold() {
        CardSteps cards = company("tyrell");
        String offer = cards.queue(due("tyrell", "opened", today.plusDays(30)));

        opened.by("tyrell", offer, cards.person("maria"));
        opened.by("tyrell", offer, cards.person("maria"));
        opened.by("tyrell", offer, cards.person("tom"));
        opened.by("tyrell", "no-such-card", cards.person("tom"));

        List<Seen<ActivityRecorded>> told =
                topics.await(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, 2, PATIENCE, seen -> seen.key()
                        .equals("tyrell/opened"));
        assertThat(told).extracting(seen -> seen.value().getKind()).containsOnly("card-opened");
        assertThat(told)
                .extracting(seen -> seen.value().getActor())
                .containsExactly("maria@tyrell.example", "tom@tyrell.example");
        assertThat(told.getFirst().value().getOfferId()).isEqualTo(offer);
    }

    private CardSteps company(String tenant) {
        CardSteps cards = new CardSteps(tenant, topics, database, desk);
        cards.publishRules(1);
        await().atMost(PATIENCE).until(() -> rulebooks.inForce(tenant).isPresent());
        return cards;
    }

    private static OfferQueued due(String tenant, String account, LocalDate deadline) {
        OfferQueued queued = Drafts.queued(tenant, account, 1);
        queued.getCard().setNoticeDeadline(deadline);
        return queued;
    }
}
