package io.renewals.registry.digest;

import io.renewals.stack.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the registry's tables past its own code, and fills them past it. */
final class BookRows {
    private final Database database;

    BookRows(Database database) {
        this.database = database;
    }

    /** All accounts' states in alphabetical order, blanks between. */
    String states(String tenant) {
        return query(
                "select string_agg(state, ' ' order by state) from registry.account where tenant = '" + tenant + "'");
    }

    int count(String sql) {
        return Integer.parseInt(query(sql));
    }

    /** Copies of the tenant's accounts, as many reports would have made them. */
    void copy(String tenant, int count) {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into registry.account select made.* from registry.account as seed, generate_series(1, %d) as n,
                      lateral jsonb_populate_record(null::registry.account, to_jsonb(seed)
                        || jsonb_build_object('account', 'copy-' || n)) as made
                    where seed.tenant = '%s'"""
                            .formatted(count, tenant));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String query(String sql) {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
