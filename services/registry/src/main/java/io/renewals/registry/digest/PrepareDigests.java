package io.renewals.registry.digest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.registry.digest.domain.Period;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks every so often whether a digest is due that was not prepared: at its time, and later on the same day where no instance ran
 * then. A day that passed without any instance has none; the next digest goes on where the last one closed.
 */
@ApplicationScoped
public class PrepareDigests {
    /** {@code prepared_by} of the clock's. */
    public static final String CLOCK = "schedule";

    private static final Logger LOG = Logger.getLogger(PrepareDigests.class);

    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final Digests digests;
    private final Clock clock;
    private final Map<Period.Kind, DueTimes> times;
    private final AtomicInteger waiting = new AtomicInteger();

    @Inject
    public PrepareDigests(
            Transactions transactions,
            RulebookShelf shelf,
            Digests digests,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "renewals.digest.weekly-cron") String weekly,
            @ConfigProperty(name = "renewals.digest.monthly-cron") String monthly) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.digests = digests;
        this.clock = clock;
        this.times = Map.of(Period.Kind.WEEKLY, DueTimes.of(weekly), Period.Kind.MONTHLY, DueTimes.of(monthly));
        Gauge.builder("renewals.digests.waiting", waiting, AtomicInteger::get)
                .description("Digests that are due and could not be prepared at the last look")
                .register(meters);
    }

    @Scheduled(
            every = "${renewals.digest.look-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        prepareDue(clock.instant());
    }

    /** Prepares whatever is due at an instant, for every tenant. One tenant's failure keeps no other from theirs. */
    public void prepareDue(Instant now) {
        int failed = 0;
        for (Map.Entry<Period.Kind, DueTimes> each : times.entrySet()) {
            Optional<Instant> due = each.getValue().today(now);
            if (due.isPresent()) {
                Period period = Period.endingOn(each.getKey(), DueTimes.day(due.get()));
                for (String tenant : tenants()) {
                    failed += isPrepared(tenant, period, due.get()) ? 0 : 1;
                }
            }
        }
        waiting.set(failed);
    }

    private List<String> tenants() {
        return transactions.tenants().stream()
                .filter(tenant -> !tenant.equals(AttentionRows.UNASSIGNED))
                .toList();
    }

    /** False: it failed, and waits for the next look. */
    private boolean isPrepared(String tenant, Period period, Instant due) {
        try {
            boolean wanted = transactions.inTenant(
                    tenant, work -> !DigestStore.isPrepared(work, period) && isExpected(shelf.versions(work), due));
            if (wanted) {
                digests.prepare(tenant, period, CLOCK);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("digest waits tenant=%s period=%s reason=%s", tenant, period.token(), e.getMessage());
            return false;
        }
    }

    /** A tenant that had no rulebook by then expects none: a first import on a Monday afternoon tells nobody of last week. */
    private static boolean isExpected(List<RulebookShelf.Version> versions, Instant due) {
        return !versions.isEmpty() && versions.getLast().publishedAt().isBefore(due);
    }
}
