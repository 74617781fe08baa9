package io.renewals.registry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.renewals.messaging.Retriable;
import io.renewals.registry.adapter.AccountViews;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.adapter.ReconcileRows;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Figures to alert on, read off the book now and then: accounts by state and their ages, dead letters, differences. */
@ApplicationScoped
public class BookMeters {
    private static final Logger LOG = Logger.getLogger(BookMeters.class);

    private final Transactions transactions;
    private final Clock clock;
    private final MultiGauge accounts;
    private final MultiGauge oldest;
    private final MultiGauge overdue;
    private final MultiGauge attention;
    private final MultiGauge differences;
    private final AtomicLong unassigned = new AtomicLong();

    @Inject
    public BookMeters(Transactions transactions, Clock clock, MeterRegistry meters) {
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = gauge(meters, "renewals.accounts", "Accounts in a state");
        this.oldest = gauge(meters, "renewals.accounts.oldest.seconds", "Age of the account longest in a state");
        this.overdue = gauge(meters, "renewals.accounts.overdue", "Accounts in a state for longer than its limit");
        this.attention = gauge(meters, "renewals.attention", "Open dead letters");
        this.differences = gauge(
                meters, "renewals.reconcile.overdue", "Cards and accounts that have not matched for over 15 minutes");
        Gauge.builder("renewals.attention.unassigned", unassigned, AtomicLong::get)
                .description("Open dead letters whose key names no known tenant")
                .register(meters);
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    @Scheduled(every = "30s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void read() {
        try {
            readAll();
        } catch (Retriable e) {
            LOG.warnf("figures wait reason=%s", e.getMessage());
        }
    }

    private void readAll() {
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        List<MultiGauge.Row<?>> late = new ArrayList<>();
        List<MultiGauge.Row<?>> letters = new ArrayList<>();
        List<MultiGauge.Row<?>> unequal = new ArrayList<>();
        Instant now = clock.instant();
        transactions.eachTenant(
                "figures",
                tenant -> transactions.useTenant(tenant, work -> {
                    if (tenant.equals(AttentionRows.UNASSIGNED)) {
                        unassigned.set(AttentionRows.countOpen(work.db(), tenant));
                        return;
                    }
                    for (AccountViews.StateCount count : AccountViews.states(work)) {
                        Tags tags =
                                Tags.of("tenant", tenant, "state", count.state().name());
                        counts.add(MultiGauge.Row.of(tags, count.accounts()));
                        long age = count.oldest() == null
                                ? 0
                                : Duration.between(count.oldest(), now).toSeconds();
                        ages.add(MultiGauge.Row.of(tags, age));
                        late.add(MultiGauge.Row.of(tags, count.overdue()));
                    }
                    Tags tags = Tags.of("tenant", tenant);
                    letters.add(MultiGauge.Row.of(tags, AttentionRows.countOpen(work.db(), tenant)));
                    int unmatched = ReconcileRows.newest(work)
                            .map(ReconcileRows.Run::overdue)
                            .orElse(0);
                    unequal.add(MultiGauge.Row.of(tags, unmatched));
                }));
        accounts.register(counts, true);
        oldest.register(ages, true);
        overdue.register(late, true);
        attention.register(letters, true);
        differences.register(unequal, true);
    }
}
