package io.renewals.simulation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.registry.adapter.ReconcileRows;
import io.renewals.registry.adapter.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What holds of accounts: each is in one state, which is that of its card, and none too long without the figure that says so. */
final class BookRules {
    /** As its operators are told; a state that is not here may last. */
    private static final Map<String, Duration> LONGEST = Map.ofEntries(
            Map.entry("DUE", Duration.ofMinutes(15)),
            Map.entry("DECIDED", Duration.ofMinutes(15)),
            Map.entry("DRAFTED", Duration.ofMinutes(15)),
            Map.entry("NO_OFFER", Duration.ofHours(26)),
            Map.entry("STALE", Duration.ofHours(26)),
            Map.entry("QUEUED", Duration.ofDays(5)),
            Map.entry("HELD", Duration.ofDays(2)),
            Map.entry("SNOOZED", Duration.ofDays(35)),
            Map.entry("SENDING", Duration.ofMinutes(10)),
            Map.entry("UNKNOWN_SEND", Duration.ofHours(4)),
            Map.entry("MISSED", Duration.ofDays(2)));

    private final Product product;
    private final Schedule schedule;
    private final Look look;
    private final SimulatedClock clock;
    private long mostOverdue;

    BookRules(Product product, Schedule schedule, Look look, SimulatedClock clock) {
        this.product = product;
        this.schedule = schedule;
        this.look = look;
        this.clock = clock;
    }

    long mostOverdue() {
        return mostOverdue;
    }

    void hold() {
        registryAndQueueAgree();
        theProductSeesNoDifferenceEither();
        nobodyIsOnTheWayThoughNothingMoves();
        nobodyTooLongWithoutItsFigure();
    }

    /** The account waits for its card of this very revision, and every card that waits is waited for; a case may hold before there is one. */
    private void registryAndQueueAgree() {
        List<String> differences = look.all(
                """
                select account || ' is ' || coalesce(book.state, 'elsewhere') || ', its card ' || coalesce(card.status, 'not there')
                  || ', cycle ' || cycle_no || ' revision ' || revision
                from (select * from registry.account where tenant = 'acme') as book
                  full join (select * from action_service.card where tenant = 'acme') as card using (account, cycle_no, revision)
                where (book.state in ('QUEUED', 'HELD', 'SNOOZED', 'SENDING', 'UNKNOWN_SEND', 'OFFERED', 'SKIPPED')
                    or card.status in ('queued', 'held', 'snoozed', 'approved', 'sending', 'unknown'))
                  and (coalesce(book.state, ''), coalesce(card.status, '')) not in (('QUEUED', 'queued'), ('HELD', 'held'),
                    ('HELD', ''), ('SNOOZED', 'snoozed'), ('SNOOZED', 'skipped'), ('SENDING', 'approved'), ('SENDING', 'sending'),
                    ('UNKNOWN_SEND', 'unknown'), ('OFFERED', 'sent'), ('SKIPPED', 'skipped'))""",
                row -> row.getString(1));
        check(differences.isEmpty(), "registry and queue differ: account " + differences);
    }

    /** Now that everything is handled; in between a handler that is behind is rightly a difference. */
    private void theProductSeesNoDifferenceEither() {
        ReconcileRows.Run run =
                product.service("registry").get(Reconciler.class).run(Product.TENANT);
        check(run.failure() == null && run.differences() == 0, "the product sees a difference where none is: " + run);
        long failed = look.count("select count(*) from registry.reconcile_run where failure is not null");
        check(failed == 0, "an hourly reconcile failed");
    }

    private void nobodyIsOnTheWayThoughNothingMoves() {
        List<String> passing = look.all(
                """
                select account || ' is ' || state || ' since ' || state_since from registry.account
                where tenant = 'acme' and state in ('DUE', 'DECIDED', 'DRAFTED')""",
                row -> row.getString(1));
        check(passing.isEmpty(), "on the way though nothing moves: account " + passing);
    }

    private record Standing(String state, Instant since) {}

    private void nobodyTooLongWithoutItsFigure() {
        Map<String, Long> overdue = new TreeMap<>();
        List<Standing> standings = look.all(
                "select state, state_since from registry.account where tenant = 'acme'",
                row -> new Standing(row.getString(1), row.getTimestamp(2).toInstant()));
        for (Standing each : standings) {
            Duration longest = LONGEST.get(each.state());
            if (longest != null && each.since().isBefore(clock.instant().minus(longest))) {
                overdue.merge(each.state(), 1L, Long::sum);
            }
        }
        Map<String, Long> said = overdueByTheFigures();
        check(said.equals(overdue), "too long in their state are " + overdue + ", the figures say " + said);
        check(!overdue.containsKey("SENDING"), "an account is too long in SENDING");
        mostOverdue = Math.max(
                mostOverdue,
                overdue.values().stream().mapToLong(Long::longValue).sum());
    }

    private Map<String, Long> overdueByTheFigures() {
        schedule.named("BookMeters.read").run();
        Map<String, Long> said = new TreeMap<>();
        for (Gauge gauge : product.service("registry")
                .get(MeterRegistry.class)
                .find("renewals.accounts.overdue")
                .tag("tenant", Product.TENANT)
                .gauges()) {
            long accounts = Math.round(gauge.value());
            if (accounts > 0) {
                said.put(gauge.getId().getTag("state"), accounts);
            }
        }
        return said;
    }

    private static void check(boolean holds, String otherwise) {
        Invariants.check(holds, otherwise);
    }
}
