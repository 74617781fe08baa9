package io.renewals.registry.adapter;

import io.renewals.messaging.Ids;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Scans and how far they got. */
public final class ScanRows {
    private ScanRows() {}

    /**
     * @param afterDate cursor, with {@code afterAccount}: everything up to it is done; null: nothing yet
     * @param seen accounts looked at
     * @param due checks emitted
     * @param finishedAt null: running
     */
    public record Scan(
            String scanId,
            LocalDate businessDate,
            int runNo,
            String requestedBy,
            int rulebookVersion,
            String status,
            LocalDate afterDate,
            String afterAccount,
            int seen,
            int due,
            int missed,
            int lapsed,
            Instant startedAt,
            Instant progressedAt,
            Instant finishedAt) {
        public boolean isRunning() {
            return finishedAt == null;
        }
    }

    public static Optional<Scan> running(Work work) {
        return work.db()
                .createQuery("select * from scan where tenant = :tenant and status = 'RUNNING'")
                .bind("tenant", work.tenant())
                .map((row, context) -> read(row))
                .findFirst();
    }

    public static Optional<Scan> find(Work work, String scanId) {
        return work.db()
                .createQuery("select * from scan where tenant = :tenant and scan_id = :id")
                .bind("tenant", work.tenant())
                .bind("id", scanId)
                .map((row, context) -> read(row))
                .findFirst();
    }

    /** Newest first. */
    public static List<Scan> newest(Work work, int limit) {
        return work.db()
                .createQuery(
                        "select * from scan where tenant = :tenant order by started_at desc, scan_id desc limit :limit")
                .bind("tenant", work.tenant())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    public static boolean isScannedByClock(Work work, LocalDate day, String clock) {
        return work.db()
                        .createQuery(
                                "select count(*) from scan where tenant = :tenant and business_date = :day and requested_by = :clock")
                        .bind("tenant", work.tenant())
                        .bind("day", day)
                        .bind("clock", clock)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Empty where another scan of this tenant began at the same moment. */
    static Optional<Scan> begin(Work work, LocalDate day, String requestedBy, int rulebookVersion) {
        int run = work.db()
                .createQuery(
                        "select coalesce(max(run_no), 0) + 1 from scan where tenant = :tenant and business_date = :day")
                .bind("tenant", work.tenant())
                .bind("day", day)
                .mapTo(Integer.class)
                .one();
        String id = Ids.of("scan", work.tenant(), day, run);
        int begun = work.db()
                .createUpdate(
                        """
                        insert into scan (tenant, scan_id, business_date, run_no, requested_by, rulebook_version, status, started_at,
                          progressed_at)
                        values (:tenant, :id, :day, :run, :by, :version, 'RUNNING', :now, :now) on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bind("id", id)
                .bind("day", day)
                .bind("run", run)
                .bind("by", requestedBy)
                .bind("version", rulebookVersion)
                .bind("now", work.now())
                .execute();
        return begun == 0 ? Optional.empty() : find(work, id);
    }

    /** The next accounts of a scan, in the order of their renewal dates. */
    record Position(LocalDate renewalDate, String account) {}

    static List<Position> page(Handle db, String tenant, Scan scan, LocalDate upTo, int size) {
        return db.createQuery(
                        """
                        select renewal_date, account from account
                        where tenant = :tenant and state not in ('CHURNED', 'LAPSED') and renewal_date <= :upTo
                          and (renewal_date, account) > (:afterDate, :afterAccount)
                        order by renewal_date, account limit :size""")
                .bind("tenant", tenant)
                .bind("upTo", upTo)
                .bind("afterDate", scan.afterDate() == null ? LocalDate.of(1900, 1, 1) : scan.afterDate())
                .bind("afterAccount", scan.afterAccount() == null ? "" : scan.afterAccount())
                .bind("size", size)
                .map((row, context) -> new Position(AccountRows.date(row, "renewal_date"), row.getString("account")))
                .list();
    }

    /** Marks accounts as checked for the day; gives back those that were not before. */
    static Set<String> claim(Handle db, String tenant, Scan scan, List<String> accounts) {
        return new HashSet<>(db.createQuery(
                        """
                        insert into scan_account (tenant, business_date, account, scan_id)
                        select :tenant, :day, account, :id from unnest(:accounts::text[]) as page (account)
                        on conflict do nothing returning account""")
                .bind("tenant", tenant)
                .bind("day", scan.businessDate())
                .bind("id", scan.scanId())
                .bindArray("accounts", String.class, accounts)
                .mapTo(String.class)
                .list());
    }

    /** What one page added. */
    record Counts(int seen, int due, int missed, int lapsed) {}

    static void progress(Work work, Scan scan, Optional<Position> last, Counts counts, boolean done) {
        work.db()
                .createUpdate(
                        """
                        update scan set after_date = coalesce(:date, after_date), after_account = coalesce(:account, after_account),
                          seen = seen + :seen, due = due + :due, missed = missed + :missed, lapsed = lapsed + :lapsed,
                          progressed_at = :now, status = case when :done then 'DONE' else status end,
                          finished_at = case when :done then :now else finished_at end
                        where tenant = :tenant and scan_id = :id""")
                .bindBySqlType("date", last.map(Position::renewalDate).orElse(null), Types.DATE)
                .bind("account", last.map(Position::account).orElse(null))
                .bind("seen", counts.seen())
                .bind("due", counts.due())
                .bind("missed", counts.missed())
                .bind("lapsed", counts.lapsed())
                .bind("now", work.now())
                .bind("done", done)
                .bind("tenant", work.tenant())
                .bind("id", scan.scanId())
                .execute();
    }

    private static Scan read(ResultSet row) throws SQLException {
        return new Scan(
                row.getString("scan_id"),
                AccountRows.date(row, "business_date"),
                row.getInt("run_no"),
                row.getString("requested_by"),
                row.getInt("rulebook_version"),
                row.getString("status"),
                AccountRows.date(row, "after_date"),
                row.getString("after_account"),
                row.getInt("seen"),
                row.getInt("due"),
                row.getInt("missed"),
                row.getInt("lapsed"),
                AccountRows.instant(row, "started_at"),
                AccountRows.instant(row, "progressed_at"),
                AccountRows.instant(row, "finished_at"));
    }
}
