package io.renewals.registry;

import static io.renewals.registry.BookSteps.as;
import static io.renewals.registry.Samples.DAY;
import static io.renewals.registry.Samples.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.CycleStatus;
import io.renewals.events.OfferActioned;
import io.renewals.events.RenewalDue;
import io.renewals.schemas.Topics;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts with an open severe case or a billing dispute. Each test has an account and a business date of its own. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class HeldForCasesTest {
    private static final LocalDate OPENED = LocalDate.ofInstant(SEEN, ZoneOffset.UTC);

    TestTopics topics;

    private BookSteps book;

    @BeforeEach
    void rulebooksInForce() {
        book = new BookSteps(topics);
        book.rulebooksInForce();
    }

    @Test
    void aSevereCaseHoldsWhatIsDraftedUntilItIsClosedAndThenItIsDraftedAnewOnce() {
        // Given a draft under way
        LocalDate day = DAY.plusDays(30);
        book.report("acme", "severe", day.plusDays(60), "49.0000");
        book.scan(day);
        RenewalDue first = book.due("severe", 1).getFirst();
        topics.publish(Topics.OFFER_DECIDED, "acme/severe", Samples.decided(first));
        book.awaitState("severe", AccountState.DECIDED);

        // When a case opens
        signal("severe", "case:1", "open_severe_case", "1", SEEN.plusSeconds(10));

        // Then it is held with its reason, and stays the same draft
        AccountChanged held = book.awaitState("severe", AccountState.HELD);
        assertThat(held.getSuppressionHolds()).isTrue();
        assertThat(held.getSuppression()).isEqualTo("open severe support case case:1 since " + OPENED);
        assertThat(held.getRevision()).isEqualTo(1);
        assertThat(held.getMaterialVersion()).isGreaterThan(first.getMaterialVersion());
        OfferActioned card = Samples.actioned(first, 1, Action.HELD, null);
        card.setAfter("{\"status\":\"held\"}");
        topics.publish(Topics.OFFER_ACTIONED, "acme/severe", card);
        as("maria")
                .get("/api/accounts/severe")
                .then()
                .body("state", equalTo("HELD"))
                .body("stateDetail", containsString("case:1"));

        // When it is closed, and that is said twice
        signal("severe", "case:2", "open_severe_case", "0", SEEN.plusSeconds(20));
        signal("severe", "case:2", "open_severe_case", "0", SEEN.plusSeconds(20));

        // Then it is due at once as the next revision, and once
        RenewalDue second = book.due("severe", 2).getLast();
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getBusinessDate()).isEqualTo(day);
        assertThat(second.getCycleStatus()).isEqualTo(CycleStatus.NONE);
        assertThat(second.getSuppression()).isNull();
        topics.awaitOne(
                Topics.ACTIVITY_RECORDED,
                ActivityRecorded.class,
                seen -> seen.key().equals("acme/severe")
                        && seen.value().getSummary().contains("case:2"));
        book.settle("severe");
        assertThat(book.allDue("severe")).hasSize(2);
        as("maria").get("/api/accounts/severe").then().body("state", equalTo("DUE"));
    }

    @Test
    void anAccountThatIsDueWhileADisputeIsOpenIsHeldWithoutACardAndNothingDiffers() {
        LocalDate day = DAY.plusDays(40);
        book.report("acme", "disputed", day.plusDays(60), "49.0000");
        signal("disputed", "bill:7", "dispute_open", "1", SEEN.plusSeconds(10));
        AccountChanged watched = book.changed("disputed", changed -> changed.getSuppression() != null);
        assertThat(watched.getState()).isEqualTo(AccountState.WATCHING);

        book.scan(day);
        topics.publish(
                Topics.RENEWAL_ASSESSED,
                "acme/disputed",
                Samples.assessed(book.due("disputed", 1).getFirst(), false));

        String reason = "billing dispute bill:7 since " + OPENED;
        assertThat(book.awaitState("disputed", AccountState.HELD).getSuppression())
                .isEqualTo(reason);
        as("maria").get("/accounts?state=HELD").then().body(containsString(reason));
        as("maria").get("/attention").then().body(containsString("Held for a case or dispute"), containsString(reason));
        as("maria")
                .get("/accounts/disputed")
                .then()
                .body(containsString("Held: " + reason))
                .body(not(containsString("Open the card")));
        CardsStandIn.answer("{\"cards\":[],\"next\":null}");
        as("ada")
                .header("X-Requested-With", "test")
                .post("/api/reconcile")
                .then()
                .body("differences.account", not(hasItem("disputed")));

        signal("disputed", "bill:8", "dispute_open", "0", SEEN.plusSeconds(20));

        RenewalDue anew = book.due("disputed", 2).getLast();
        assertThat(anew.getRevision()).isEqualTo(2);
        book.awaitState("disputed", AccountState.DUE);
    }

    @Test
    void whatIsHeardOfACaseInAnyOrderEndsTheSame() {
        LocalDate day = DAY.plusDays(50);
        book.report("acme", "shuffled", day.plusDays(60), "49.0000");
        book.scan(day);
        book.due("shuffled", 1);

        // Its closing is heard of before its opening, and then that it has opened again.
        signal("shuffled", "case:b", "open_severe_case", "0", SEEN.plusSeconds(20));
        signal("shuffled", "case:a", "open_severe_case", "1", SEEN.plusSeconds(10));
        signal("shuffled", "case:d", "open_severe_case", "1", SEEN.plusSeconds(40));
        signal("shuffled", "case:c", "open_severe_case", "1", SEEN.plusSeconds(30));

        AccountChanged last = book.changed(
                "shuffled",
                changed -> changed.getSuppression() != null
                        && changed.getSuppression().contains("case:c"));
        assertThat(last.getState()).isEqualTo(AccountState.HELD);
        assertThat(last.getRevision()).isEqualTo(1);
        book.settle("shuffled");
        assertThat(book.allDue("shuffled")).hasSize(1);
    }

    private void signal(String account, String source, String metric, String value, Instant at) {
        topics.publish(
                Topics.ACCOUNT_ACCEPTED, "acme/" + account, Samples.signal("acme", account, source, metric, value, at));
    }
}
