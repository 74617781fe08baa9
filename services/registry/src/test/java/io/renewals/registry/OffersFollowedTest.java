package io.renewals.registry;

import static io.renewals.registry.BookSteps.as;
import static io.renewals.registry.Samples.DAY;
import static io.renewals.registry.Samples.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountState;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.CycleStatus;
import io.renewals.events.OfferActioned;
import io.renewals.events.RenewalDue;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of offers, from several topics, and where it leads an account. Each test has an account and a business date of its own. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class OffersFollowedTest {
    TestTopics topics;

    private BookSteps book;

    @BeforeEach
    void rulebooksInForce() {
        book = new BookSteps(topics);
        book.rulebooksInForce();
    }

    @Test
    void noOfferGoesIntoDiaryAndState() {
        LocalDate day = DAY.plusDays(7);
        book.report("acme", "quiet", day.plusDays(40), "49.0000");
        book.scan(day);
        topics.publish(
                Topics.RENEWAL_ASSESSED,
                "acme/quiet",
                Samples.assessed(book.due("quiet", 1).getFirst(), false));

        book.awaitState("quiet", AccountState.NO_OFFER);
        as("maria")
                .get("/api/accounts/quiet")
                .then()
                .body("diary[0].verdict", equalTo("AT_RISK"))
                .body("diary[0].factors[0].factor", equalTo("usage_trend"));
    }

    @Test
    void aRequeuedAccountIsDueAgainOnItsDateWithTheNextRevision() {
        LocalDate day = DAY.plusDays(8);
        book.report("acme", "requeue", day.plusDays(60), "49.0000");
        book.scan(day);
        RenewalDue first = book.due("requeue", 1).getFirst();
        topics.publish(Topics.OFFER_DECIDED, "acme/requeue", Samples.decided(first));
        topics.publish(
                Topics.OFFER_ACTIONED, "acme/requeue", Samples.actioned(first, 1, Action.REQUEUED, day.plusDays(7)));
        book.awaitState("requeue", AccountState.SNOOZED);

        book.scan(day.plusDays(3));
        book.scan(day.plusDays(7));

        List<RenewalDue> all = book.due("requeue", 3);
        assertThat(all)
                .filteredOn(due -> due.getBusinessDate().equals(day.plusDays(3)))
                .extracting(RenewalDue::getCycleStatus)
                .containsOnly(CycleStatus.SKIPPED);
        assertThat(all)
                .filteredOn(due -> due.getBusinessDate().equals(day.plusDays(7)))
                .extracting(RenewalDue::getRevision)
                .containsOnly(2);
    }

    @Test
    void anOfferTakenBackAfterTheMailIsFollowedByANewDraft() {
        LocalDate day = DAY.plusDays(9);
        book.report("acme", "taken-back", day.plusDays(60), "49.0000");
        book.scan(day);
        RenewalDue first = book.due("taken-back", 1).getFirst();
        topics.publish(Topics.OFFER_ACTIONED, "acme/taken-back", Samples.actioned(first, 1, Action.APPROVED, null));
        topics.publish(Topics.OFFER_ACTIONED, "acme/taken-back", Samples.actioned(first, 2, Action.SENT, null));
        book.awaitState("taken-back", AccountState.OFFERED);

        OfferActioned undone = Samples.actioned(first, 3, Action.UNDONE, null);
        undone.setUndoes(2);
        undone.setAfter("{\"status\":\"stale\"}");
        topics.publish(Topics.OFFER_ACTIONED, "acme/taken-back", undone);

        RenewalDue second = book.due("taken-back", 2).getLast();
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getCycleStatus()).isEqualTo(CycleStatus.NONE);
        assertThat(second.getLastOffered()).isEqualTo(DAY);
    }

    @Test
    void changedFactsVoidALiveDraftAndMakeItDueAtOnce() {
        LocalDate day = DAY.plusDays(20);
        book.report("acme", "moving", day.plusDays(60), "49.0000");
        book.scan(day);
        RenewalDue first = book.due("moving", 1).getFirst();
        topics.publish(Topics.OFFER_DECIDED, "acme/moving", Samples.decided(first));
        book.awaitState("moving", AccountState.DECIDED);

        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/moving",
                Samples.reported("acme", "moving", Samples.terms(day.plusDays(60), "52.0000"), SEEN.plusSeconds(5)));

        RenewalDue second = book.due("moving", 2).getLast();
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getBusinessDate()).isEqualTo(day);
        assertThat(second.getMaterialVersion()).isGreaterThan(first.getMaterialVersion());

        topics.publish(Topics.OFFER_ACTIONED, "acme/moving", Samples.actioned(first, 1, Action.SKIPPED, null));
        Seen<ActivityRecorded> ignored =
                topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                        .equals("acme/moving"));
        assertThat(ignored.value().getSummary()).contains("revision 1 of cycle 1 is over");
        as("maria").get("/api/accounts/moving").then().body("state", equalTo("DUE"));
    }
}
