package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.as;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.edit;
import static io.renewals.actionservice.HttpSteps.sha256;
import static io.renewals.actionservice.HttpSteps.skip;
import static io.renewals.actionservice.HttpSteps.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The card as people and programs use it, over HTTP. */
@QuarkusTest
class CardHandsTest extends RunningService {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    @Test
    void anEditIsShownAgainstItsDraft() {
        String offer = steps.queue("diff");
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
        String offer = steps.queue("snoozed");
        WebPerson maria = WebPerson.signedIn("maria");

        Response late = maria.post(
                "/cards/" + offer + "/snooze",
                "revision",
                "1",
                "until",
                Drafts.NOTICE_DEADLINE.toString(),
                "note",
                "after the fair");
        Response cut = maria.post("/cards/" + offer + "/snooze", "revision", "1", "until", "tomorrow", "note", "");
        LocalDate until = Drafts.TODAY.plusDays(19);
        Response right =
                maria.post("/cards/" + offer + "/snooze", "revision", "1", "until", until.toString(), "note", "");

        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.asString())
                .contains(SHOWN.format(Drafts.NOTICE_DEADLINE))
                .contains("value=\"after the fair\"");
        assertThat(cut.statusCode()).isEqualTo(422);
        assertThat(cut.asString()).contains("Is no date");
        assertThat(maria.told(right)).contains("waits for you again on " + SHOWN.format(until));
        assertThat(maria.read("/cards/" + offer)).contains("Snoozed by Maria Santos");
        assertThat(status(offer)).isEqualTo("snoozed");
    }

    @Test
    void onTheLastDayTheFormOfASnoozeGivesWayToTheReason() {
        OfferQueued tomorrow = Drafts.queued("acme", "last-day", 1);
        tomorrow.getCard().setNoticeDeadline(Drafts.TODAY.plusDays(1));
        topics.publish(Topics.OFFER_QUEUED, "acme/last-day", tomorrow);
        awaitStatus(tomorrow.getOfferId(), "queued");

        WebPerson maria = WebPerson.signedIn("maria");

        assertThat(maria.read("/cards/" + tomorrow.getOfferId()))
                .contains("It can't be put off: the notice deadline is " + SHOWN.format(Drafts.TODAY.plusDays(1)));
        assertThat(maria.get("/cards/" + tomorrow.getOfferId()).asString()).doesNotContain("/snooze");
    }

    @Test
    void anExceptionOfAClosedCardHasNoForms() {
        String offer = steps.queue("asked-and-skipped");
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
                        "they had it last year"))
                .post("/api/cards/" + offer + "/exception")
                .then()
                .statusCode(200);
        WebPerson ada = WebPerson.signedIn("ada");
        assertThat(ada.get("/cards/" + offer).asString()).contains("/exception/grant");

        skip("maria", offer, "already_churned").then().statusCode(200);

        assertThat(ada.get("/cards/" + offer).asString())
                .contains("Exception that was asked for")
                .doesNotContain("/exception/grant")
                .doesNotContain("/exception/refuse");
    }

    @Test
    void aCardThatIsHandedOverIsSomebodyElses() {
        String offer = steps.queue("handed");
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
        String offer = steps.queue("later");
        String until = Drafts.TODAY.plusDays(17).toString();

        as("maria")
                .body(Map.of("revision", 1, "reason", "not_ready_yet", "until", until))
                .post("/api/cards/" + offer + "/skip")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("skipped"))
                .body("card.until", equalTo(until));
    }

    @Test
    void anExceptionIsAskedForByOneAndGrantedByAnother() {
        // Given a discount over the cap, refused at its field with the two ways on
        String offer = steps.queue("asked");
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
        String offer = steps.queue("unreasoned");
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
}
