package io.renewals.actionservice;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;

/** What tests over HTTP do with cards of acme. */
final class HttpSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestTopics topics;

    HttpSteps(TestTopics topics) {
        this.topics = topics;
    }

    void publishRules(Rulebooks rulebooks) {
        topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", Drafts.rulebook("acme", 1, "rulebook.yaml"));
        await().atMost(PATIENCE).until(() -> rulebooks.inForce("acme").isPresent());
    }

    String queue(String account) {
        OfferQueued queued = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, queued);
        awaitStatus(queued.getOfferId(), "queued");
        return queued.getOfferId();
    }

    static void awaitStatus(String offer, String wanted) {
        await().atMost(PATIENCE).until(() -> {
            Response card = as("maria").get("/api/cards/" + offer);
            return card.statusCode() == 200 && wanted.equals(card.jsonPath().getString("status"));
        });
    }

    static String status(String offer) {
        return as("maria").get("/api/cards/" + offer).jsonPath().getString("status");
    }

    static String sha256(String offer) {
        return as("maria").get("/api/cards/" + offer).jsonPath().getString("message.sha256");
    }

    static Response edit(String user, String offer, String discount) {
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

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType("application/json");
    }
}
