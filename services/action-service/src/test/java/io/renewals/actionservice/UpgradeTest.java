package io.renewals.actionservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.Upgrade;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What the first version left in the database, after the migrations of this one. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class UpgradeTest {
    Database database;

    @Test
    void cardsThatWaitKeepTheirOwnerAndTheirFiguresAndRequestsThatWereSeenStaySeen() throws SQLException {
        try (Upgrade upgrade = Upgrade.from(database, "action_service", "0100")) {
            upgrade.run("insert into account_facts values ('acme', 'bayside', 3, 2)");
            upgrade.run(
                    """
                    insert into card (tenant, offer_id, account, cycle_no, revision, status, version, sequence, account_version,
                      material_version, notice_deadline, renewal_date, queued_at, changed_at, dossier, drafted, offer, message, state)
                    select 'acme', 'o-1', 'bayside', 1, 1, 'queued', 1, 0, 3, 2, current_date, current_date, now(), now(),
                      '{"accountName": "Bayside", "owner": {"email": "Maria@Acme.example"}}', '{}',
                      '{"tier": "mid", "currency": "USD", "discountPercent": "10.00", "capPercent": "15.00", "unitPrice": "80.1000",
                        "floorUnitPrice": "71.0000", "proposedArr": "38448.0000"}',
                      jsonb_build_object('sha256', repeat('a', 64), 'toAddress', 'jo@bayside.example'), '{}'""");
            upgrade.run("insert into slack_request values ('acme', 'v0=1', now())");

            upgrade.toNewest();

            assertThat(upgrade.rows("select status, owner_email, owner, exception, discount_percent from card"))
                    .containsExactly("queued|maria@acme.example|-|-|10.00");
            assertThat(upgrade.rows("select held_offer, held_for, material_version from account_facts"))
                    .containsExactly("-|-|2");
            assertThat(upgrade.rows("select signature, asked, state, taken_up from slack_request"))
                    .containsExactly("v0=1|-|-|f");
        }
    }
}
