package io.renewals.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.Upgrade;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What an earlier version left in the database, after the migrations of this one; and that version beside this one. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class UpgradeTest {
    private static final String AS_BEFORE =
            "insert into known_account (tenant, account, account_version, name, terms) values ('%s', '%s', 1, '%s', '{}')";

    private static final String PROPOSED_AS_BEFORE =
            """
            insert into proposal_made (tenant, lane, account, source, number, proposal_id, renewal_date, made_at)
            values ('acme', 'CALENDAR', '%1$s', 'uid', %2$d, 'p%2$d', '2027-01-11', now())""";

    Database database;

    @Test
    void accountsThatAreKnownCanBeNamedAndTheVersionBeforeStillLearnsThem() throws SQLException {
        try (Upgrade upgrade = Upgrade.from(database, "intake", "0101")) {
            upgrade.run(AS_BEFORE.formatted("acme", "bayside", " Bayside   STUDIO"));
            upgrade.run(AS_BEFORE.formatted("globex", "bayside", "Another one"));

            upgrade.toNewest();
            upgrade.run(AS_BEFORE.formatted("acme", "later", "Later"));

            assertThat(upgrade.rows("select tenant, account, name_key, left_version from known_account order by 1, 2"))
                    .containsExactly("acme|bayside|bayside studio|-", "acme|later|-|-", "globex|bayside|another one|-");
        }
    }

    @Test
    void whatWasProposedStandsAndTheVersionBeforeStillProposes() throws SQLException {
        try (Upgrade upgrade = Upgrade.from(database, "intake", "0102")) {
            upgrade.run(PROPOSED_AS_BEFORE.formatted("bayside", 1));

            upgrade.toNewest();
            upgrade.run(PROPOSED_AS_BEFORE.formatted("bayside", 2));

            assertThat(upgrade.rows("select account, number, taken_back from proposal_made order by 1, 2"))
                    .containsExactly("bayside|1|f", "bayside|2|f");
        }
    }
}
