package io.renewals.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * A service's schema as an earlier version left it, in a database of its own, to be filled and then brought to the newest version as the
 * service does it at its start. For the tests of services, which bring the migrations.
 */
public final class Upgrade implements AutoCloseable {
    private final Database server;
    private final String schema;
    private final String name;

    private Upgrade(Database server, String schema) {
        this.server = server;
        this.schema = schema;
        this.name = "upgrade_" + schema;
    }

    /** @param version of the last migration that had run, such as {@code 0120} */
    public static Upgrade from(Database server, String schema, String version) {
        Upgrade upgrade = new Upgrade(server, schema);
        server.prepare(upgrade.name);
        upgrade.migrateTo(version);
        return upgrade;
    }

    /** As somebody whom no policy binds. */
    public void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A row for each line, its columns as text parted by a bar; null is {@code -}. */
    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    String value = found.getString(i);
                    columns.add(value == null ? "-" : value);
                }
                rows.add(String.join("|", columns));
            }
        }
        return rows;
    }

    public void toNewest() {
        migrateTo("latest");
    }

    @Override
    public void close() {
        server.drop(name);
    }

    private Connection connection() throws SQLException {
        Connection connection = server.superuser(name);
        connection.setSchema(schema);
        return connection;
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(server.url(name), schema + "_owner", Endpoints.DB_OWNER_PASSWORD)
                .schemas(schema)
                .createSchemas(false)
                .locations("db/store", "db/migration")
                .placeholders(Map.of("schema", schema))
                .target(version)
                .load()
                .migrate();
    }
}
