package io.renewals.registry;

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
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class UpgradeTest {
    private static final String CASE = "a severe support case is open";
    private static final String DISPUTE = "a billing dispute is open";
    private static final String LEFT_ALONE = "left alone by the rulebook";

    Database database;

    @Test
    void accountsWithAnOpenCaseOrDisputeAreHeldFromThenOnAndTheOthersStayAsTheyWere() throws SQLException {
        try (Upgrade upgrade = Upgrade.from(database, "registry", "0120")) {
            account(upgrade, "acme", "due", "DUE", CASE);
            account(upgrade, "globex", "not-offered", "NO_OFFER", DISPUTE);
            account(upgrade, "acme", "offered", "OFFERED", CASE);
            account(upgrade, "acme", "vip", "NO_OFFER", LEFT_ALONE);
            account(upgrade, "acme", "free", "DUE", null);

            upgrade.toNewest();

            assertThat(
                            upgrade.rows(
                                    "select account, state, state_detail, suppression_holds, fields_observed_at from account order by account"))
                    .containsExactly(
                            "due|HELD|" + CASE + "|t|{}",
                            "free|DUE|-|f|{}",
                            "not-offered|HELD|" + DISPUTE + "|t|{}",
                            "offered|OFFERED|-|t|{}",
                            "vip|NO_OFFER|-|f|{}");
        }
    }

    private static void account(Upgrade upgrade, String tenant, String account, String state, String suppression)
            throws SQLException {
        upgrade.run(
                """
                insert into account (tenant, account, account_name, plan, quantity, unit_price, currency, billing_period, term_months,
                  renewal_date, auto_renew, contact_email, arr, terms_observed_at, terms_source, state, state_since, cycle_no, revision,
                  progress, account_version, material_version, suppression, created_at, updated_at)
                values ('%s', '%s', 'Name', 'pro', 24, 49, 'USD', 'MONTHLY', 12, current_date + 40, false, 'jo@bayside.example', 14112,
                  now(), '/crm', '%s', now(), 1, 1, '{}', 3, 2, %s, now(), now())"""
                        .formatted(tenant, account, state, suppression == null ? "null" : "'" + suppression + "'"));
    }
}
