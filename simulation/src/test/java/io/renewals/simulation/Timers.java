package io.renewals.simulation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** What waits in a table for its time, seen from outside. */
final class Timers {
    private static final String NEXT =
            """
            select (select min(next_attempt_at) from action_service.approved_mail where tenant = 'acme' and state = 'ready'),
                   (select min(next_attempt_at) from notifier.ping where tenant = 'acme' and status = 'waiting')""";

    private final Statement statement;
    private Instant mail = Instant.MAX;
    private Instant ping = Instant.MAX;

    Timers(Postgres postgres) {
        try {
            Connection connection = postgres.superuser();
            statement = connection.createStatement();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    /** Empty: nothing waits. */
    Optional<Instant> next() {
        look();
        Instant next = mail.isBefore(ping) ? mail : ping;
        return Optional.of(next).filter(found -> !found.equals(Instant.MAX));
    }

    boolean isMailDue(Instant now) {
        look();
        return !mail.isAfter(now);
    }

    boolean isPingDue(Instant now) {
        look();
        return !ping.isAfter(now);
    }

    private void look() {
        try (ResultSet row = statement.executeQuery(NEXT)) {
            row.next();
            mail = instant(row.getTimestamp(1));
            ping = instant(row.getTimestamp(2));
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    private static Instant instant(Timestamp found) {
        return found == null ? Instant.MAX : found.toInstant();
    }

    @Override
    public String toString() {
        return "mail at " + mail + ", ping at " + ping;
    }
}
