package io.renewals.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.events.Outcome;
import io.renewals.events.OutcomeReported;
import io.renewals.schemas.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SharedStackTest {
    @Test
    void theSecondRunFindsTopicsAndSchemasEmptyAgain() throws SQLException {
        Endpoints first = SharedStack.emptied();
        OutcomeReported outcome = churned();
        try (TestTopics topics = new TestTopics(first, "/crm")) {
            topics.publish(Topics.OUTCOME_REPORTED, "acme/bayside", outcome);
            Seen<OutcomeReported> seen =
                    topics.awaitOne(Topics.OUTCOME_REPORTED, OutcomeReported.class, any -> any.key()
                            .equals("acme/bayside"));
            assertThat(seen.value()).isEqualTo(outcome);
            assertThat(seen.headers())
                    .containsEntry("ce_source", "/crm")
                    .containsEntry("ce_type", "io.renewals.events.OutcomeReported")
                    .containsEntry("ce_tenant", "acme");
        }
        createTable(first);

        Endpoints second = SharedStack.emptied();

        assertThat(second).isEqualTo(first);
        assertThat(tables(second)).isZero();
        try (TestTopics topics = new TestTopics(second, "/crm")) {
            assertThat(topics.all(Topics.OUTCOME_REPORTED, OutcomeReported.class))
                    .isEmpty();
        }
    }

    private static OutcomeReported churned() {
        return OutcomeReported.newBuilder()
                .setTenant("acme")
                .setAccount("bayside")
                .setOutcome(Outcome.CHURNED)
                .setEffectiveDate(LocalDate.of(2026, 5, 4))
                .setObservedAt(Instant.parse("2026-05-04T06:00:00Z"))
                .setSourceId("crm:deal:1")
                .build();
    }

    private static void createTable(Endpoints endpoints) throws SQLException {
        try (Connection superuser = new Database(endpoints.jdbcUrl()).superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("SET ROLE intake_owner; CREATE TABLE intake.sample (id int)");
        }
    }

    private static int tables(Endpoints endpoints) throws SQLException {
        try (Connection superuser = new Database(endpoints.jdbcUrl()).superuser();
                ResultSet row = superuser
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'intake'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
