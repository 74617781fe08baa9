package io.renewals.actionservice;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.MailServer;
import io.renewals.stack.TestTopics;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests over HTTP do with cards of acme, in the first revision unless said otherwise. */
final class HttpSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static boolean rulesPublished;

    private final TestTopics topics;

    HttpSteps(TestTopics topics) {
        this.topics = topics;
    }

    /** Both companies' sample rules, once for the whole run; returns when they are in force. */
    void publishRules(Rulebooks rulebooks) {
        if (rulesPublished) {
            return;
        }
        topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", Drafts.rulebook("acme", 1, "rulebook.yaml"));
        topics.publish(Topics.RULEBOOK_PUBLISHED, "globex/1", Drafts.rulebook("globex", 1, "globex-rulebook.yaml"));
        await().atMost(PATIENCE)
                .until(() -> rulebooks.inForce("acme").isPresent()
                        && rulebooks.inForce("globex").isPresent());
        rulesPublished = true;
    }

    String queue(String account) {
        OfferQueued queued = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, queued);
        awaitStatus(queued.getOfferId(), "queued");
        return queued.getOfferId();
    }

    OfferActioned actioned(String offer, Action action) {
        return topics.awaitOne(
                        Topics.OFFER_ACTIONED,
                        OfferActioned.class,
                        seen -> seen.value().getOfferId().equals(offer)
                                && seen.value().getAction() == action)
                .value();
    }

    static void awaitStatus(String offer, String wanted) {
        await().atMost(PATIENCE).until(() -> wanted.equals(status(offer)));
    }

    /** "none" before there is such a card. */
    static String status(String offer) {
        Response card = card("maria", offer);
        return card.statusCode() == 200 ? card.jsonPath().getString("status") : "none";
    }

    static String sha256(String offer) {
        return sha256("maria", offer);
    }

    static String sha256(String user, String offer) {
        return card(user, offer).jsonPath().getString("message.sha256");
    }

    static Response card(String user, String offer) {
        return as(user).get("/api/cards/" + offer);
    }

    static Response approve(String user, String offer, String sha256) {
        return as(user).body(Map.of("sha256", sha256, "revision", 1)).post("/api/cards/" + offer + "/approve");
    }

    static Response skip(String user, String offer, String reason) {
        return as(user).body(Map.of("revision", 1, "reason", reason)).post("/api/cards/" + offer + "/skip");
    }

    /** @param outcome arrived or not-sent */
    static Response resolve(String user, String offer, String outcome) {
        return as(user).body(Map.of("outcome", outcome)).post("/api/cards/" + offer + "/resolve");
    }

    /** To another discount, the words as they stand. */
    static Response edit(String user, String offer, String discount) {
        Response card = card(user, offer);
        return edit(
                user,
                offer,
                card.jsonPath().getString("message.subject"),
                card.jsonPath().getString("message.textBody"),
                discount);
    }

    static Response edit(String user, String offer, String subject, String text, String discount) {
        return as(user).body(Map.of(
                        "sha256",
                        sha256(user, offer),
                        "revision",
                        1,
                        "subject",
                        subject,
                        "text",
                        text,
                        "plan",
                        "business",
                        "discount",
                        new BigDecimal(discount)))
                .post("/api/cards/" + offer + "/edit");
    }

    static List<MimeMessage> mailTo(MailServer mail, String address) {
        return mail.messages().stream()
                .filter(message -> recipient(message).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType("application/json");
    }
}
