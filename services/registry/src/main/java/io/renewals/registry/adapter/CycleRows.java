package io.renewals.registry.adapter;

import io.renewals.registry.domain.Ending;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** When cycles began and how they ended. */
final class CycleRows {
    private CycleRows() {}

    /** @param ended number of the cycle that ended with it; null: the account's first */
    record Begun(Account account, Integer ended) {}

    static void write(Handle db, String tenant, List<Begun> begun, Instant now) {
        if (begun.isEmpty()) {
            return;
        }
        PreparedBatch ends = db.prepareBatch(
                """
                update cycle set ended_at = :now, ending = :ending, effective_on = :on
                where tenant = :tenant and account = :account and cycle_no = :cycleNo and ended_at is null""");
        PreparedBatch begins = db.prepareBatch(
                """
                insert into cycle (tenant, account, cycle_no, began_at, renewal_date)
                values (:tenant, :account, :cycleNo, :now, :renewalDate) on conflict do nothing""");
        for (Begun each : begun) {
            Account account = each.account();
            Ending ending = account.ending;
            if (each.ended() != null && ending != null) {
                ends.bind("now", now)
                        .bind("ending", ending.state().name())
                        .bindBySqlType("on", ending.effectiveOn(), Types.DATE)
                        .bind("tenant", tenant)
                        .bind("account", account.id())
                        .bind("cycleNo", each.ended())
                        .add();
            }
            begins.bind("tenant", tenant)
                    .bind("account", account.id())
                    .bind("cycleNo", account.progress().cycleNo())
                    .bind("now", now)
                    .bind("renewalDate", account.terms().getRenewalDate())
                    .add();
        }
        if (ends.size() > 0) {
            ends.execute();
        }
        begins.execute();
    }

    /** The cycle before ended otherwise than thought; from now on it counts as ended so. */
    static void correct(Handle db, String tenant, Account account, Instant now) {
        Ending ending = account.ending;
        db.createUpdate(
                        """
                        update cycle set ended_at = :now, ending = :ending, effective_on = :on
                        where tenant = :tenant and account = :account and cycle_no = :cycleNo - 1 and ended_at is not null""")
                .bind("now", now)
                .bind("ending", ending.state().name())
                .bind("on", ending.effectiveOn())
                .bind("tenant", tenant)
                .bind("account", account.id())
                .bind("cycleNo", account.progress().cycleNo())
                .execute();
    }
}
