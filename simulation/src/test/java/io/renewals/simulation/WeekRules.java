package io.renewals.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Each section of a week, and each amount in it, is what the trail's events until then come to. */
final class WeekRules {
    private static final int MOST_MOVERS = 10;

    /** Every account as it was last told of, with its card's last action and owner. */
    private static final String STANDING =
            """
            with latest as (select distinct on (account) * from trail_changed where occurred_at <= ?
                order by account, sequence desc),
              acted as (select distinct on (account, cycle, revision) * from trail_acted where occurred_at <= ?
                order by account, cycle, revision, action_sequence desc),
              owned as (select distinct on (account, cycle, revision) * from (
                  select account, cycle, revision, owner, resolved_by, action_sequence from trail_acted
                    where occurred_at <= ? and owner is not null
                  union all select account, cycle, revision, owner, resolved_by, 0 from trail_carded
                    where occurred_at <= ?) as either
                order by account, cycle, revision, action_sequence desc),
              judged as (select distinct on (account) * from trail_judged where occurred_at <= ?
                order by account, day desc, sequence desc),
              judged_before as (select distinct on (account) * from trail_judged where occurred_at <= ? and day <= ?
                order by account, day desc, sequence desc),
              standing as (select latest.*, acted.action, owned.owner, owned.resolved_by, judged.severity, judged.day as judged_on,
                  judged.score, judged.score - judged_before.score as moved
                from latest left join acted using (account, cycle, revision) left join owned using (account, cycle, revision)
                  left join judged using (account) left join judged_before using (account))
            """;

    private static final String OVER = "state in ('RENEWED', 'CHURNED', 'LAPSED')";

    private final Look look;

    WeekRules(Look look) {
        this.look = look;
    }

    /** @param opens when the digest before was counted */
    Map<String, Counted> of(WholeDigest digest, Instant opens) {
        String near = "renewal between date '%1$s' and date '%1$s' + 90".formatted(digest.to());
        Map<String, String> placed = new LinkedHashMap<>();
        placed.put(
                "in-motion",
                """
                (state in ('DUE', 'DECIDED', 'DRAFTED', 'QUEUED', 'SENDING', 'UNKNOWN_SEND', 'OFFERED')
                  or state = 'SNOOZED' and action <> 'REQUEUED')""");
        placed.put("held", "(state = 'HELD' or state = 'NO_OFFER' and suppression is not null and " + near + ")");
        placed.put("stale", "state = 'STALE'");
        placed.put(
                "skipped",
                "((state = 'SKIPPED' or state = 'SNOOZED' and action = 'REQUEUED') and since >= '" + opens + "')");
        placed.put("missed", "(state in ('MISSED', 'LAPSED') and since >= '" + opens + "')");

        Map<String, Counted> sections = new LinkedHashMap<>();
        placed.forEach((section, where) -> sections.put(section, Counted.summed(accounts(digest, "arr", where))));
        String somewhere = placed.values().stream().collect(Collectors.joining(" or ", "(", ")"));
        sections.put(
                "fallback",
                Counted.summed(accounts(
                        digest,
                        "arr",
                        fellToTheAdmin(digest) + " and not " + OVER + " and (" + near + " or " + somewhere + ")")));
        sections.put(
                "high-severity",
                Counted.summed(accounts(
                        digest,
                        "arr",
                        "severity = 'HIGH' and judged_on >= '" + digest.from() + "' and not " + OVER + " and (" + near
                                + " or " + somewhere + ")")));
        List<Counted.Line> movers = accounts(
                digest,
                "moved",
                "moved <> 0 and not " + OVER + " and (" + near + " or " + somewhere
                        + ") order by abs(moved) desc, renewal, account limit " + MOST_MOVERS);
        sections.put("movers", Counted.of(movers, BigDecimal.valueOf(movers.size())));
        return sections;
    }

    /** Whoever has left owns no card that counts; then it is who would get the next one. */
    private static String fellToTheAdmin(WholeDigest digest) {
        String present = Cast.presentOn(digest.to()).stream()
                .map(person -> "'" + person.id() + "'")
                .collect(Collectors.joining(", "));
        return "case when owner in (" + present + ") then resolved_by = 'admin-fallback'"
                + " else owner_email is null and tier = 'partner' end";
    }

    private List<Counted.Line> accounts(WholeDigest digest, String number, String where) {
        Instant at = digest.at();
        return look.all(
                STANDING + "select account, " + number + " from standing where " + where,
                row -> Counted.Line.of(row.getString(1), row.getBigDecimal(2)),
                at,
                at,
                at,
                at,
                at,
                at,
                digest.from());
    }
}
