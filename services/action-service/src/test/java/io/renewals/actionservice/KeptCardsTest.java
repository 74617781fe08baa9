package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.approve;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.card;
import static io.renewals.actionservice.HttpSteps.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.schemas.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which cards stand, what the database refuses to keep, and who else may read them. */
@QuarkusTest
class KeptCardsTest extends RunningService {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aCardOverItsCapCannotStandInTheQueue() throws SQLException {
        String offer = steps.queue("check");
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
        steps.queue("rows");
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
        String first = steps.queue("revised");
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
        String offer = steps.queue("changed");
        String sha256 = card("maria", offer).jsonPath().getString("message.sha256");

        topics.publish(Topics.ACCOUNT_CHANGED, "acme/changed", Drafts.changed("acme", "changed", 2));

        awaitStatus(offer, "stale");
        assertThat(steps.actioned(offer, Action.STALE).getActor()).isEqualTo("system");
        approve("maria", offer, sha256).then().statusCode(409).body("type", equalTo("urn:renewals:stale"));
    }

    @Test
    void aDraftOnOlderFactsIsStaleWhenItComes() {
        topics.publish(Topics.ACCOUNT_CHANGED, "acme/late-draft", Drafts.changed("acme", "late-draft", 5));
        await().atMost(PATIENCE).until(() -> count("account_facts where account = 'late-draft'") == 1);

        topics.publish(Topics.OFFER_QUEUED, "acme/late-draft", Drafts.queued("acme", "late-draft", 1, 4, 4));

        awaitStatus(Drafts.offerId("acme", "late-draft", 1), "stale");
    }

    @Test
    void theRegistryReadsTheLiveCardsWithItsTokenOnly() {
        String offer = steps.queue("internal");

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
        steps.queue("figures");
        given().get("/q/health").then().statusCode(200).body(containsString("mail sender"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/cards/{offerId}/approve"));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> given().get("/q/metrics").asString().contains("renewals_cards{"));
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            var rows = statement.executeQuery("select count(*) from action_service." + from);
            rows.next();
            return rows.getLong(1);
        }
    }
}
