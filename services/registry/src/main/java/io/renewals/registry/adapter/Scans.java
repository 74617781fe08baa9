package io.renewals.registry.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.renewals.messaging.Patience;
import io.renewals.registry.adapter.ScanRows.Counts;
import io.renewals.registry.adapter.ScanRows.Position;
import io.renewals.registry.adapter.ScanRows.Scan;
import io.renewals.registry.domain.DailyCheck;
import io.renewals.registry.domain.Ending;
import io.renewals.registry.domain.State;
import io.renewals.rulebook.RenewalWindow;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The daily scan of one tenant, page by page. Each page is one transaction that holds the tenant's scan lock, the accounts' new
 * states, the checks to publish and the cursor: a scan that was cut off goes on behind its last whole page, whoever runs it.
 */
@ApplicationScoped
public class Scans {
    /** {@code requested_by} of the daily scan. */
    public static final String CLOCK = "daily scan";

    private static final Logger LOG = Logger.getLogger(Scans.class);
    private static final int PAGE = 500;

    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final Patience patience;
    private final MeterRegistry meters;

    @Inject
    public Scans(Transactions transactions, RulebookShelf shelf, Patience patience, MeterRegistry meters) {
        this.transactions = transactions;
        this.shelf = shelf;
        this.patience = patience;
        this.meters = meters;
    }

    /** What asking for a scan led to. */
    public sealed interface Asked {
        /** @param fresh false: this very scan was running already */
        record Running(Scan scan, boolean fresh) implements Asked {}

        /** A scan of another day runs. */
        record Busy(Scan other) implements Asked {}

        record NoRulebook() implements Asked {}
    }

    public Asked ask(String tenant, LocalDate day, String requestedBy) {
        return transactions.inTenant(tenant, work -> ask(work, day, requestedBy));
    }

    Asked ask(Work work, LocalDate day, String requestedBy) {
        Optional<Scan> running = ScanRows.running(work);
        if (running.isPresent()) {
            return running.get().businessDate().equals(day)
                    ? new Asked.Running(running.get(), false)
                    : new Asked.Busy(running.get());
        }
        Optional<RulebookShelf.InForce> rulebook = shelf.inForce(work);
        if (rulebook.isEmpty()) {
            return new Asked.NoRulebook();
        }
        Optional<Scan> begun =
                ScanRows.begin(work, day, requestedBy, rulebook.get().version());
        return begun.<Asked>map(scan -> new Asked.Running(scan, true))
                .or(() -> ScanRows.running(work).map(Asked.Busy::new))
                .orElseGet(() -> ask(work, day, requestedBy));
    }

    /** Runs what is left of the tenant's running scan; returns at once where another instance is at it. */
    public void run(String tenant, String scanId) {
        LOG.infof("scan runs tenant=%s scan=%s", tenant, scanId);
        Step step;
        do {
            step = patience.untilDone("scan", () -> transactions.inTenant(tenant, work -> page(work, scanId)));
        } while (step == Step.MORE);
    }

    enum Step {
        MORE,
        END
    }

    /** One page. */
    Step page(Work work, String scanId) {
        if (!isLocked(work)) {
            LOG.infof("scan is run by another instance tenant=%s scan=%s", work.tenant(), scanId);
            return Step.END;
        }
        Optional<Scan> found = ScanRows.find(work, scanId).filter(Scan::isRunning);
        if (found.isEmpty()) {
            return Step.END;
        }
        Scan scan = found.get();
        RulebookShelf.InForce rulebook = shelf.at(work, scan.rulebookVersion());
        LocalDate upTo =
                scan.businessDate().plusDays(rulebook.rulebook().window().scanToDays());
        List<Position> page = ScanRows.page(work.db(), work.tenant(), scan, upTo, PAGE);
        boolean done = page.size() < PAGE;
        Counts counts = page.isEmpty() ? new Counts(0, 0, 0, 0) : check(work, scan, rulebook, page);
        ScanRows.progress(work, scan, page.isEmpty() ? Optional.empty() : Optional.of(page.getLast()), counts, done);
        if (done) {
            finished(work, scan);
        }
        return done ? Step.END : Step.MORE;
    }

    private static boolean isLocked(Work work) {
        return work.db()
                .createQuery("select pg_try_advisory_xact_lock(hashtext(:name))")
                .bind("name", "registry.scan/" + work.tenant())
                .mapTo(Boolean.class)
                .one();
    }

    private Counts check(Work work, Scan scan, RulebookShelf.InForce rulebook, List<Position> page) {
        Set<String> unchecked = ScanRows.claim(
                work.db(),
                work.tenant(),
                scan,
                page.stream().map(Position::account).toList());
        Book book = Book.open(work, unchecked);
        Checks checks = new Checks(work, rulebook);
        RenewalWindow window = rulebook.rulebook().window();
        List<DiaryRows.Remark> remarks = new ArrayList<>();
        int missed = 0;
        int lapsed = 0;
        for (Account account : book.all()) {
            DailyCheck check = DailyCheck.of(
                    account.progress(), account.contract(), window, scan.businessDate(), account.isOfferedThisCycle());
            check.finding().ifPresent(finding -> remarks.add(remark(scan, account, finding)));
            boolean hasLapsed = check.finding().isPresent() && check.next().state() == State.LAPSED;
            lapsed += hasLapsed ? 1 : 0;
            missed += check.finding().isPresent() && !hasLapsed ? 1 : 0;
            apply(work, scan, account, check, hasLapsed, checks);
        }
        DiaryRows.remark(work.db(), work.tenant(), remarks, work.now());
        int due = checks.emit();
        book.close();
        return new Counts(page.size(), due, missed, lapsed);
    }

    private static void apply(
            Work work, Scan scan, Account account, DailyCheck check, boolean hasLapsed, Checks checks) {
        Cause cause = new Cause(scan.scanId(), scan.scanId());
        String detail = check.finding().orElse(null);
        if (hasLapsed) {
            Ending ending = new Ending(State.LAPSED, account.terms().getRenewalDate(), work.now(), true);
            account.end(ending, check.next(), work.now(), detail, cause);
        } else if (!check.next().equals(account.progress())) {
            account.move(check.next(), work.now(), detail, cause);
        }
        check.status().ifPresent(status -> checks.want(account, status, scan.businessDate(), cause));
    }

    private static DiaryRows.Remark remark(Scan scan, Account account, String finding) {
        return new DiaryRows.Remark(
                account.id(),
                scan.scanId() + "/" + account.id(),
                scan.businessDate(),
                "finding",
                account.progress().cycleNo(),
                account.progress().revision(),
                finding);
    }

    private void finished(Work work, Scan scan) {
        Duration took = Duration.between(scan.startedAt(), work.now());
        Timer.builder("renewals.scan.duration")
                .description("From a scan's start to its last page")
                .register(meters)
                .record(took);
        LOG.infof(
                "scan done tenant=%s scan=%s day=%s took_ms=%d",
                work.tenant(), scan.scanId(), scan.businessDate(), took.toMillis());
    }
}
