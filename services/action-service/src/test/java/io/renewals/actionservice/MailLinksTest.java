package io.renewals.actionservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.web.MailLink;
import io.renewals.web.MailLink.Payload;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link of a card by mail: opening it decides nothing, and it serves one decision of one person. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class MailLinksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SCANS = 100;

    private static boolean rulesPublished;

    TestTopics topics;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    Rulebooks rulebooks;

    @Inject
    MailLink links;

    @BeforeEach
    void rules() {
        mailPath.passOnTo(mail.port());
        if (!rulesPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", Drafts.rulebook("acme", 1, "rulebook.yaml"));
            await().atMost(PATIENCE).until(() -> rulebooks.inForce("acme").isPresent());
            rulesPublished = true;
        }
    }

    @Test
    void aScannerThatFollowsItAHundredTimesDecidesNothing() {
        String offer = queue("scanned");
        String token = token(offer, "maria", Duration.ofHours(72));

        for (int i = 0; i < SCANS; i++) {
            Response page = given().get("/links/" + token);
            assertThat(page.statusCode()).isEqualTo(200);
        }

        assertThat(status(offer)).isEqualTo("queued");
        assertThat(given().post("/links/" + token).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(maria().told(approve(maria(), offer, token))).contains("Approved");
    }

    @Test
    void itsPageShowsTheAccountAndTheDaysAndNothingOfTheMail() {
        String offer = queue("landing");
        String token = token(offer, "maria", Duration.ofHours(72));

        String page = given().get("/links/" + token).asString();

        assertThat(page)
                .contains("Bayside landing")
                .contains("Sign in to decide")
                .contains("/cards/" + offer + "?link=" + token)
                .doesNotContain("I would like to suggest")
                .doesNotContain("usage:util")
                .doesNotContain("80.10");
    }

    @Test
    void pressedTwiceItDecidesOnce() {
        String offer = queue("twice");
        String token = token(offer, "maria", Duration.ofHours(72));
        maria().post("/cards/" + offer + "/skip", "revision", "1", "reason", "not_ready_yet", "link", token);
        assertThat(status(offer)).isEqualTo("skipped");
        maria().post("/cards/" + offer + "/undo", "sequence", "1");
        assertThat(status(offer)).isEqualTo("queued");

        Response again = approve(maria(), offer, token);

        assertThat(maria().told(again)).contains("a decision was made through this link before");
        assertThat(status(offer)).isEqualTo("queued");
        assertThat(given().get("/links/" + token).asString()).contains("it serves once");
    }

    @Test
    void afterThreeDaysItIsTooOld() {
        String offer = queue("aged");
        String token = token(offer, "maria", Duration.ofSeconds(-1));

        assertThat(maria().told(approve(maria(), offer, token))).contains("older than three days");
        assertThat(given().get("/links/" + token).asString()).contains("This link is too old");
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void itIsNobodyElses() {
        String offer = queue("anothers");
        String token = token(offer, "maria", Duration.ofHours(72));
        WebPerson ada = WebPerson.signedIn("ada");

        assertThat(ada.told(approve(ada, offer, token))).contains("made for somebody else");
        assertThat(ada.read("/links/" + token)).contains("You are signed in as Ada Okafor");
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void itIsForNoOtherDraft() {
        String offer = queue("drafted");
        String other = queue("drafted-too");
        String token = token(other, "maria", Duration.ofHours(72));

        assertThat(maria().told(approve(maria(), offer, token))).contains("belongs to another draft");
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void oneThatWasChangedIsNone() {
        String offer = queue("changed-link");
        String token = token(offer, "maria", Duration.ofHours(72));
        String forged = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");

        assertThat(maria().told(approve(maria(), offer, forged))).contains("cut or changed");
        assertThat(given().get("/links/" + forged).statusCode()).isEqualTo(404);
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void aDecisionThatIsRefusedDoesNotUseItUp() {
        String offer = queue("kept");
        String token = token(offer, "maria", Duration.ofHours(72));
        maria().post("/cards/" + offer + "/skip", "revision", "1", "reason", "no_such_reason", "link", token);

        assertThat(maria().told(approve(maria(), offer, token))).contains("Approved");
    }

    private static WebPerson maria() {
        return WebPerson.signedIn("maria");
    }

    private String token(String offer, String user, Duration life) {
        return links.token(new Payload(
                "acme",
                offer,
                1,
                user + "@acme.example",
                MailLink.DECIDE,
                Instant.now().plus(life),
                UUID.randomUUID().toString()));
    }

    private Response approve(WebPerson person, String offer, String token) {
        String sha256 = given().auth()
                .preemptive()
                .basic("maria", "maria")
                .get("/api/cards/" + offer)
                .jsonPath()
                .getString("message.sha256");
        return person.post("/cards/" + offer + "/approve", "revision", "1", "sha256", sha256, "link", token);
    }

    private String queue(String account) {
        OfferQueued queued = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, queued);
        await().atMost(PATIENCE).until(() -> "queued".equals(status(queued.getOfferId())));
        return queued.getOfferId();
    }

    private static String status(String offer) {
        Response card = given().auth().preemptive().basic("maria", "maria").get("/api/cards/" + offer);
        return card.statusCode() == 200 ? card.jsonPath().getString("status") : "";
    }
}
