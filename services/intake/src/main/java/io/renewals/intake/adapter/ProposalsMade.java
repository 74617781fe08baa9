package io.renewals.intake.adapter;

import io.renewals.intake.domain.CalendarReading;
import io.renewals.intake.domain.CalendarReading.Moved;
import io.renewals.intake.domain.CalendarReading.Settled;
import io.renewals.messaging.Ids;
import io.renewals.store.Work;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What calendars were read to propose, and to take back. An event read again with the same day is the same proposal, whatever became of
 * it; on another day it is the next one of its source, also where that day was proposed once before. An event that is on the known day
 * again, cancelled or over takes back what it proposed last, and the same day after that is a proposal of its own.
 */
public final class ProposalsMade {
    private static final String LANE = "CALENDAR";
    private static final int SOURCE_CHARS = 200;

    private ProposalsMade() {}

    /** A proposal that was not made before. @param number of its source's, from 1 */
    public record Fresh(String id, int number, Moved moved) {}

    /** @param proposal id of the one that is taken back */
    public record TakenBack(String id, int number, Settled settled, String proposal) {}

    /** What is new. @param before ids of the proposals that were made before, by what they propose */
    public record Made(List<Fresh> fresh, List<TakenBack> takenBack, Map<Moved, String> before) {
        public Made {
            fresh = List.copyOf(fresh);
            takenBack = List.copyOf(takenBack);
            before = Map.copyOf(before);
        }
    }

    private record Source(String account, String source) {
        static Source of(Moved moved) {
            return new Source(moved.known().account(), key(moved.source()));
        }

        static Source of(Settled settled) {
            return new Source(settled.known().account(), key(settled.event().uid()));
        }

        /** What tells events apart may be of any length, and what an index takes may not: long ones go by their digest. */
        private static String key(String source) {
            return source.length() <= SOURCE_CHARS
                    ? source
                    : "sha256:" + Ids.sha256(source.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Latest(int number, String id, LocalDate day, boolean takenBack) {
        boolean proposes(LocalDate other) {
            return !takenBack && day.equals(other);
        }
    }

    private record Row(Source source, int number, String id, LocalDate day, boolean takenBack) {}

    /** Nothing is written. @param today where the tenant is: a proposal of a day that is past is not taken back any more */
    public static Made of(Work work, CalendarReading reading, LocalDate today) {
        Map<Source, Latest> latest = latest(work, reading);
        List<Fresh> fresh = new ArrayList<>();
        Map<Moved, String> before = new HashMap<>();
        for (Moved each : reading.moved()) {
            Latest last = latest.get(Source.of(each));
            if (last != null && last.proposes(each.day())) {
                before.put(each, last.id());
            } else {
                int number = last == null ? 1 : last.number() + 1;
                fresh.add(new Fresh(id(work, each, number), number, each));
            }
        }
        List<TakenBack> takenBack = new ArrayList<>();
        for (Settled each : reading.settled()) {
            Latest last = latest.get(Source.of(each));
            LocalDate known = each.known().terms().renewalDate();
            if (last != null
                    && !last.takenBack()
                    && !last.day().equals(known)
                    && !last.day().isBefore(today)) {
                String id = Ids.of("taken-back", work.tenant(), LANE, last.id());
                takenBack.add(new TakenBack(id, last.number() + 1, each, last.id()));
            }
        }
        return new Made(fresh, takenBack, before);
    }

    /** Remembers what is new. @return without what another reading of the same file was faster with */
    public static Made keep(Work work, Made made) {
        Set<String> kept = insert(
                work,
                Stream.concat(
                                made.fresh().stream()
                                        .map(each -> new Row(
                                                Source.of(each.moved()),
                                                each.number(),
                                                each.id(),
                                                each.moved().day(),
                                                false)),
                                made.takenBack().stream()
                                        .map(each -> new Row(
                                                Source.of(each.settled()),
                                                each.number(),
                                                each.id(),
                                                each.settled().known().terms().renewalDate(),
                                                true)))
                        .toList());
        Map<Moved, String> before = new HashMap<>(made.before());
        made.fresh().stream()
                .filter(each -> !kept.contains(each.id()))
                .forEach(each -> before.put(each.moved(), each.id()));
        return new Made(
                made.fresh().stream().filter(each -> kept.contains(each.id())).toList(),
                made.takenBack().stream()
                        .filter(each -> kept.contains(each.id()))
                        .toList(),
                before);
    }

    private static Set<String> insert(Work work, List<Row> rows) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(work.db()
                .createQuery(
                        """
                        insert into proposal_made (tenant, lane, account, source, number, proposal_id, renewal_date, made_at, taken_back)
                        select :tenant, :lane, account, source, number, id, day, :now, taken_back
                        from unnest(cast(:accounts as text[]), cast(:sources as text[]), cast(:numbers as int[]),
                            cast(:ids as text[]), cast(:days as date[]), cast(:takenBack as boolean[]))
                            as row (account, source, number, id, day, taken_back)
                        on conflict do nothing returning proposal_id""")
                .bind("tenant", work.tenant())
                .bind("lane", LANE)
                .bind("now", OffsetDateTime.ofInstant(work.now(), ZoneOffset.UTC))
                .bindArray(
                        "accounts",
                        String.class,
                        rows.stream().map(each -> each.source().account()).toList())
                .bindArray(
                        "sources",
                        String.class,
                        rows.stream().map(each -> each.source().source()).toList())
                .bindArray(
                        "numbers",
                        String.class,
                        rows.stream().map(each -> String.valueOf(each.number())).toList())
                .bindArray("ids", String.class, rows.stream().map(Row::id).toList())
                .bindArray(
                        "days",
                        String.class,
                        rows.stream().map(each -> each.day().toString()).toList())
                .bindArray(
                        "takenBack",
                        String.class,
                        rows.stream()
                                .map(each -> String.valueOf(each.takenBack()))
                                .toList())
                .mapTo(String.class)
                .list());
    }

    private static Map<Source, Latest> latest(Work work, CalendarReading reading) {
        Map<Source, Latest> latest = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select distinct on (account, source) account, source, number, proposal_id, renewal_date, taken_back
                        from proposal_made
                        where tenant = :tenant and lane = :lane and account = any(:accounts)
                        order by account, source, number desc""")
                .bind("tenant", work.tenant())
                .bind("lane", LANE)
                .bindArray(
                        "accounts",
                        String.class,
                        Stream.concat(
                                        reading.moved().stream().map(Moved::known),
                                        reading.settled().stream().map(Settled::known))
                                .map(known -> known.account())
                                .distinct()
                                .toList())
                .map((row, context) -> latest.put(
                        new Source(row.getString(1), row.getString(2)),
                        new Latest(
                                row.getInt(3), row.getString(4), row.getObject(5, LocalDate.class), row.getBoolean(6))))
                .list();
        return latest;
    }

    private static String id(Work work, Moved moved, int number) {
        return Ids.of("proposal", work.tenant(), LANE, moved.known().account(), moved.source(), number, moved.day());
    }
}
