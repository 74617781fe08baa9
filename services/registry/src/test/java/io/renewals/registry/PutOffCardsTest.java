package io.renewals.registry;

import static io.renewals.registry.Samples.DAY;
import static io.renewals.registry.Samples.SEEN;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.Action;
import io.renewals.events.CycleStatus;
import io.renewals.events.OfferActioned;
import io.renewals.events.RenewalDue;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Cards that people put off, hand on or let expire, as the book follows them. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class PutOffCardsTest {
    TestTopics topics;

    @Test
    void aSnoozedCardIsSnoozedInTheBookTooAndComparedWithIt() {
        report("snoozer");
        act("snoozer", 1, Action.SNOOZED, "snoozed", DAY.plusDays(10));
        awaitState("snoozer", AccountState.SNOOZED);

        CardsStandIn.answer(
                """
                {"cards":[{"account":"snoozer","offerId":"%s","status":"SNOOZED","since":"2026-01-01T00:00:00Z"}],"next":null}"""
                        .formatted(Ids.offer("acme", "snoozer", 1, 1)));
        reconcile().body("differences.account", not(hasItem("snoozer")));
        CardsStandIn.answer("{\"cards\":[],\"next\":null}");
        reconcile().body("differences.account", hasItem("snoozer"));

        act("snoozer", 2, Action.WOKEN, "queued", null);
        awaitState("snoozer", AccountState.QUEUED);
    }

    @Test
    void anExpiredCardIsMissed() {
        report("sleeper");
        act("sleeper", 1, Action.REASSIGNED, "queued", null);
        awaitState("sleeper", AccountState.QUEUED);

        act("sleeper", 2, Action.EXPIRED, "expired", DAY);

        awaitState("sleeper", AccountState.MISSED);
    }

    @Test
    void anExceptionLeavesTheCardWaiting() {
        report("asker");
        act("asker", 2, Action.EXCEPTION_GRANTED, "queued", null);
        act("asker", 1, Action.EXCEPTION_REQUESTED, "held", null);

        awaitState("asker", AccountState.QUEUED);
    }

    private void report(String account) {
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/" + account,
                Samples.reported("acme", account, Samples.terms(DAY.plusDays(300), "49.0000"), SEEN));
        topics.awaitOne(
                Topics.ACCOUNT_CHANGED, AccountChanged.class, seen -> seen.key().equals("acme/" + account));
    }

    private void act(String account, int sequence, Action action, String status, LocalDate until) {
        OfferActioned acted = Samples.actioned(due(account), sequence, action, until);
        acted.setAfter("{\"status\":\"" + status + "\"}");
        topics.publish(Topics.OFFER_ACTIONED, "acme/" + account, acted);
    }

    /** What the card's offer came from, as far as an action on it repeats it. */
    private static RenewalDue due(String account) {
        return RenewalDue.newBuilder()
                .setTenant("acme")
                .setAccount(account)
                .setCorrelationId("corr-" + account)
                .setCausationId("scan-" + account)
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(Ids.offer("acme", account, 1, 1))
                .setBusinessDate(DAY)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setTerms(Samples.terms(DAY.plusDays(300), "49.0000"))
                .setDaysToRenewal(300)
                .setNoticeDeadline(DAY.plusDays(270))
                .setCycleStatus(CycleStatus.NONE)
                .build();
    }

    private void awaitState(String account, AccountState state) {
        topics.awaitOne(
                Topics.ACCOUNT_CHANGED,
                AccountChanged.class,
                seen -> seen.key().equals("acme/" + account) && seen.value().getState() == state);
    }

    private static ValidatableResponse reconcile() {
        return given().auth()
                .preemptive()
                .basic("ada", "ada")
                .header("X-Requested-With", "test")
                .post("/api/reconcile")
                .then()
                .statusCode(200);
    }
}
