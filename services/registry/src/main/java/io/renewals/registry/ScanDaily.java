package io.renewals.registry;

import io.quarkus.scheduler.Scheduled;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.registry.adapter.ScanRows;
import io.renewals.registry.adapter.ScanRows.Scan;
import io.renewals.registry.adapter.Scans;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Starts the daily scan of every tenant, for the day it is where the tenant is, and takes up what was cut off: a scan nobody has
 * moved for a while, and the scan of a morning on which no instance ran.
 */
@ApplicationScoped
public class ScanDaily {
    private static final Logger LOG = Logger.getLogger(ScanDaily.class);
    private static final LocalTime DAILY = LocalTime.of(6, 0);
    private static final Duration ABANDONED = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final Scans scans;
    private final Clock clock;

    @Inject
    public ScanDaily(Transactions transactions, RulebookShelf shelf, Scans scans, Clock clock) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.scans = scans;
        this.clock = clock;
    }

    @Scheduled(
            cron = "${renewals.scan.cron:0 0 6 * * ?}",
            timeZone = "UTC",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void daily() {
        transactions.eachTenant("daily scan", this::begin);
    }

    @Scheduled(
            every = "${renewals.scan.resume-every:15s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void resume() {
        transactions.eachTenant("daily scan", this::resume);
    }

    private void resume(String tenant) {
        Optional<Scan> running = transactions.inTenant(tenant, ScanRows::running);
        Instant abandoned = clock.instant().minus(ABANDONED);
        running.filter(scan -> scan.progressedAt().isBefore(abandoned))
                .ifPresent(scan -> scans.run(tenant, scan.scanId()));
        if (running.isEmpty() && isDailyDue(tenant)) {
            begin(tenant);
        }
    }

    private void begin(String tenant) {
        Optional<LocalDate> day = transactions.inTenant(tenant, work -> shelf.inForce(work)
                .map(rules -> today(rules))
                .filter(today -> !ScanRows.isScannedByClock(work, today, Scans.CLOCK)));
        day.ifPresent(today -> {
            switch (scans.ask(tenant, today, Scans.CLOCK)) {
                case Scans.Asked.Running running ->
                    scans.run(tenant, running.scan().scanId());
                case Scans.Asked.Busy busy ->
                    LOG.infof(
                            "daily scan waits tenant=%s for=%s",
                            tenant, busy.other().businessDate());
                case Scans.Asked.NoRulebook none ->
                    LOG.infof("daily scan skipped tenant=%s reason=no rulebook", tenant);
            }
        });
    }

    /** Whether this morning's scan was due and did not begin: the tenant had a rulebook by then, so somebody expects it. */
    private boolean isDailyDue(String tenant) {
        Instant now = clock.instant();
        Instant due = LocalDate.ofInstant(now, ZoneOffset.UTC).atTime(DAILY).toInstant(ZoneOffset.UTC);
        if (now.isBefore(due)) {
            return false;
        }
        return transactions.inTenant(tenant, work -> {
            List<RulebookShelf.Version> versions = shelf.versions(work);
            boolean expected =
                    !versions.isEmpty() && versions.getLast().publishedAt().isBefore(due);
            return expected
                    && shelf.inForce(work)
                            .filter(rules -> !ScanRows.isScannedByClock(work, today(rules), Scans.CLOCK))
                            .isPresent();
        });
    }

    private LocalDate today(RulebookShelf.InForce rules) {
        return LocalDate.ofInstant(clock.instant(), rules.rulebook().zone());
    }
}
