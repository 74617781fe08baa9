package io.renewals.actionservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A severe case or a dispute opens and closes under cards. Each test has a company of its own. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class CasesHoldCardsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REASON = "open severe support case support:4711 since 2026-11-21";

    TestTopics topics;
    Database database;

    @Inject
    CardDesk desk;

    @Inject
    FollowUp followUp;

    @Inject
    Rulebooks rulebooks;

    private final LocalDate today = LocalDate.now(ZoneId.of("America/New_York"));

    @Test
    void anOpenCaseHoldsQueuedAndSnoozedCardsAndItsEndMakesThemStaleForTheNextRevision() throws SQLException {
        // Given
        CardSteps cards = company("oscorp");
        String queued = cards.queue(due("oscorp", "queued"));
        String snoozed = cards.queue(due("oscorp", "snoozed"));
        cards.done(snoozed, new Command.Snooze(1, today.plusDays(5), Optional.empty()), "maria");
        Command approve = cards.approve(queued);

        // When
        change(held("oscorp", "queued", 2));
        change(held("oscorp", "snoozed", 2));
        cards.awaitStatus(queued, Status.HELD);
        cards.awaitStatus(snoozed, Status.HELD);
        // The same facts once more, as when the account's state moves.
        AccountChanged again = held("oscorp", "queued", 2);
        again.setCausationId("moved");
        change(again);
        followUp.run("oscorp");

        // Then
        assertThat(cards.card(queued).state()).isEqualTo(new CardState.Held("suppression", REASON));
        assertThat(cards.refused(queued, approve, "maria")).isInstanceOf(Refusal.IsHeld.class);
        OfferActioned event = cards.actioned(queued, Action.HELD);
        assertThat(event.getReason()).isEqualTo(REASON);
        assertThat(event.getActor()).isEqualTo("system");
        assertThat(cards.count("card_action where tenant = 'oscorp' and action = 'HELD'"))
                .isEqualTo(2);

        // When
        change(Drafts.changed("oscorp", "queued", 3));

        // Then
        cards.awaitStatus(queued, Status.STALE);
        assertThat(cards.actioned(queued, Action.STALE).getReason()).contains("what it was held for is over");
        OfferQueued anew = Drafts.queued("oscorp", "queued", 2);
        anew.setAccountVersion(3);
        anew.setMaterialVersion(3);
        assertThat(cards.queue(anew)).isNotEqualTo(queued);
    }

    @Test
    void aDraftThatComesWhileACaseIsOpenIsHeldAtOnce() throws SQLException {
        CardSteps cards = company("hooli");
        change(held("hooli", "late", 2));
        await().atMost(PATIENCE)
                .until(() -> cards.count("account_facts where tenant = 'hooli' and account_version = 2") == 1);

        String offer = cards.publish(due("hooli", "late"));

        cards.awaitStatus(offer, Status.HELD);
        assertThat(cards.actioned(offer, Action.HELD).getReason()).isEqualTo(REASON);
        assertThat(cards.refused(offer, cards.approve(offer), "maria")).isInstanceOf(Refusal.IsHeld.class);
    }

    @Test
    void aCardThatComesBackWhileACaseIsOpenIsHeldToo() throws SQLException {
        CardSteps cards = company("dunder");
        String skipped = cards.queue(due("dunder", "skipped"));
        cards.done(skipped, new Command.Skip(1, "already_churned", Optional.empty()), "maria");
        String passedBy = cards.queue(due("dunder", "passed-by"));
        change(held("dunder", "skipped", 2));
        await().atMost(PATIENCE)
                .until(() -> cards.count("account_facts where tenant = 'dunder' and account_version = 2") == 1);
        // As after a mail that was refused while the case opened.
        cards.sql("update account_facts set account_version = 2, material_version = 2, held_offer = '" + passedBy
                + "', held_for = 'a dispute' where tenant = 'dunder' and account = 'passed-by'");
        assertThat(cards.refused(passedBy, cards.approve(passedBy), "maria")).isInstanceOf(Refusal.IsHeld.class);

        assertThat(cards.done(skipped, new Command.Undo(Optional.empty()), "maria")
                        .status())
                .isEqualTo(Status.HELD);
        followUp.run("dunder");
        assertThat(cards.card(passedBy).state()).isEqualTo(new CardState.Held("suppression", "a dispute"));
    }

    private void change(AccountChanged changed) {
        topics.publish(Topics.ACCOUNT_CHANGED, changed.getTenant() + "/" + changed.getAccount(), changed);
    }

    private static AccountChanged held(String tenant, String account, long version) {
        AccountChanged changed = Drafts.changed(tenant, account, version);
        changed.setState(AccountState.HELD);
        changed.setSuppression(REASON);
        changed.setSuppressionHolds(true);
        return changed;
    }

    private CardSteps company(String tenant) {
        CardSteps cards = new CardSteps(tenant, topics, database, desk);
        cards.publishRules(1);
        await().atMost(PATIENCE).until(() -> rulebooks.inForce(tenant).isPresent());
        return cards;
    }

    private OfferQueued due(String tenant, String account) {
        OfferQueued queued = Drafts.queued(tenant, account, 1);
        queued.getCard().setNoticeDeadline(today.plusDays(30));
        return queued;
    }
}
