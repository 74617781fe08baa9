package io.renewals.simulation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What waits in a table for its time, seen from outside. */
final class Timers {
    private static final String NEXT =
            """
            select (select min(next_attempt_at) from action_service.approved_mail where tenant = 'acme' and state = 'ready'),
                   (select min(next_attempt_at) from notifier.ping where tenant = 'acme' and status = 'waiting'),
                   (select min(next_attempt_at) from notifier.digest_post where tenant = 'acme' and status = 'waiting')""";

    /** Of cards that wait; a timer fires on business time alone. */
    private static final String NEXT_REMINDER =
            """
            select min(timer.due_at) from notifier.timer join notifier.card using (tenant, offer_id)
            where timer.tenant = 'acme' and timer.status = 'waiting' and card.facts is not null and card.waits
              and card.superseded_by is null and timer.owner = coalesce(card.owner, card.facts -> 'owner') ->> 'id'""";

    private final SimulatedClock clock;
    private final boolean reminds;
    private final Statement statement;
    private Instant mail = Instant.MAX;
    private Instant ping = Instant.MAX;
    private Instant digest = Instant.MAX;

    Timers(Postgres postgres, SimulatedClock clock) {
        this.clock = clock;
        try {
            Connection connection = postgres.superuser();
            statement = connection.createStatement();
            reminds = readsNext("select to_regclass('notifier.timer')::text");
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    /** Empty: nothing waits. */
    Optional<Instant> next() {
        look();
        return Stream.of(mail, ping, digest).min(Comparator.naturalOrder()).filter(found -> !found.equals(Instant.MAX));
    }

    boolean isMailDue(Instant now) {
        return !mail.isAfter(now);
    }

    boolean isPingDue(Instant now) {
        return !ping.isAfter(now);
    }

    boolean isDigestDue(Instant now) {
        return !digest.isAfter(now);
    }

    private boolean readsNext(String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getObject(1) != null;
        }
    }

    private Instant reminder() throws SQLException {
        try (ResultSet row = statement.executeQuery(NEXT_REMINDER)) {
            row.next();
            Instant due = instant(row.getTimestamp(1));
            Instant earliest = due.isAfter(clock.instant()) ? due : clock.instant();
            return due.equals(Instant.MAX) ? due : Cast.QUIET.nextBusinessMinute(earliest, Quarter.ZONE);
        }
    }

    /** Reads all of it; what is due is then as it was read. */
    void look() {
        try {
            try (ResultSet row = statement.executeQuery(NEXT)) {
                row.next();
                mail = instant(row.getTimestamp(1));
                ping = instant(row.getTimestamp(2));
                digest = instant(row.getTimestamp(3));
            }
            Instant reminder = reminds ? reminder() : Instant.MAX;
            ping = reminder.isBefore(ping) ? reminder : ping;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    private static Instant instant(Timestamp found) {
        return found == null ? Instant.MAX : found.toInstant();
    }

    @Override
    public String toString() {
        return "mail at " + mail + ", ping at " + ping + ", digest at " + digest;
    }
}
