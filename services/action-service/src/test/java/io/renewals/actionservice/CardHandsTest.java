package io.renewals.actionservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queue and card as people and programs use them, over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class CardHandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static boolean rulesPublished;

    TestTopics topics;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    Rulebooks rulebooks;

    @BeforeEach
    void rules() {
        mailPath.passOnTo(mail.port());
        if (!rulesPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", Drafts.rulebook("acme", 1, "rulebook.yaml"));
            await().atMost(PATIENCE).until(() -> rulebooks.inForce("acme").isPresent());
            rulesPublished = true;
        }
    }

    // The queue

    @Test
    void theQueueIsPagedInTheOrderAskedFor() {
        // Given four cards
        for (String account : List.of("paging-b", "paging-d", "paging-a", "paging-c")) {
            queue(account);
        }

        // When they are read by account, backwards, three at a time
        String list = "/api/queue?q=paging-&sort=account&dir=desc&size=3";
        Response first = as("maria").get(list);
        String next = first.jsonPath().getString("next");
        Response second = as("maria").get(list + "&after=" + next);

        // Then each comes once
        assertThat(first.jsonPath().getList("cards.account")).containsExactly("paging-d", "paging-c", "paging-b");
        assertThat(second.jsonPath().getList("cards.account")).containsExactly("paging-a");
        assertThat(second.jsonPath().getString("next")).isNull();
        for (String sort : List.of("deadline", "arr", "discount", "age")) {
            String by = "/api/queue?q=paging-&size=2&sort=" + sort;
            String more = as("maria").get(by).jsonPath().getString("next");
            assertThat(as("maria").get(by + "&after=" + more).jsonPath().getList("cards"))
                    .as(sort)
                    .hasSize(2);
        }
    }

    @Test
    void aPlaceInAnotherOrderIsNoPlaceInThisOne() {
        queue("misplaced-a");
        queue("misplaced-b");
        String next =
                as("maria").get("/api/queue?q=misplaced-&size=1").jsonPath().getString("next");

        as("maria").get("/api/queue?sort=arr&after=" + next).then().statusCode(400);
        as("maria").get("/api/queue?sort=colour").then().statusCode(400);
        WebPerson.signedIn("maria").get("/queue?sort=arr&after=" + next).then().statusCode(400);
    }

    @Test
    void filtersNarrowTheListAndTheCounts() {
        String offer = queue("narrow");

        as("maria")
                .get("/api/queue?q=narrow&tier=mid&play=upgrade&owner=me")
                .then()
                .body("cards.offerId", equalTo(List.of(offer)))
                .body("counts.queued", equalTo(1));
        as("maria").get("/api/queue?q=narrow&play=loyalty").then().body("cards", equalTo(List.of()));
        as("maria").get("/api/queue?q=narrow&owner=tom@acme.example").then().body("cards", equalTo(List.of()));
        String page = WebPerson.signedIn("maria").read("/queue?q=narrow&play=LOYALTY");
        assertThat(page).contains("No card matches").contains("Keyboard shortcuts");
    }

    @Test
    void onlyAnUnfoldedTextCanBeTicked() {
        String offer = queue("unfold");
        WebPerson maria = WebPerson.signedIn("maria");

        assertThat(maria.get("/queue?q=unfold").asString())
                .contains("hx-get=\"/queue/text/" + offer + "\"")
                .doesNotContain(sha256(offer))
                .doesNotContain("name=\"card\"");
        assertThat(maria.get("/queue/text/" + offer).asString())
                .contains("I would like to suggest Business")
                .contains("name=\"card\" form=\"bulk\" value=\"" + offer + " 1 " + sha256(offer) + "\"");
        assertThat(WebPerson.signedIn("otto").get("/queue/text/" + offer).asString())
                .contains("Maria Santos decides on it")
                .doesNotContain("name=\"card\"");
    }

    @Test
    void severalAreApprovedEachByItself() {
        // Given one that stands, one whose text is another, one that was edited, and one that is not there
        String good = queue("bulk-good");
        String other = queue("bulk-other");
        String edited = queue("bulk-edited");
        edit("maria", edited, "12").then().statusCode(200);

        // When all are approved at once
        Response page = WebPerson.signedIn("maria")
                .post(
                        "/queue/approve",
                        "card",
                        good + " 1 " + sha256(good),
                        "card",
                        other + " 1 " + "0".repeat(64),
                        "card",
                        edited + " 1 " + sha256(edited),
                        "card",
                        "nowhere 1 " + "0".repeat(64));

        // Then each has its own result
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("1 card approved, 3 not")
                .contains("The text has changed")
                .contains("It was changed since it was drafted")
                .contains("There is no such card");
        awaitStatus(good, "sent");
        assertThat(status(other)).isEqualTo("queued");
        assertThat(status(edited)).isEqualTo("queued");
    }

    @Test
    void theApiAnswersForEachCardToo() {
        String good = queue("bulk-api");

        as("maria")
                .body(Map.of("cards", List.of(Map.of("offer", good, "revision", 1, "sha256", sha256(good)), Map.of())))
                .post("/api/queue/approve")
                .then()
                .statusCode(200)
                .body("results[0].approved", equalTo(true))
                .body("results[0].sequence", equalTo(1))
                .body("results[1].approved", equalTo(false))
                .body("results[1].type", equalTo("urn:renewals:refused"));
        as("maria")
                .body(Map.of("cards", List.of()))
                .post("/api/queue/approve")
                .then()
                .statusCode(400);
    }

    // The card

    @Test
    void anEditIsShownAgainstItsDraft() {
        String offer = queue("diff");
        edit("maria", offer, "12").then().statusCode(200);

        String page = WebPerson.signedIn("maria").get("/cards/" + offer).asString();

        assertThat(page)
                .contains("What was changed against the draft")
                .contains("<del>")
                .contains("<ins>");
    }

    @Test
    void aHeldCardSaysWhatCanBeDone() {
        topics.publish(Topics.OFFER_HELD, "acme/ways", Drafts.held("acme", "ways"));
        String offer = Drafts.offerId("acme", "ways", 1);
        awaitStatus(offer, "held");

        assertThat(WebPerson.signedIn("maria").read("/cards/" + offer))
                .contains("The discount is above the tier's cap")
                .contains("Edit: lower the discount to 15% or less")
                .contains("Ask for an exception: up to 25%")
                .contains("Let it go without an offer");
    }

    @Test
    void aSnoozeEndsBeforeTheDeadline() {
        String offer = queue("snoozed");
        WebPerson maria = WebPerson.signedIn("maria");

        Response late = maria.post(
                "/cards/" + offer + "/snooze", "revision", "1", "until", "2026-12-20", "note", "after the fair");
        Response cut = maria.post("/cards/" + offer + "/snooze", "revision", "1", "until", "tomorrow", "note", "");
        Response right = maria.post("/cards/" + offer + "/snooze", "revision", "1", "until", "2026-12-10", "note", "");

        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.asString()).contains("20 Dec 2026").contains("value=\"after the fair\"");
        assertThat(cut.statusCode()).isEqualTo(422);
        assertThat(cut.asString()).contains("Is no date");
        assertThat(maria.told(right)).contains("waits for you again on 10 Dec 2026");
        assertThat(maria.read("/cards/" + offer)).contains("Snoozed by Maria Santos");
        assertThat(status(offer)).isEqualTo("snoozed");
    }

    @Test
    void aCardThatIsHandedOverIsSomebodyElses() {
        String offer = queue("handed");
        WebPerson maria = WebPerson.signedIn("maria");

        Response over =
                maria.post("/cards/" + offer + "/reassign", "revision", "1", "owner", "tom", "note", "on your patch");

        assertThat(maria.told(over)).contains("Tom Becker decides on");
        as("tom").get("/api/queue?q=handed&owner=me").then().body("cards.offerId", hasItem(offer));
        as("maria").get("/api/queue?q=handed&owner=me").then().body("cards", equalTo(List.of()));
        assertThat(maria.read("/cards/" + offer)).contains("Tom Becker (tom@acme.example)");
    }

    @Test
    void aSkipMayNameTheDayItComesBack() {
        String offer = queue("later");

        as("maria")
                .body(Map.of("revision", 1, "reason", "not_ready_yet", "until", "2026-12-08"))
                .post("/api/cards/" + offer + "/skip")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("skipped"))
                .body("card.until", equalTo("2026-12-08"));
    }

    @Test
    void anExceptionIsAskedForByOneAndGrantedByAnother() {
        // Given a discount over the cap, refused at its field with the two ways on
        String offer = queue("asked");
        WebPerson maria = WebPerson.signedIn("maria");
        WebPerson ada = WebPerson.signedIn("ada");
        assertThat(edit("maria", offer, "18").asString()).contains("ask for an exception");

        // When the owner asks
        Response asked = maria.post(
                "/cards/" + offer + "/exception",
                "revision",
                "1",
                "sha256",
                sha256(offer),
                "plan",
                "business",
                "discount",
                "18",
                "reason",
                "they had it last year");

        // Then the approver finds it, the owner can't grant it, and the card stands as it stood
        assertThat(maria.told(asked)).contains("The approver is told");
        assertThat(ada.read("/queue")).contains("Exceptions for you to decide").contains("they had it last year");
        assertThat(maria.read("/queue")).doesNotContain("Exceptions for you to decide");
        as("ada").get("/api/exceptions").then().body("requests.offerId", hasItem(offer));
        as("maria").get("/api/exceptions").then().body("requests.offerId", not(hasItem(offer)));
        assertThat(maria.get("/cards/" + offer).asString()).doesNotContain("/exception/grant");
        maria.post("/cards/" + offer + "/exception/grant", "revision", "1", "note", "");
        as("maria").get("/api/cards/" + offer).then().body("offer.discountPercent", equalTo(10.0f));

        // When the approver grants it
        Response granted = ada.post("/cards/" + offer + "/exception/grant", "revision", "1", "note", "a reference");

        // Then the card carries it
        assertThat(ada.told(granted)).contains("The card carries the discount now");
        as("maria")
                .get("/api/cards/" + offer)
                .then()
                .body("offer.discountPercent", equalTo(18.0f))
                .body("exception.granted", equalTo(true))
                .body("exception.approvals[0].actor", equalTo("ada@acme.example"));
        assertThat(maria.read("/cards/" + offer)).contains("Exception granted").contains("18% off");
    }

    @Test
    void aRefusalWantsAReason() {
        String offer = queue("unreasoned");
        as("maria")
                .body(Map.of(
                        "revision",
                        1,
                        "sha256",
                        sha256(offer),
                        "plan",
                        "business",
                        "discount",
                        18,
                        "reason",
                        "a big customer"))
                .post("/api/cards/" + offer + "/exception")
                .then()
                .statusCode(200)
                .body("card.exceptionOpen", equalTo(true));

        as("ada")
                .body(Map.of("revision", 1, "reason", " "))
                .post("/api/cards/" + offer + "/exception/refuse")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("reason"));
        as("ada")
                .body(Map.of("revision", 1, "reason", "not this year"))
                .post("/api/cards/" + offer + "/exception/refuse")
                .then()
                .statusCode(200);
        assertThat(WebPerson.signedIn("maria").read("/cards/" + offer)).contains("not this year");
    }

    @Test
    void whatMovesACardIsInTheApisDescription() {
        given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("/api/cards/{offerId}/snooze"),
                        containsString("/api/cards/{offerId}/reassign"),
                        containsString("/api/cards/{offerId}/exception/grant"),
                        containsString("/api/queue/approve"),
                        containsString("/api/exceptions"),
                        containsString("name: sort")));
    }

    private String queue(String account) {
        OfferQueued queued = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, queued);
        awaitStatus(queued.getOfferId(), "queued");
        return queued.getOfferId();
    }

    private static void awaitStatus(String offer, String wanted) {
        await().atMost(PATIENCE).until(() -> {
            Response card = as("maria").get("/api/cards/" + offer);
            return card.statusCode() == 200 && wanted.equals(card.jsonPath().getString("status"));
        });
    }

    private static String status(String offer) {
        return as("maria").get("/api/cards/" + offer).jsonPath().getString("status");
    }

    private static String sha256(String offer) {
        return as("maria").get("/api/cards/" + offer).jsonPath().getString("message.sha256");
    }

    private static Response edit(String user, String offer, String discount) {
        Response card = as(user).get("/api/cards/" + offer);
        return as(user).body(Map.of(
                        "sha256", card.jsonPath().getString("message.sha256"),
                        "revision", 1,
                        "subject", card.jsonPath().getString("message.subject"),
                        "text", card.jsonPath().getString("message.textBody"),
                        "plan", "business",
                        "discount", Integer.valueOf(discount)))
                .post("/api/cards/" + offer + "/edit");
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType("application/json");
    }
}
