package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import io.renewals.events.TermsReported;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two companies in one bus and one database: every event and every row is one company's. */
@ExtendWith(ShowsLog.class)
class TenantsDataTest {
    private static Product product;
    private static Books books;

    @BeforeAll
    static void givenTheBooksOfBoth() {
        product = Product.shared();
        books = Books.ready(product).withSamples();
    }

    /** Key, header and body name a tenant each; only where all are the same is the event taken. */
    @ParameterizedTest
    @CsvSource({
        "acme,   acme,   globex, mixed-body",
        "acme,   globex, acme,   mixed-header",
        "globex, acme,   acme,   mixed-key",
        "globex, globex, acme,   mixed-body-back"
    })
    void anEventWhoseKeyHeaderAndBodyDisagreeIsRefused(String key, String header, String body, String account) {
        Customer customer = Customer.ofAcme(account);
        TermsReported event = TermsReported.newBuilder()
                .setTenant(body)
                .setAccount(account)
                .setTerms(customer.terms())
                .setObservedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSourceId("crm:deal:1")
                .build();

        books.outside()
                .topics()
                .publish(Topics.TERMS_REPORTED, key + "/" + account, event, Map.of("ce_tenant", header));

        books.outside().topics().awaitBytes(Topics.dead("intake"), 1, Await.PATIENCE, dead -> dead.key()
                .equals(key + "/" + account));
        assertThat(books.account("acme", account).has("state")).isFalse();
        assertThat(books.account("globex", account).has("state")).isFalse();
    }

    static List<String> schemas() {
        return Database.SCHEMAS;
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aServicesDatabaseRoleSeesNoRowWithoutATenantAndNoneOfAnother(String schema) throws SQLException {
        Database database = new Database(product.endpoints().jdbcUrl());
        List<String> tables = new ArrayList<>();
        try (Connection all = database.superuser();
                Connection role = database.login(schema)) {
            for (String table : tablesOf(all, schema)) {
                assertThat(one(all, "select relforcerowsecurity from pg_class where oid = '" + table + "'::regclass"))
                        .as(table + " holds its owner to its policies too")
                        .isEqualTo("t");
                if (!one(all, "select has_table_privilege('" + schema + "', '" + table + "', 'select')")
                        .equals("t")) {
                    continue;
                }
                boolean filled = !one(all, "select count(*) from " + table).equals("0");
                assertThat(one(role, "select count(*) from " + table))
                        .as(table + " without a tenant")
                        .isEqualTo("0");
                role.createStatement().execute("select set_config('app.tenant', 'globex', false)");
                assertThat(one(role, "select count(*) from " + table + " where tenant <> 'globex'"))
                        .as(table + " of another tenant")
                        .isEqualTo("0");
                role.createStatement().execute("reset app.tenant");
                if (filled) {
                    tables.add(table);
                }
            }
            assertThat(one(all, "select rolbypassrls or rolsuper from pg_roles where rolname = '" + schema + "'"))
                    .isEqualTo("f");
        }
        assertThat(tables).as("tables with rows that the role may read").isNotEmpty();
    }

    private static List<String> tablesOf(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        select format('%I.%I', table_schema, table_name) from information_schema.columns
                        where table_schema = '"""
                                + schema
                                + "' and column_name = 'tenant' order by 1")) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
