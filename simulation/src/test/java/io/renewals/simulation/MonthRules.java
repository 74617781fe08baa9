package io.renewals.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each section of a month, and each figure in it, is what the trail's events of that month come to. */
final class MonthRules {
    private static final String OUTCOMES =
            """
            with acted as (select * from trail_acted where occurred_at <= ?),
              changed as (select * from trail_changed where occurred_at <= ?),
              latest as (select distinct on (account) account, arr from changed order by account, sequence desc),
              ends as (select * from changed where cycle > 1 and state in ('RENEWED', 'CHURNED', 'LAPSED')),
              -- One that was corrected counts from its correction on.
              ended as (select account, cycle, state as way, min(occurred_at) as at from ends
                where not exists (select 1 from ends later where later.account = ends.account and later.cycle = ends.cycle
                  and later.sequence > ends.sequence and later.state <> ends.state)
                group by account, cycle, state)
            """;
    private static final String SENT =
            """
            select distinct on (account, cycle) * from acted where action in ('SENT', 'RESOLVED_ARRIVED')
              and occurred_at >= ? and occurred_at < ?
            order by account, cycle, occurred_at desc, action_sequence desc""";
    private static final String ENDED =
            """
            select account, latest.arr from ended join latest using (account)
            where at >= ? and at < ? and way in """;
    private static final String DECISIONS =
            """
            select distinct on (account, offer) account, (select min(decided.occurred_at) from trail_decided decided
                where decided.offer = acted.offer), occurred_at from acted
            where action in ('APPROVED', 'SKIPPED', 'REQUEUED', 'RELEASED') and actor <> 'system'
              and occurred_at >= ? and occurred_at < ?
              and not exists (select 1 from acted undo where undo.action = 'UNDONE'
                and undo.offer = acted.offer and undo.undoes = acted.action_sequence)
            order by account, offer, action_sequence desc""";

    private final Look look;

    MonthRules(Look look) {
        this.look = look;
    }

    Map<String, Counted> of(WholeDigest digest) {
        Map<String, Counted> sections = new LinkedHashMap<>();
        sections.put("offered", Counted.summed(offered(digest)));
        sections.put("accepted", Counted.summed(ended(digest, "('RENEWED')")));
        sections.put("lost", Counted.summed(ended(digest, "('CHURNED', 'LAPSED')")));
        sections.put("discount", discount(digest));
        sections.put("hours", hours(digest));
        return sections;
    }

    private List<Counted.Line> offered(WholeDigest digest) {
        return ofMonth(
                digest, SENT, row -> Counted.Line.of(row.getString("account"), row.getBigDecimal("proposed_arr")));
    }

    private List<Counted.Line> ended(WholeDigest digest, String ways) {
        return ofMonth(digest, ENDED + ways, row -> Counted.Line.of(row.getString(1), row.getBigDecimal(2)));
    }

    /** Percent given and allowed, and both in money a year. */
    private Counted discount(WholeDigest digest) {
        List<Counted.Line> lines = ofMonth(digest, SENT, row -> {
            BigDecimal list = row.getBigDecimal("list_arr");
            BigDecimal cap = row.getBigDecimal("cap");
            return Counted.Line.of(
                    row.getString("account"),
                    row.getBigDecimal("discount"),
                    cap,
                    list.subtract(row.getBigDecimal("proposed_arr")),
                    list.multiply(cap).movePointLeft(2).setScale(2, RoundingMode.HALF_EVEN));
        });
        return Counted.of(
                lines,
                Counted.average(lines, 0),
                Counted.average(lines, 1),
                Counted.sum(lines, 2),
                Counted.sum(lines, 3));
    }

    private record Decision(String account, Duration took) {
        BigDecimal hours() {
            return BigDecimal.valueOf(took.toMinutes()).divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_EVEN);
        }
    }

    /** From the check that led to the offer to a person's last decision that stands. */
    private Counted hours(WholeDigest digest) {
        List<Decision> decisions = ofMonth(
                        digest,
                        DECISIONS,
                        row -> new Decision(
                                row.getString(1),
                                Duration.between(
                                        row.getTimestamp(2).toInstant(),
                                        row.getTimestamp(3).toInstant())))
                .stream()
                .sorted(Comparator.comparing(Decision::took).reversed())
                .toList();
        List<Counted.Line> lines = decisions.stream()
                .map(decision -> Counted.Line.of(decision.account(), decision.hours()))
                .toList();
        return decisions.isEmpty()
                ? Counted.of(lines)
                : Counted.of(
                        lines,
                        BigDecimal.valueOf(decisions.size()),
                        decisions.get((decisions.size() - 1) / 2).hours(),
                        decisions.getFirst().hours());
    }

    private <T> List<T> ofMonth(WholeDigest digest, String sql, Look.Row<T> row) {
        Instant opens = digest.from().atStartOfDay(Quarter.ZONE).toInstant();
        Instant closes = digest.to().atStartOfDay(Quarter.ZONE).toInstant();
        return look.all(OUTCOMES + sql, row, digest.at(), digest.at(), opens, closes);
    }
}
