package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.Upgrade;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What an earlier version left in the database, after the migrations of this one. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "notifier"))
class UpgradeTest {
    Database database;

    @Test
    void messagesThatWerePostedAreStillKnownSoThatTheyAreChangedAndNotPostedAgain() throws SQLException {
        try (Upgrade upgrade = Upgrade.from(database, "notifier", "0140")) {
            upgrade.run(
                    """
                    insert into card (tenant, offer_id, account, cycle_no, revision, correlation_id, facts, standing, waits, change,
                      shown_change, slack_channel, slack_ts, heard_at)
                    values ('acme', 'o-1', 'bayside', 1, 1, 'c', '{"owner": {"id": "maria"}}', '{}', true, 2, 1, 'D1', '17.1', now())""");
            ping(upgrade, "card", 0, "ambiguous");
            ping(upgrade, "reminder", 0, "sent");
            ping(upgrade, "update", 2, "waiting");

            upgrade.toNewest();

            assertThat(
                            upgrade.rows(
                                    "select kind, about, recipient, slack_channel, slack_ts, shown_change from message order by kind"))
                    .containsExactly("card|-|maria|D1|17.1|1", "doubt|card|maria|-|-|1");
            assertThat(upgrade.rows("select kind, occasion, recipient, status from ping order by kind, occasion"))
                    .containsExactly("card|0|maria|ambiguous", "card|2|maria|waiting", "doubt|0|maria|sent");
        }
    }

    private static void ping(Upgrade upgrade, String kind, int occasion, String status) throws SQLException {
        upgrade.run(
                """
                insert into ping (tenant, offer_id, kind, occasion, status, cause_id, not_before, next_attempt_at, created_at)
                values ('acme', 'o-1', '%s', %d, '%s', 'x', now(), now(), now())"""
                        .formatted(kind, occasion, status));
    }
}
