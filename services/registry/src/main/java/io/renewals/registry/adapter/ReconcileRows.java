package io.renewals.registry.adapter;

import io.renewals.messaging.Ids;
import io.renewals.registry.domain.Reconciliation;
import io.renewals.registry.domain.State;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Reconcile runs and the differences the last of them found. */
public final class ReconcileRows {
    private ReconcileRows() {}

    /**
     * @param compared accounts and cards looked at
     * @param overdue differences older than the limit
     * @param failure why the cards could not be read; null: they were
     */
    public record Run(String runId, Instant startedAt, int compared, int differences, int overdue, String failure) {}

    /** @param firstSeen since when both sides are as they are */
    public record Difference(String account, String offerId, String found, Instant firstSeen) {}

    static List<Reconciliation.Booked> booked(Work work) {
        return work.db()
                .createQuery(
                        """
                        select account, cycle_no, revision, state, state_since,
                          suppression_holds and progress ->> 'gate' is null
                            and jsonb_array_length(progress -> 'actions') = 0 as without_card
                        from account
                        where tenant = :tenant and (state in ('QUEUED', 'HELD', 'SENDING', 'UNKNOWN_SEND')
                            or state = 'SNOOZED' and requeue_on is null)""")
                .bind("tenant", work.tenant())
                .map((row, context) -> new Reconciliation.Booked(
                        row.getString("account"),
                        Ids.offer(
                                work.tenant(),
                                row.getString("account"),
                                row.getInt("cycle_no"),
                                row.getInt("revision")),
                        State.valueOf(row.getString("state")),
                        AccountRows.instant(row, "state_since"),
                        row.getBoolean("without_card")))
                .list();
    }

    static Run keep(Work work, Run run, Optional<List<Reconciliation.Difference>> found) {
        found.ifPresent(differences -> replace(work, differences));
        work.db()
                .createUpdate(
                        """
                        insert into reconcile_run (tenant, run_id, started_at, compared, differences, overdue, failure)
                        values (:tenant, :id, :at, :compared, :differences, :overdue, :failure) on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bind("id", run.runId())
                .bind("at", run.startedAt())
                .bind("compared", run.compared())
                .bind("differences", run.differences())
                .bind("overdue", run.overdue())
                .bind("failure", run.failure())
                .execute();
        return run;
    }

    private static void replace(Work work, List<Reconciliation.Difference> differences) {
        work.db()
                .createUpdate("delete from difference where tenant = :tenant")
                .bind("tenant", work.tenant())
                .execute();
        if (differences.isEmpty()) {
            return;
        }
        PreparedBatch batch = work.db()
                .prepareBatch(
                        """
                        insert into difference (tenant, account, offer_id, found, first_seen, last_seen)
                        values (:tenant, :account, :offerId, :found, :since, :now) on conflict do nothing""");
        for (Reconciliation.Difference each : differences) {
            batch.bind("tenant", work.tenant())
                    .bind("account", each.account())
                    .bind("offerId", each.offerId())
                    .bind("found", each.found())
                    .bind("since", each.since())
                    .bind("now", work.now())
                    .add();
        }
        batch.execute();
    }

    public static Optional<Run> newest(Work work) {
        return work.db()
                .createQuery("select * from reconcile_run where tenant = :tenant order by started_at desc limit 1")
                .bind("tenant", work.tenant())
                .map((row, context) -> run(row))
                .findFirst();
    }

    public static List<Difference> differences(Work work) {
        return work.db()
                .createQuery("select * from difference where tenant = :tenant order by first_seen, account limit 500")
                .bind("tenant", work.tenant())
                .map((row, context) -> new Difference(
                        row.getString("account"),
                        row.getString("offer_id"),
                        row.getString("found"),
                        AccountRows.instant(row, "first_seen")))
                .list();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("run_id"),
                AccountRows.instant(row, "started_at"),
                row.getInt("compared"),
                row.getInt("differences"),
                row.getInt("overdue"),
                row.getString("failure"));
    }
}
