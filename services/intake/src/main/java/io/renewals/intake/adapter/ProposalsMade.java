package io.renewals.intake.adapter;

import io.renewals.intake.domain.CalendarReading.Moved;
import io.renewals.messaging.Ids;
import io.renewals.store.Work;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What calendars were read to propose. An event read again with the same day is the same proposal, whatever became of it; on another
 * day it is the next one of its source, also where that day was proposed once before.
 */
public final class ProposalsMade {
    private static final String LANE = "CALENDAR";
    private static final int SOURCE_CHARS = 200;

    private ProposalsMade() {}

    /** A proposal that was not made before. @param number of its source's proposals, from 1 */
    public record Fresh(String id, int number, Moved moved) {}

    private record Source(String account, String source) {}

    private record Latest(int number, LocalDate day) {}

    /** Those that are new; nothing is written. */
    public static List<Fresh> fresh(Work work, List<Moved> moved) {
        Map<Source, Latest> latest = latest(work, moved);
        List<Fresh> fresh = new ArrayList<>();
        for (Moved each : moved) {
            Latest before = latest.get(source(each));
            if (before == null || !before.day().equals(each.day())) {
                int number = before == null ? 1 : before.number() + 1;
                fresh.add(new Fresh(id(work, each, number), number, each));
            }
        }
        return fresh;
    }

    /** Remembers them. @return those that no other reading of the same file was faster with */
    public static List<Fresh> keep(Work work, List<Fresh> proposals) {
        List<Fresh> kept = new ArrayList<>();
        for (Fresh each : proposals) {
            int written = work.db()
                    .createUpdate(
                            """
                            insert into proposal_made (tenant, lane, account, source, number, proposal_id, renewal_date, made_at)
                            values (:tenant, :lane, :account, :source, :number, :id, :day, :now) on conflict do nothing""")
                    .bind("tenant", work.tenant())
                    .bind("lane", LANE)
                    .bind("account", each.moved().known().account())
                    .bind("source", source(each.moved()).source())
                    .bind("number", each.number())
                    .bind("id", each.id())
                    .bind("day", each.moved().day())
                    .bind("now", OffsetDateTime.ofInstant(work.now(), ZoneOffset.UTC))
                    .execute();
            if (written == 1) {
                kept.add(each);
            }
        }
        return kept;
    }

    private static Map<Source, Latest> latest(Work work, List<Moved> moved) {
        Map<Source, Latest> latest = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select distinct on (account, source) account, source, number, renewal_date from proposal_made
                        where tenant = :tenant and lane = :lane and account = any(:accounts)
                        order by account, source, number desc""")
                .bind("tenant", work.tenant())
                .bind("lane", LANE)
                .bindArray(
                        "accounts",
                        String.class,
                        moved.stream().map(each -> each.known().account()).toList())
                .map((row, context) -> latest.put(
                        new Source(row.getString(1), row.getString(2)),
                        new Latest(row.getInt(3), row.getObject(4, LocalDate.class))))
                .list();
        return latest;
    }

    private static Source source(Moved moved) {
        return new Source(moved.known().account(), key(moved.source()));
    }

    /** What tells events apart may be of any length, and what an index takes may not: long ones go by their digest. */
    private static String key(String source) {
        return source.length() <= SOURCE_CHARS
                ? source
                : "sha256:" + Ids.sha256(source.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(Work work, Moved moved, int number) {
        return Ids.of("proposal", work.tenant(), LANE, moved.known().account(), moved.source(), number, moved.day());
    }
}
