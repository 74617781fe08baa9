package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.approve;
import static io.renewals.actionservice.HttpSteps.as;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.card;
import static io.renewals.actionservice.HttpSteps.mailTo;
import static io.renewals.actionservice.HttpSteps.sha256;
import static io.renewals.actionservice.HttpSteps.skip;
import static io.renewals.actionservice.HttpSteps.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.Mail;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.schemas.MailDigest;
import io.renewals.schemas.Topics;
import io.restassured.response.Response;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An approval is of exactly the text that was shown, by whom the card belongs to, once. */
@QuarkusTest
class ApprovalTest extends RunningService {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void anApprovedCardIsMailedOnceExactlyAsItWasShown() throws Exception {
        String offer = steps.queue("sent");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");

        Response approved = approve("maria", offer, sha256);

        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        awaitStatus(offer, "sent");
        MimeMessage arrived = mailTo(mail, "sam@sent.example").getFirst();
        assertThat(mailTo(mail, "sam@sent.example")).hasSize(1);
        assertThat(arrived.getMessageID()).isEqualTo("<" + offer + ".1@renewals.host>");
        assertThat(arrived.getFrom()[0].toString()).isEqualTo("Maria Santos <maria@acme.example>");
        assertThat(arrived.getReplyTo()[0].toString()).isEqualTo("maria@acme.example");
        assertThat(arrived.getAllRecipients()).hasSize(1);
        assertThat(arrived.getSubject()).isEqualTo("Bayside: room to grow at your renewal");
        assertThat(part(arrived, 0)).isEqualTo(Drafts.TEXT);
        assertThat(digestOf(arrived)).isEqualTo(sha256);
        OfferActioned sent = steps.actioned(offer, Action.SENT);
        assertThat(sent.getActionSequence()).isEqualTo(2);
        assertThat(sent.getActorName()).isEqualTo("Maria Santos");
        assertThat(sent.getMessageSha256()).isEqualTo(sha256);
        assertThat(sent.getMessageId()).isEqualTo("<" + offer + ".1@renewals.host>");
    }

    /** Of what the customer's mail server was handed. */
    private static String digestOf(MimeMessage arrived) throws Exception {
        InternetAddress from = (InternetAddress) arrived.getFrom()[0];
        return MailDigest.sha256(Mail.newBuilder()
                .setFromName(from.getPersonal())
                .setFromAddress(from.getAddress())
                .setToAddress(arrived.getAllRecipients()[0].toString())
                .setReplyTo(arrived.getReplyTo()[0].toString())
                .setSubject(arrived.getSubject())
                .setTextBody(part(arrived, 0))
                .setHtmlBody(part(arrived, 1))
                .setSha256("")
                .build());
    }

    /** @param number 0: plain text, 1: HTML */
    private static String part(MimeMessage arrived, int number) throws Exception {
        MimeMultipart parts = (MimeMultipart) arrived.getContent();
        return parts.getBodyPart(number).getContent().toString().replace("\r\n", "\n");
    }

    @Test
    void anotherTextThanTheOneThatStandsIsNotApproved() {
        String offer = steps.queue("other-text");

        approve("maria", offer, "0".repeat(64))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:renewals:other-text"));
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void theSecondClickIsToldWhoDecided() {
        String offer = steps.queue("second");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");
        approve("maria", offer, sha256).then().statusCode(200);

        approve("ada", offer, sha256)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:already-decided"))
                .body("detail", containsString("Already decided by Maria Santos at "));
        awaitStatus(offer, "sent");
        assertThat(mailTo(mail, "sam@second.example")).hasSize(1);
    }

    @Test
    void theSameRequestAgainIsAnsweredAndNotDoneAgain() {
        String offer = steps.queue("key");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("sha256", sha256, "revision", 1);

        as("maria")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/cards/" + offer + "/approve")
                .then()
                .statusCode(200)
                .body("repeated", equalTo(false));
        as("maria")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/cards/" + offer + "/approve")
                .then()
                .statusCode(200)
                .body("repeated", equalTo(true))
                .body("sequence", equalTo(1));
    }

    @Test
    void onlyOwnerDelegateAndAdminDecide() {
        // Given cards of Maria, for whom Tom may decide
        String offer = steps.queue("whose");
        String another = steps.queue("whose-admin");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");

        approve("otto", offer, sha256).then().statusCode(403);
        as("gina").get("/api/cards/" + offer).then().statusCode(404);
        approve("gina", offer, sha256).then().statusCode(404);
        skip("tom", offer, "handling_by_hand").then().statusCode(200);
        skip("ada", another, "handling_by_hand").then().statusCode(200);
    }

    @Test
    void anOwnerOfOtherCardsIsToldWhoseItIs() {
        OfferQueued queued = Drafts.queued("acme", "whose-not", 1);
        queued.getCard()
                .setOwner(Owner.newBuilder(queued.getCard().getOwner())
                        .setId("ada")
                        .setName("Ada Okafor")
                        .setEmail("ada@acme.example")
                        .build());
        topics.publish(Topics.OFFER_QUEUED, "acme/whose-not", queued);
        String offer = queued.getOfferId();
        awaitStatus(offer, "queued");

        approve("tom", offer, sha256("tom", offer))
                .then()
                .statusCode(403)
                .body("detail", containsString("This card belongs to Ada Okafor (ada@acme.example)"));
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void anotherCompanysCardIsInItsOwnQueueAlone() {
        topics.publish(Topics.OFFER_QUEUED, "globex/foreign", Drafts.queued("globex", "foreign", 1));
        String offer = Drafts.offerId("globex", "foreign", 1);
        await().atMost(PATIENCE)
                .until(() -> as("gina").get("/api/cards/" + offer).statusCode() == 200);

        as("maria").get("/api/queue?status=all").then().body("cards.offerId", not(hasItem(offer)));
        as("gina").get("/api/queue").then().body("cards.offerId", hasItem(offer));
        approve("gus", offer, as("gus").get("/api/cards/" + offer).jsonPath().getString("message.sha256"))
                .then()
                .statusCode(200);
    }

    @Test
    void aPlanThatTheRulesDoNotHaveHoldsTheCardAtApproval() {
        topics.publish(Topics.OFFER_QUEUED, "globex/tightened", ofNoPlan());
        String offer = Drafts.offerId("globex", "tightened", 1);
        await().atMost(PATIENCE)
                .until(() -> as("gina").get("/api/cards/" + offer).statusCode() == 200);

        as("gus")
                .body(Map.of("sha256", sha256("gus", offer), "revision", 1))
                .post("/api/cards/" + offer + "/approve")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("held"));

        assertThat(steps.actioned(offer, Action.HELD).getReason()).contains("no longer allows");
    }

    private static OfferQueued ofNoPlan() {
        OfferQueued queued = Drafts.queued("globex", "tightened", 1);
        queued.getCard().getOffer().setProposedPlan("gone");
        return queued;
    }
}
