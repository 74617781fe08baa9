package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.approve;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.card;
import static io.renewals.actionservice.HttpSteps.mailTo;
import static io.renewals.actionservice.HttpSteps.resolve;
import static io.renewals.actionservice.HttpSteps.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A mail that does not simply arrive: tried again, put back, or in doubt until a person says. */
@QuarkusTest
class FailingSendTest extends RunningService {
    @Test
    void aMailLostAfterDataIsInDoubtUntilAPersonSaysThatItArrived() {
        String offer = steps.queue("lost-after");
        approve("maria", offer, sha256(offer)).then().statusCode(200);

        awaitStatus(offer, "unknown");
        assertThat(mailTo(mail, "sam@lost-after.example")).hasSize(1);
        approve("maria", offer, sha256(offer))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:already-decided"));
        resolve("maria", offer, "arrived").then().statusCode(200).body("card.status", equalTo("sent"));
        assertThat(steps.actioned(offer, Action.SEND_UNKNOWN).getReason()).contains("lost");
        assertThat(steps.actioned(offer, Action.RESOLVED_ARRIVED).getActionSequence())
                .isEqualTo(3);
        assertThat(mailTo(mail, "sam@lost-after.example")).hasSize(1);
    }

    @Test
    void aMailThatWasNotSentWantsANewApproval() {
        String offer = steps.queue("lost-after-2");
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
        String offer = steps.queue("lost-before");

        approve("maria", offer, sha256(offer)).then().statusCode(200);

        awaitStatus(offer, "sent");
        assertThat(mailTo(mail, "sam@lost-before.example")).hasSize(1);
    }

    @Test
    void aMailRefusedForGoodPutsTheCardBackWithTheServersWords() {
        String offer = steps.queue("refused");

        approve("maria", offer, sha256(offer)).then().statusCode(200);

        assertThat(steps.actioned(offer, Action.SEND_FAILED).getReason()).contains("no such mailbox");
        card("maria", offer)
                .then()
                .body("status", equalTo("queued"))
                .body("explanation", containsString("no such mailbox"));
    }

    @Test
    void anAttemptWhoseProcessIsGoneIsInDoubt() throws SQLException {
        String offer = steps.queue("abandoned");
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = action_service");
            // As a killed instance leaves it: claimed, card sending, nobody renewing the lease.
            statement.execute("begin");
            approveRows(statement, offer);
            statement.execute("commit");
        }

        awaitStatus(offer, "unknown");
        assertThat(mailTo(mail, "sam@abandoned.example")).isEmpty();
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
}
