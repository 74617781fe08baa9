package io.renewals.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.messaging.Codec;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Retriable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Database transactions, each for one tenant. What {@link Work#publish} was given is written to the outbox at the end of the
 * transaction and the relay is woken after the commit.
 *
 * <p>Failures: a database that is away, a serialization failure or a deadlock is {@link Retriable}; whatever else the database
 * refuses comes out as {@link JdbiException}.
 */
@ApplicationScoped
public class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);

    private final Jdbi jdbi;
    private final Codec codec;
    private final Clock clock;
    private final OutboxWake wake;
    private final MeterRegistry meters;
    private final String workerRole;
    private final Set<String> knownTenants = ConcurrentHashMap.newKeySet();

    @Inject
    public Transactions(
            DataSource dataSource,
            Codec codec,
            Clock clock,
            OutboxWake wake,
            MeterRegistry meters,
            @ConfigProperty(name = "renewals.store.schema") String schema) {
        this.jdbi = Jdbi.create(dataSource);
        this.codec = codec;
        this.clock = clock;
        this.wake = wake;
        this.meters = meters;
        this.workerRole = schema + "_worker";
    }

    /** Runs in one transaction that sees and writes this tenant's rows alone. */
    public <R> R inTenant(String tenant, Function<Work, R> body) {
        if (tenant == null || tenant.isBlank()) {
            throw new Poison("no tenant");
        }
        boolean[] published = {false};
        R result = translating(() -> jdbi.inTransaction(handle -> {
            handle.createQuery("select set_config('app.tenant', :tenant, true)")
                    .bind("tenant", tenant)
                    .mapTo(String.class)
                    .one();
            remember(handle, tenant);
            Work work = new Work(tenant, handle, codec, clock);
            R value = body.apply(work);
            published[0] = work.writeOutbox();
            return value;
        }));
        knownTenants.add(tenant);
        if (published[0]) {
            wake.wake();
        }
        return result;
    }

    public void useTenant(String tenant, Consumer<Work> body) {
        inTenant(tenant, work -> {
            body.accept(work);
            return null;
        });
    }

    /**
     * Scheduled work, for one tenant after the other. What fails for one is logged and counted
     * ({@code renewals_tenant_failures_total}) and the others have their turn all the same: a row that nobody can read keeps no other
     * company's mail from leaving.
     *
     * @param work what is done, for the log and the metric
     * @throws Retriable where the database is away before the first one's turn
     */
    public void eachTenant(String work, Consumer<String> body) {
        tenants().forEach(tenant -> oneTenant(work, tenant, () -> body.accept(tenant)));
    }

    /** The same for one tenant, where somebody else knows whose turn it is: a failure is logged and counted, and does not come out. */
    public void oneTenant(String work, String tenant, Runnable body) {
        // There from the first visit on: a counter that is born with its first failure has not increased.
        Counter failures = meters.counter("renewals.tenant.failures", "work", work, "tenant", tenant);
        try {
            body.run();
        } catch (Retriable e) {
            LOG.warnf("%s waits tenant=%s reason=%s", work, tenant, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s failed tenant=%s", work, tenant);
            failures.increment();
        }
    }

    /** Every tenant this service has ever worked for, in order. */
    public List<String> tenants() {
        return asWorker(handle -> handle.createQuery("select tenant from tenant order by tenant")
                .mapTo(String.class)
                .list());
    }

    /** As the role that looks across tenants; it can reach inbox, outbox and the list of tenants, nothing else. */
    <R> R asWorker(Function<Handle, R> body) {
        return translating(() -> jdbi.inTransaction(handle -> {
            handle.execute("set local role \"" + workerRole + "\"");
            return body.apply(handle);
        }));
    }

    private void remember(Handle handle, String tenant) {
        if (!knownTenants.contains(tenant)) {
            handle.createUpdate("insert into tenant (tenant) values (:tenant) on conflict do nothing")
                    .bind("tenant", tenant)
                    .execute();
        }
    }

    private static <R> R translating(Supplier<R> body) {
        try {
            return body.get();
        } catch (JdbiException e) {
            throw isPassing(e) ? new Retriable("database: " + e.getMessage(), e) : e;
        }
    }

    /**
     * Whether it is worth trying again: connection failures (08), resources (53), operator intervention (57), rollbacks (40), system
     * errors (58), lock timeout.
     */
    public static boolean isPassing(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null
                        || state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("58")
                        || state.startsWith("40")
                        || state.equals("55P03")) {
                    return true;
                }
            }
        }
        return false;
    }
}
