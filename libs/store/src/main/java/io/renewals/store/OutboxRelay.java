package io.renewals.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.messaging.Outgoing;
import io.renewals.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Publishes the outbox in id order, one relay per service whatever its replicas: each round holds a transaction-scoped advisory
 * lock. A row is deleted when the broker has acknowledged it; a crash between the two publishes it again under the same id, which
 * every inbox knows. Woken in process after a commit; polling is the fallback for commits of another replica.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int ROUND = 500;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration INBOX_KEPT = Duration.ofDays(45);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);

    private final Transactions transactions;
    private final Publisher publisher;
    private final OutboxWake wake;
    private final Clock clock;
    private final String lockName;
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean running = true;
    private Thread thread;
    private Instant lastHousekeeping = Instant.EPOCH;

    @Inject
    public OutboxRelay(
            Transactions transactions,
            Publisher publisher,
            OutboxWake wake,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "renewals.store.schema") String schema) {
        this.transactions = transactions;
        this.publisher = publisher;
        this.wake = wake;
        this.clock = clock;
        this.lockName = schema + ".outbox";
        Gauge.builder("renewals.outbox.waiting", waiting, AtomicLong::get)
                .description("Outbox rows seen in the last round and not yet published")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::loop);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wake.wake();
        if (thread != null) {
            thread.join(Duration.ofSeconds(15));
        }
    }

    private void loop() {
        Duration pause = POLL;
        while (running) {
            try {
                wake.await(pause);
                while (running && round() == ROUND) {
                    LOG.tracef("outbox has more lock=%s", lockName);
                }
                housekeeping();
                pause = POLL;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("outbox waits lock=%s reason=%s", lockName, e.getMessage());
                pause = Duration.ofMillis(500);
            }
        }
    }

    /** One round: the number of rows published. */
    public int round() {
        return transactions.asWorker(handle -> {
            handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtext(:name))) as held")
                    .bind("name", lockName)
                    .mapTo(Integer.class)
                    .one();
            List<Row> rows = oldest(handle);
            waiting.set(rows.size());
            if (rows.isEmpty()) {
                return 0;
            }
            Set<Integer> failed = new TreeSet<>(
                    publisher.publishEach(rows.stream().map(Row::event).toList()));
            List<Long> done = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                if (!failed.contains(i)) {
                    done.add(rows.get(i).id());
                }
            }
            delete(handle, done);
            waiting.set(failed.size());
            if (!failed.isEmpty()) {
                LOG.warnf("outbox kept %d of %d events the broker did not acknowledge", failed.size(), rows.size());
            }
            return done.size();
        });
    }

    private static List<Row> oldest(Handle handle) {
        return handle.createQuery(
                        "select id, tenant, topic, key, headers::text, payload from outbox order by id limit " + ROUND)
                .map((row, context) -> new Row(
                        row.getLong(1),
                        new Outgoing(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                HeadersJson.read(row.getString(5)),
                                row.getBytes(6))))
                .list();
    }

    private static void delete(Handle handle, List<Long> ids) {
        try (PreparedStatement delete =
                handle.getConnection().prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, handle.getConnection().createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** Inbox rows outlive the longest redelivery a consumer group can see, then go. */
    private void housekeeping() {
        Instant now = clock.instant();
        if (now.isBefore(lastHousekeeping.plus(HOUSEKEEPING))) {
            return;
        }
        lastHousekeeping = now;
        int forgotten =
                transactions.asWorker(handle -> handle.createUpdate("delete from inbox where received_at < :before")
                        .bind("before", now.minus(INBOX_KEPT))
                        .execute());
        if (forgotten > 0) {
            LOG.infof("inbox forgot %d rows older than %s", forgotten, INBOX_KEPT);
        }
    }

    private record Row(long id, Outgoing event) {}
}
