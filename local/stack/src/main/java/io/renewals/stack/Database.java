package io.renewals.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database {@code renewals}: its schemas and roles, from {@code roles.sql}. */
public final class Database {
    /** Name of the product's database. */
    public static final String NAME = "renewals";
    /** A schema per service that keeps state. */
    public static final List<String> SCHEMAS =
            List.of("intake", "registry", "drafter", "notifier", "action_service", "audit_sink");

    private final String jdbcUrl;

    /** @param jdbcUrl of any database on the server; the product's is named {@value #NAME} */
    public Database(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl.replaceAll("/[^/]*$", "/");
    }

    /** Creates what is missing; changes nothing that is there. */
    public void prepare() {
        prepare(NAME);
    }

    void prepare(String database) {
        createDatabase(database);
        try (Connection connection = superuser(database)) {
            applyRoles(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare schemas and roles", e);
        }
    }

    void createDatabase(String name) {
        try (Connection connection = superuser("postgres");
                PreparedStatement find = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            find.setString(1, name);
            if (!find.executeQuery().next()) {
                execute(connection, "CREATE DATABASE \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    void drop(String name) {
        try (Connection connection = superuser("postgres")) {
            execute(connection, "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop database " + name, e);
        }
    }

    String url(String name) {
        return jdbcUrl + name;
    }

    /** Drops every schema of the product and makes it anew, empty. Sessions of its roles are ended. */
    public void reset() {
        try (Connection connection = superuser(NAME)) {
            for (String schema : SCHEMAS) {
                endSessions(connection, schema);
                execute(connection, "DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            }
            applyRoles(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot reset the schemas", e);
        }
    }

    /** A session that may do everything, for tests that look behind a service's back. */
    public Connection superuser() throws SQLException {
        return superuser(NAME);
    }

    /** A session as the service's own login, as it sees its rows. */
    public Connection login(String schema) throws SQLException {
        return DriverManager.getConnection(jdbcUrl + NAME, schema, Endpoints.DB_PASSWORD);
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl + database, Endpoints.SUPERUSER, PostgresServer.SUPERUSER_PASSWORD);
    }

    private static void endSessions(Connection connection, String schema) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(
                "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE usename IN (?, ?)")) {
            end.setString(1, schema);
            end.setString(2, schema + "_owner");
            end.execute();
        }
    }

    private static void applyRoles(Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(
                "SELECT set_config('renewals.db_password', ?, false), set_config('renewals.db_owner_password', ?, false)")) {
            set.setString(1, Endpoints.DB_PASSWORD);
            set.setString(2, Endpoints.DB_OWNER_PASSWORD);
            set.execute();
        }
        execute(connection, rolesSql());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String rolesSql() {
        try (InputStream in = Database.class.getResourceAsStream("roles.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read roles.sql", e);
        }
    }
}
