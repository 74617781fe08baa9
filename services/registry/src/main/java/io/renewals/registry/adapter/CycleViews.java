package io.renewals.registry.adapter;

import io.renewals.store.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An account's renewal cycles, for people. */
public final class CycleViews {
    private static final int MOST = 20;

    private CycleViews() {}

    /** @param endedAt null: it runs @param ending state it ended in; null: it runs */
    public record Cycle(
            int cycleNo,
            Instant beganAt,
            LocalDate renewalDate,
            Instant endedAt,
            String ending,
            LocalDate effectiveOn) {}

    /** The newest first. */
    public static List<Cycle> of(Work work, String account) {
        return work.db()
                .createQuery(
                        """
                        select cycle_no, began_at, renewal_date, ended_at, ending, effective_on from cycle
                        where tenant = :tenant and account = :account order by cycle_no desc limit :most""")
                .bind("tenant", work.tenant())
                .bind("account", account)
                .bind("most", MOST)
                .map((row, context) -> new Cycle(
                        row.getInt("cycle_no"),
                        AccountRows.instant(row, "began_at"),
                        AccountRows.date(row, "renewal_date"),
                        AccountRows.instant(row, "ended_at"),
                        row.getString("ending"),
                        AccountRows.date(row, "effective_on")))
                .list();
    }
}
