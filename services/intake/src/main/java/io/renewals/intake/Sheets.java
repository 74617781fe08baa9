package io.renewals.intake;

import io.renewals.events.ActivityRecorded;
import io.renewals.events.Lane;
import io.renewals.intake.adapter.Accepted;
import io.renewals.intake.adapter.CsvSheet;
import io.renewals.intake.adapter.Occasion;
import io.renewals.intake.adapter.Refusal;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.adapter.SheetStore;
import io.renewals.intake.domain.AccountId;
import io.renewals.intake.domain.SheetColumn;
import io.renewals.intake.domain.SheetComparison;
import io.renewals.intake.domain.SheetRow;
import io.renewals.intake.domain.Signal;
import io.renewals.messaging.Ids;
import io.renewals.rulebook.Metric;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import io.renewals.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts sheet: what applying a file would do, and applying it, all of it or nothing. */
@ApplicationScoped
public class Sheets {
    private final Transactions transactions;
    private final SheetStore store;
    private final Rejections rejections;
    private final Checks checks;
    private final IntakeConfig config;

    @Inject
    public Sheets(
            Transactions transactions, SheetStore store, Rejections rejections, Checks checks, IntakeConfig config) {
        this.transactions = transactions;
        this.store = store;
        this.rejections = rejections;
        this.checks = checks;
        this.config = config;
    }

    /**
     * What a file does to the sheet.
     *
     * @param base version it was compared with; 0: there was none
     * @param version the version it became, or was already; empty for a dry run
     * @param alreadyApplied true: the version in force has these very bytes; nothing was done again
     */
    public record Result(
            String sha256, int base, Optional<Integer> version, boolean alreadyApplied, SheetComparison comparison) {}

    /** @throws Problem.Raised 422 with the reasons where the file as a whole can't be read */
    public Result dryRun(String tenant, byte[] content) {
        return transactions.inTenant(tenant, work -> {
            int base = store.version(work);
            String sha256 = Ids.sha256(content);
            return new Result(
                    sha256,
                    base,
                    Optional.empty(),
                    isInForce(work, sha256),
                    compare(content, store.known(work, base), today(work)));
        });
    }

    /**
     * @param expectedBase version the dry run was compared with; empty: whatever is in force
     * @param origin file name or URL
     * @param by mail address, or {@code watch}
     * @throws Problem.Raised 409 where another version came in between, 422 where the file can't be read
     */
    public Result apply(String tenant, byte[] content, Optional<Integer> expectedBase, String origin, String by) {
        return transactions.inTenant(tenant, work -> {
            int base = store.lock(work);
            String sha256 = Ids.sha256(content);
            SheetComparison comparison = compare(content, store.known(work, base), today(work));
            if (isInForce(work, sha256)) {
                return new Result(sha256, base, Optional.of(base), true, comparison);
            }
            expectedBase.filter(expected -> expected != base).ifPresent(expected -> {
                throw Problem.conflict("The dry run was against version " + expected + " of the sheet, and version "
                                + base + " is in force now. Look at the dry run again, then apply it.")
                        .raised();
            });
            int version = base + 1;
            store.apply(work, version, sha256, origin, by, content, comparison);
            publish(work, version, sha256, origin, by, comparison);
            return new Result(sha256, base, Optional.of(version), false, comparison);
        });
    }

    private boolean isInForce(Work work, String sha256) {
        return store.versions(work, 1).stream()
                .anyMatch(latest -> latest.sha256().equals(sha256));
    }

    private SheetComparison compare(byte[] content, Map<String, SheetComparison.Known> known, LocalDate today) {
        try {
            CsvSheet sheet = CsvSheet.read(content, checks.sheets(), today, config.maxSheetRows());
            return SheetComparison.of(sheet.rows(), sheet.refused(), known, sheet.ignoredColumns());
        } catch (CsvSheet.Unreadable e) {
            throw Problem.refused("The file can't be read as an accounts sheet; nothing of it was taken.", fields(e))
                    .withType("sheet-unreadable")
                    .raised();
        }
    }

    private static List<Problem.FieldError> fields(CsvSheet.Unreadable unreadable) {
        return unreadable.reasons().stream()
                .map(reason -> new Problem.FieldError(reason.field(), reason.problem(), reason.advice()))
                .toList();
    }

    private void publish(Work work, int version, String sha256, String origin, String by, SheetComparison comparison) {
        String cause = Ids.of("sheet", work.tenant(), version, sha256);
        comparison.added().forEach(added -> publish(work, cause, version, origin, added.row(), true));
        comparison
                .changed()
                .forEach(changed -> publish(
                        work, cause, version, origin, changed.row(), touches(changed, SheetColumn.USAGE_PERCENT)));
        rejections.record(
                work,
                comparison.refused().stream()
                        .map(line -> new Refusal(
                                occasion(work, cause, version, line.line(), origin, "line:" + line.line()),
                                line.account().replace('/', '_'),
                                Optional.of(line.line()),
                                line.reasons(),
                                line.content()))
                        .toList());
        work.publish(Topics.ACTIVITY_RECORDED, "sheet", activity(work, cause, version, origin, by, comparison));
    }

    private static void publish(Work work, String cause, int version, String origin, SheetRow row, boolean usageIsNew) {
        String source = "sheet:v" + version + ":line:" + row.line();
        Occasion terms = occasion(work, cause, version, row.line(), origin, "terms:" + row.account());
        work.publish(
                Topics.ACCOUNT_ACCEPTED,
                terms.step(),
                Accepted.terms(terms, row.account(), row.terms(), work.now(), source));
        row.usagePercent().filter(usage -> usageIsNew).ifPresent(usage -> {
            Occasion signal = occasion(work, cause, version, row.line(), origin, "usage:" + row.account());
            work.publish(
                    Topics.ACCOUNT_ACCEPTED,
                    signal.step(),
                    Accepted.signal(
                            signal,
                            row.account(),
                            new Signal(
                                    source + ":usage_percent",
                                    Metric.UTILISATION,
                                    Optional.of(usage.setScale(4)),
                                    Optional.empty(),
                                    work.now())));
        });
    }

    /** A price that changed makes no new observation of usage. */
    private static boolean touches(SheetComparison.Changed changed, SheetColumn column) {
        return changed.fields().stream().anyMatch(field -> field.column().equals(column.column()));
    }

    private static Occasion occasion(Work work, String cause, int version, int line, String origin, String step) {
        return new Occasion(
                work.tenant(),
                Lane.SHEET,
                "sheet version " + version + ", line " + line + " (" + origin + ")",
                cause,
                cause,
                step);
    }

    private static ActivityRecorded activity(
            Work work, String cause, int version, String origin, String by, SheetComparison comparison) {
        return ActivityRecorded.newBuilder()
                .setTenant(work.tenant())
                .setAccount(AccountId.MISSING)
                .setCorrelationId(cause)
                .setCausationId(cause)
                .setKind("admin-act")
                .setActor(by)
                .setSummary("applied version " + version + " of the accounts sheet")
                .setDetails(Map.of(
                        "origin", origin,
                        "added", String.valueOf(comparison.added().size()),
                        "changed", String.valueOf(comparison.changed().size()),
                        "unchanged", String.valueOf(comparison.unchanged().size()),
                        "refused", String.valueOf(comparison.refused().size()),
                        "missing", String.valueOf(comparison.missing().size())))
                .setOfferId(null)
                .setAt(work.now())
                .build();
    }

    private static LocalDate today(Work work) {
        return LocalDate.ofInstant(work.now(), ZoneOffset.UTC);
    }
}
