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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service over real Kafka, Postgres and SMTP. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class ActionServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static boolean rulebooksPublished;

    TestTopics topics;
    Database database;
    MailServer mail;
    UnreliableMail mailPath;

    @BeforeEach
    void publishRulebooks() {
        mailPath.passOnTo(mail.port());
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
        assertThat(sent.getActorName()).isEqualTo("Maria Santos");
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
                .body("detail", containsString("Already decided by Maria Santos at "));
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

    // Sending that fails

    @Test
    void aMailLostAfterDataIsInDoubtUntilAPersonSaysThatItArrived() {
        String offer = queue("lost-after");
        approve("maria", offer, sha256(offer)).then().statusCode(200);

        awaitStatus(offer, "unknown");
        assertThat(mailTo("sam@lost-after.example")).hasSize(1);
        approve("maria", offer, sha256(offer))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:already-decided"));
        resolve("maria", offer, "arrived").then().statusCode(200).body("card.status", equalTo("sent"));
        assertThat(actioned(offer, Action.SEND_UNKNOWN).getReason()).contains("lost");
        assertThat(actioned(offer, Action.RESOLVED_ARRIVED).getActionSequence()).isEqualTo(3);
        assertThat(mailTo("sam@lost-after.example")).hasSize(1);
    }

    @Test
    void aMailThatWasNotSentWantsANewApproval() {
        String offer = queue("lost-after-2");
        approve("maria", offer, sha256(offer)).then().statusCode(200);
        awaitStatus(offer, "unknown");

        resolve("maria", offer, "not-sent").then().statusCode(200).body("card.status", equalTo("queued"));

        approve("maria", offer, sha256(offer))
                .then()
                .statusCode(200)
                .body("card.messageId", equalTo("<" + offer + ".4@renewals.host>"));
        awaitStatus(offer, "unknown");
    }

    @Test
    void aConnectionLostBeforeDataIsTriedAgain() {
        String offer = queue("lost-before");

        approve("maria", offer, sha256(offer)).then().statusCode(200);

        awaitStatus(offer, "sent");
        assertThat(mailTo("sam@lost-before.example")).hasSize(1);
    }

    @Test
    void aMailRefusedForGoodPutsTheCardBackWithTheServersWords() {
        String offer = queue("refused");

        approve("maria", offer, sha256(offer)).then().statusCode(200);

        assertThat(actioned(offer, Action.SEND_FAILED).getReason()).contains("no such mailbox");
        card("maria", offer)
                .then()
                .body("status", equalTo("queued"))
                .body("explanation", containsString("no such mailbox"));
    }

    @Test
    void anAttemptWhoseProcessIsGoneIsInDoubt() throws SQLException {
        String offer = queue("abandoned");
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = action_service");
            // As a killed instance leaves it: claimed, card sending, nobody renewing the lease.
            statement.execute("begin");
            approveRows(statement, offer);
            statement.execute("commit");
        }

        awaitStatus(offer, "unknown");
        assertThat(mailTo("sam@abandoned.example")).isEmpty();
    }

    private static void approveRows(Statement statement, String offer) throws SQLException {
        statement.executeUpdate(
                "insert into card_action (tenant, offer_id, sequence, action, actor, actor_name, surface, at, after)"
                        + " values ('acme', '" + offer
                        + "', 1, 'APPROVED', 'maria@acme.example', 'Maria', 'api', now(), '{}')");
        statement.executeUpdate("update card set status = 'sending', sequence = 1, version = version + 1, state ="
                + " '{\"status\":\"sending\",\"by\":{\"actor\":\"maria@acme.example\",\"actorName\":\"Maria\",\"surface\":\"api\","
                + "\"at\":\"2026-11-21T10:00:00Z\"},\"approval\":1,\"messageId\":\"<x>\"}' where offer_id = '" + offer
                + "'");
        statement.executeUpdate(
                "insert into approved_mail (tenant, offer_id, approval, message_id, sha256, state, attempts,"
                        + " next_attempt_at, claimed_by, lease_until, created_at) select tenant, offer_id, 1, '<' || offer_id || '>', sha256,"
                        + " 'claimed', 1, now(), 'gone', now() - interval '1 minute', now() from card where offer_id = '"
                        + offer + "'");
    }

    // Edit, skip, undo

    @Test
    void anEditOverTheCapIsRefusedAtTheFieldNamingCapAndTier() {
        String offer = queue("edit-over");

        edit("maria", offer, "business", "15.01", Drafts.TEXT)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("discount"))
                .body("errors[0].problem", equalTo("that's above the 15% cap for tier Mid-market"))
                .body("errors[0].advice", equalTo("lower it or ask for an exception"));
    }

    @Test
    void anEditAtTheCapIsTakenAndTheTextsFiguresFollow() {
        String offer = queue("edit-in");

        edit("maria", offer, "business", "15", Drafts.TEXT)
                .then()
                .statusCode(200)
                .body("card.offer.unitPrice", org.hamcrest.Matchers.comparesEqualTo(75.65f))
                .body("card.message.textBody", containsString("$75.65 per seat per month, 15% off"))
                .body("card.message.textBody", containsString("$3,026.00 a month"))
                .body("card.message.htmlBody", containsString("$75.65"));
        approve("maria", offer, sha256(offer)).then().statusCode(200);
        awaitStatus(offer, "sent");
        assertThat(actioned(offer, Action.EDITED).getBefore()).contains("80.1");
    }

    @Test
    void anAmountThatIsNotTheOffersOwnIsRefusedInTheText() {
        String offer = queue("edit-amount");

        edit("maria", offer, "business", "10", Drafts.TEXT + "\n\nAnd $500 back at Christmas.")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("text"))
                .body("errors[0].problem", containsString("$500"));
    }

    @Test
    void aHeldCardIsEditedIntoTheLimits() {
        topics.publish(Topics.OFFER_HELD, "acme/held", Drafts.held("acme", "held"));
        String offer = Drafts.offerId("acme", "held", 1);
        awaitStatus(offer, "held");
        approve("maria", offer, sha256(offer)).then().statusCode(409).body("type", equalTo("urn:renewals:held"));

        edit("maria", offer, "business", "12.5", "Hi Sam,\n\nBusiness, 12.5% off.")
                .then()
                .statusCode(200);

        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void notReadyYetComesBackAfterTheRulebooksDaysAndCanBeUndone() {
        String offer = queue("not-ready");

        skip("maria", offer, "not_ready_yet").then().statusCode(200).body("card.status", equalTo("skipped"));

        OfferActioned requeued = actioned(offer, Action.REQUEUED);
        assertThat(requeued.getUntil()).isEqualTo(requeued.getOnDate().plusDays(7));
        as("maria")
                .body("{}")
                .post("/api/cards/" + offer + "/undo")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("queued"));
        assertThat(actioned(offer, Action.UNDONE).getUndoes()).isEqualTo(1);
    }

    @Test
    void aSentMailIsNotRecalled() {
        String offer = queue("undo-sent");
        approve("maria", offer, sha256(offer)).then().statusCode(200);
        awaitStatus(offer, "sent");

        as("maria")
                .body("{}")
                .post("/api/cards/" + offer + "/undo")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("stale"));

        assertThat(actioned(offer, Action.UNDONE).getReason()).contains("can't be recalled");
    }

    @Test
    void aRuleTightenedSinceHoldsTheCardAtApproval() {
        topics.publish(Topics.OFFER_QUEUED, "globex/tightened", tightened());
        String offer = Drafts.offerId("globex", "tightened", 1);
        await().atMost(PATIENCE)
                .until(() -> as("gina").get("/api/cards/" + offer).statusCode() == 200);

        as("gus")
                .body(Map.of("sha256", sha256("gus", offer), "revision", 1))
                .post("/api/cards/" + offer + "/approve")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("held"));

        assertThat(actioned(offer, Action.HELD).getReason()).contains("no longer allows");
    }

    /** Of a plan that globex' rulebook does not have. */
    private static OfferQueued tightened() {
        OfferQueued queued = Drafts.queued("globex", "tightened", 1);
        queued.getCard().getOffer().setProposedPlan("gone");
        return queued;
    }

    // Other services, health, figures

    @Test
    void theRegistryReadsTheLiveCardsWithItsTokenOnly() {
        String offer = queue("internal");

        given().header("X-Service-Token", "test-service-token")
                .get("/internal/cards?tenant=acme")
                .then()
                .statusCode(200)
                .body("cards.find { it.offerId == '" + offer + "' }.status", equalTo("QUEUED"));
        given().get("/internal/cards?tenant=acme").then().statusCode(403);
        given().header("X-Service-Token", "guess")
                .get("/internal/cards?tenant=acme")
                .then()
                .statusCode(403);
    }

    @Test
    void healthFiguresAndTheApisDescriptionAreServed() {
        queue("figures");
        given().get("/q/health").then().statusCode(200).body(containsString("mail sender"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/cards/{offerId}/approve"));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> given().get("/q/metrics").asString().contains("renewals_cards{"));
    }

    // Pages

    @Test
    void thePagesShowTheCardAndTakeTheDecisionWithoutScripts() {
        String offer = queue("paged");
        String session = session("maria");
        given().cookie("renewals-session", session)
                .get("/queue?account=paged")
                .then()
                .statusCode(200)
                .body(containsString("Bayside paged"));
        Response page = given().cookie("renewals-session", session).get("/cards/" + offer);
        assertThat(page.asString())
                .contains("I would like to suggest Business at $80.10 per seat per month")
                .contains("Approve and send")
                .contains("/accounts/paged")
                .contains("/audit/offers/" + offer);

        given().cookie("renewals-session", session)
                .formParam("form-token", token(page))
                .formParam("sha256", sha256(offer))
                .formParam("revision", 1)
                .formParam("plan", "business")
                .formParam("discount", "40")
                .formParam("subject", "Hi")
                .formParam("text", "Hello")
                .post("/cards/" + offer + "/edit")
                .then()
                .statusCode(422)
                .body(containsString("15% cap for tier Mid-market"))
                .body(containsString("value=\"40\""));
        Response approved = given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .formParam("form-token", token(page))
                .formParam("sha256", sha256(offer))
                .formParam("revision", 1)
                .post("/cards/" + offer + "/approve");

        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(303);
        awaitStatus(offer, "sent");
        given().cookie("renewals-session", session)
                .get("/cards/" + offer)
                .then()
                .statusCode(200)
                .body(containsString("Sent</strong> to sam@paged.example"));
        given().cookie("renewals-session", session)
                .get("/queue?status=all")
                .then()
                .statusCode(200);
        given().cookie("renewals-session", session("otto")).get("/queue").then().statusCode(200);
    }

    @Test
    void everyStateOfACardHasAPage() {
        String stale = queue("page-stale");
        topics.publish(Topics.OFFER_QUEUED, "acme/page-stale", Drafts.queued("acme", "page-stale", 2));
        awaitStatus(stale, "stale");
        String skipped = queue("page-skipped");
        skip("maria", skipped, "already_churned").then().statusCode(200);
        topics.publish(Topics.OFFER_HELD, "acme/page-held", Drafts.held("acme", "page-held"));
        String held = Drafts.offerId("acme", "page-held", 1);
        awaitStatus(held, "held");
        String doubt = queue("lost-after-page");
        approve("maria", doubt, sha256(doubt)).then().statusCode(200);
        awaitStatus(doubt, "unknown");
        String session = session("maria");

        given().cookie("renewals-session", session)
                .get("/cards/" + stale)
                .then()
                .statusCode(200)
                .body(containsString("revision 2 has taken its place"));
        given().cookie("renewals-session", session)
                .get("/cards/" + skipped)
                .then()
                .statusCode(200)
                .body(containsString("Already churned"));
        given().cookie("renewals-session", session)
                .get("/cards/" + held)
                .then()
                .statusCode(200)
                .body(containsString("Let it go"));
        given().cookie("renewals-session", session)
                .get("/cards/" + doubt)
                .then()
                .statusCode(200)
                .body(containsString("Did it arrive?"));
        given().cookie("renewals-session", session)
                .get("/queue")
                .then()
                .statusCode(200)
                .body(containsString("In doubt"))
                .body(containsString("Held"));
    }

    private static String sha256(String offer) {
        return sha256("maria", offer);
    }

    private static String sha256(String user, String offer) {
        return card(user, offer).jsonPath().getString("message.sha256");
    }

    private static Response edit(String user, String offer, String plan, String discount, String text) {
        return as(user).body(Map.of(
                        "sha256",
                        sha256(offer),
                        "revision",
                        1,
                        "subject",
                        "Room to grow",
                        "text",
                        text,
                        "plan",
                        plan,
                        "discount",
                        new java.math.BigDecimal(discount)))
                .post("/api/cards/" + offer + "/edit");
    }

    private static Response resolve(String user, String offer, String outcome) {
        return as(user).body(Map.of("outcome", outcome)).post("/api/cards/" + offer + "/resolve");
    }

    private static String session(String user) {
        return given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", user)
                .post("/sign-in")
                .cookie("renewals-session");
    }

    private static String token(Response page) {
        Matcher matcher =
                Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"").matcher(page.asString());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
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
