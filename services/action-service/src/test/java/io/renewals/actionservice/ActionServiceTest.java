package io.renewals.actionservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service over real Kafka, Postgres and SMTP. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
class ActionServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static boolean rulebooksPublished;

    TestTopics topics;
    Database database;
    MailServer mail;

    @BeforeEach
    void publishRulebooks() {
        if (!rulebooksPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", Drafts.rulebook("acme", 1, "rulebook.yaml"));
            topics.publish(Topics.RULEBOOK_PUBLISHED, "globex/1", Drafts.rulebook("globex", 1, "globex-rulebook.yaml"));
            rulebooksPublished = true;
        }
    }

    @Test
    void anApprovedCardIsMailedOnceExactlyAsItWasShown() throws Exception {
        String offer = queue("sent");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");

        Response approved = approve("maria", offer, sha256);

        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        awaitStatus(offer, "sent");
        MimeMessage arrived = mailTo("sam@sent.example").getFirst();
        assertThat(mailTo("sam@sent.example")).hasSize(1);
        assertThat(arrived.getMessageID()).isEqualTo("<" + offer + ".1@renewals.host>");
        assertThat(arrived.getFrom()[0].toString()).isEqualTo("Maria Santos <maria@acme.example>");
        assertThat(arrived.getReplyTo()[0].toString()).isEqualTo("maria@acme.example");
        assertThat(arrived.getAllRecipients()).hasSize(1);
        MimeMultipart parts = (MimeMultipart) arrived.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(Drafts.TEXT);
        OfferActioned sent = actioned(offer, Action.SENT);
        assertThat(sent.getActionSequence()).isEqualTo(2);
        assertThat(sent.getActorName()).isEqualTo("Maria Keller");
        assertThat(sent.getMessageSha256()).isEqualTo(sha256);
        assertThat(sent.getMessageId()).isEqualTo("<" + offer + ".1@renewals.host>");
    }

    @Test
    void anotherTextThanTheOneThatStandsIsNotApproved() {
        String offer = queue("other-text");

        approve("maria", offer, "0".repeat(64))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:renewals:other-text"));
        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void theSecondClickIsToldWhoDecided() {
        String offer = queue("second");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");
        approve("maria", offer, sha256).then().statusCode(200);

        approve("ada", offer, sha256)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:already-decided"))
                .body("detail", containsString("Already decided by Maria Keller at "));
        awaitStatus(offer, "sent");
        assertThat(mailTo("sam@second.example")).hasSize(1);
    }

    @Test
    void theSameRequestAgainIsAnsweredAndNotDoneAgain() {
        String offer = queue("key");
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
        String offer = queue("whose");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");

        approve("otto", offer, sha256).then().statusCode(403);
        as("gina").get("/api/cards/" + offer).then().statusCode(404);
        approve("gina", offer, sha256).then().statusCode(404);
        skip("tom", offer, "handling_by_hand").then().statusCode(200);
    }

    @Test
    void whoDoesNotOwnItIsToldWhoDoes() {
        topics.publish(Topics.OFFER_QUEUED, "globex/foreign", Drafts.queued("globex", "foreign", 1));
        String offer = Drafts.offerId("globex", "foreign", 1);
        await().atMost(PATIENCE)
                .until(() -> as("gina").get("/api/cards/" + offer).statusCode() == 200);

        as("maria")
                .get("/api/queue?status=all")
                .then()
                .body("cards.offerId", org.hamcrest.Matchers.not(hasItem(offer)));
        as("gina").get("/api/queue").then().body("cards.offerId", hasItem(offer));
        approve("gus", offer, as("gus").get("/api/cards/" + offer).jsonPath().getString("message.sha256"))
                .then()
                .statusCode(200);
    }

    @Test
    void aCardOverItsCapCannotStandInTheQueue() throws SQLException {
        String offer = queue("check");
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = action_service");
            assertThatThrownBy(() -> statement.executeUpdate(
                            "update card set offer = jsonb_set(offer, '{discountPercent}', '15.01') where offer_id = '"
                                    + offer + "'"))
                    .hasMessageContaining("card_at_or_under_cap");
            assertThatThrownBy(() -> statement.executeUpdate(
                            "update card set offer = jsonb_set(offer, '{unitPrice}', '70.99') where offer_id = '"
                                    + offer + "'"))
                    .hasMessageContaining("card_at_or_above_floor");
        }
    }

    @Test
    void aRoleWithoutATenantSeesNoRow() throws SQLException {
        queue("rows");
        try (Connection connection = database.login("action_service");
                Statement statement = connection.createStatement()) {
            for (String table : List.of("card", "card_action", "approved_mail", "account_facts")) {
                var rows = statement.executeQuery("select count(*) from action_service." + table);
                rows.next();
                assertThat(rows.getInt(1)).as(table).isZero();
            }
        }
    }

    @Test
    void theHighestRevisionWins() {
        String first = queue("revised");
        topics.publish(Topics.OFFER_QUEUED, "acme/revised", Drafts.queued("acme", "revised", 3));
        awaitStatus(Drafts.offerId("acme", "revised", 3), "queued");
        topics.publish(Topics.OFFER_QUEUED, "acme/revised", Drafts.queued("acme", "revised", 2));

        ActivityRecorded ignored = topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                        .equals("acme/revised"))
                .value();

        assertThat(ignored.getKind()).isEqualTo("ignored");
        assertThat(status(first)).isEqualTo("stale");
        assertThat(status(Drafts.offerId("acme", "revised", 2))).isEqualTo("stale");
        assertThat(status(Drafts.offerId("acme", "revised", 3))).isEqualTo("queued");
    }

    @Test
    void aChangeOfFactsMakesTheCardStale() {
        String offer = queue("changed");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");

        topics.publish(Topics.ACCOUNT_CHANGED, "acme/changed", Drafts.changed("acme", "changed", 2));

        awaitStatus(offer, "stale");
        assertThat(actioned(offer, Action.STALE).getActor()).isEqualTo("system");
        approve("maria", offer, sha256).then().statusCode(409).body("type", equalTo("urn:renewals:stale"));
    }

    @Test
    void aDraftOnOlderFactsIsStaleWhenItComes() {
        topics.publish(Topics.ACCOUNT_CHANGED, "acme/late-draft", Drafts.changed("acme", "late-draft", 5));
        await().atMost(PATIENCE).until(() -> count("account_facts where account = 'late-draft'") == 1);

        topics.publish(Topics.OFFER_QUEUED, "acme/late-draft", Drafts.queued("acme", "late-draft", 1, 4, 4));

        awaitStatus(Drafts.offerId("acme", "late-draft", 1), "stale");
    }

    private String queue(String account) {
        OfferQueued queued = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, queued);
        awaitStatus(queued.getOfferId(), "queued");
        return queued.getOfferId();
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            var rows = statement.executeQuery("select count(*) from action_service." + from);
            rows.next();
            return rows.getLong(1);
        }
    }

    private OfferActioned actioned(String offer, Action action) {
        return topics.awaitOne(
                        Topics.OFFER_ACTIONED,
                        OfferActioned.class,
                        seen -> seen.value().getOfferId().equals(offer)
                                && seen.value().getAction() == action)
                .value();
    }

    private void awaitStatus(String offer, String status) {
        await().atMost(PATIENCE).until(() -> status.equals(status(offer)));
    }

    private static String status(String offer) {
        Response card = card("maria", offer);
        return card.statusCode() == 200 ? card.jsonPath().getString("status") : "none";
    }

    private List<MimeMessage> mailTo(String address) {
        return mail.messages().stream()
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(address);
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static Response card(String user, String offer) {
        return as(user).get("/api/cards/" + offer);
    }

    private static Response approve(String user, String offer, String sha256) {
        return as(user).body(Map.of("sha256", sha256, "revision", 1)).post("/api/cards/" + offer + "/approve");
    }

    private static Response skip(String user, String offer, String reason) {
        return as(user).body(Map.of("revision", 1, "reason", reason)).post("/api/cards/" + offer + "/skip");
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user).contentType("application/json");
    }
}
