package io.renewals.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongSupplier;
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
    private final LongSupplier changes;
    private final PreparedStatement next;
    private final PreparedStatement nextReminder;
    private long seen = -1;
    private Instant mail = Instant.MAX;
    private Instant ping = Instant.MAX;
    private Instant digest = Instant.MAX;
    private Instant reminder = Instant.MAX;

    /** @param changes another number whenever one of these tables may have changed */
    Timers(Postgres postgres, SimulatedClock clock, LongSupplier changes) {
        this.clock = clock;
        this.changes = changes;
        try {
            Connection connection = postgres.superuser();
            next = connection.prepareStatement(NEXT);
            nextReminder = connection.prepareStatement(NEXT_REMINDER);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    /** Empty: nothing waits. */
    Optional<Instant> next() {
        look();
        return Stream.of(mail, pingOrReminder(), digest)
                .min(Comparator.naturalOrder())
                .filter(found -> !found.equals(Instant.MAX));
    }

    boolean isMailDue(Instant now) {
        return !mail.isAfter(now);
    }

    boolean isPingDue(Instant now) {
        return !pingOrReminder().isAfter(now);
    }

    boolean isDigestDue(Instant now) {
        return !digest.isAfter(now);
    }

    private Instant pingOrReminder() {
        if (reminder.equals(Instant.MAX)) {
            return ping;
        }
        Instant earliest = reminder.isAfter(clock.instant()) ? reminder : clock.instant();
        Instant fires = BusinessTime.from(earliest);
        return fires.isBefore(ping) ? fires : ping;
    }

    /** Reads all of it, where something may have changed; what is due is then as it was read. */
    void look() {
        long now = changes.getAsLong();
        if (now == seen) {
            return;
        }
        try (ResultSet row = next.executeQuery();
                ResultSet timer = nextReminder.executeQuery()) {
            row.next();
            mail = instant(row.getTimestamp(1));
            ping = instant(row.getTimestamp(2));
            digest = instant(row.getTimestamp(3));
            timer.next();
            reminder = instant(timer.getTimestamp(1));
            seen = now;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    private static Instant instant(Timestamp found) {
        return found == null ? Instant.MAX : found.toInstant();
    }

    @Override
    public String toString() {
        return "mail at " + mail + ", ping at " + ping + ", reminder at " + reminder + ", digest at " + digest;
    }
}
