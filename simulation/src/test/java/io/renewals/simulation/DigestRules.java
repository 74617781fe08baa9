package io.renewals.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** Each figure of a digest or summary for the whole book is the one that the audit trail's events of its period come to. */
final class DigestRules {
    /** By then a weekend, quiet hours and what Slack asked to wait are over. */
    private static final Duration POSTED_WITHIN = Duration.ofDays(4);

    private static final String LATEST =
            """
            with latest as (select distinct on (account) * from trail_changed where occurred_at <= ?
                order by account, sequence desc),
              standing as (select latest.account, state, since, suppression, renewal,
                  (select action from trail_acted acted where acted.account = latest.account and occurred_at <= ?
                     and acted.cycle = latest.cycle and acted.revision = latest.revision
                   order by action_sequence desc limit 1) as action
                from latest)
            """;
    private static final String OUTCOMES =
            """
            with acted as (select * from trail_acted where occurred_at <= ?),
              changed as (select * from trail_changed where occurred_at <= ?),
              ends as (select * from changed where cycle > 1 and state in ('RENEWED', 'CHURNED', 'LAPSED')),
              -- One that was corrected counts from its correction on.
              ended as (select account, cycle, state as way, min(occurred_at) as at from ends
                where not exists (select 1 from ends later where later.account = ends.account and later.cycle = ends.cycle
                  and later.sequence > ends.sequence and later.state <> ends.state)
                group by account, cycle, state)
            """;

    private final Trail trail;
    private final Look look;
    private final SimulatedClock clock;
    private Instant checkedTo = Instant.EPOCH;
    private int checked;

    DigestRules(Look look, SimulatedClock clock) {
        this.look = look;
        this.trail = new Trail(look);
        this.clock = clock;
    }

    private record Whole(String kind, LocalDate from, LocalDate to, Instant at, String admin) {}

    int checked() {
        return checked;
    }

    void hold() {
        List<Whole> fresh = look.all(
                "select kind, period_from, period_to, closed_at, prepared_at, name from registry.digest where whole and prepared_at > ? order by prepared_at",
                row -> new Whole(
                        row.getString(1),
                        row.getDate(2).toLocalDate(),
                        row.getDate(3).toLocalDate(),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6)),
                checkedTo);
        if (!fresh.isEmpty()) {
            trail.catchUp();
        }
        for (Whole digest : fresh) {
            onTime(digest);
            sharedOut(digest);
            if (digest.kind().equals("WEEKLY")) {
                week(digest);
            } else {
                month(digest);
            }
            checkedTo = digest.at();
            checked++;
        }
        long unposted = look.count(
                """
                select count(*) from registry.digest where prepared_at < ? and not exists (
                    select 1 from notifier.digest_post post where post.digest_id = digest.digest_id and post.kind = 'digest'
                      and post.status in ('sent', 'ambiguous'))""",
                clock.instant().minus(POSTED_WITHIN));
        Invariants.check(unposted == 0, unposted + " digests were prepared days ago and never posted");
    }

    private static void onTime(Whole digest) {
        Instant due = digest.to().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        boolean right = !digest.at().isBefore(due) && digest.at().isBefore(due.plus(Duration.ofMinutes(5)));
        Invariants.check(right, digest + " was due at " + due);
    }

    /** Each row of the whole is in exactly one owner's digest; the admin's own are in the whole alone. */
    private void sharedOut(Whole digest) {
        List<String> differences = look.all(
                """
                select section, count(*) filter (where whole.recipient is not null), count(*) filter (where whole.recipient is null)
                from registry.digest_row rows
                  left join (select kind, period_to, recipient from registry.digest where whole) whole using (kind, period_to, recipient)
                where kind = ? and period_to = ? and section <> 'movers' and (whole.recipient is null or rows.owner_name <> ?)
                group by section
                having count(*) filter (where whole.recipient is not null) <> count(*) filter (where whole.recipient is null)""",
                row -> row.getString(1) + ": " + row.getLong(2) + " in the whole, " + row.getLong(3)
                        + " with the owners",
                digest.kind(),
                digest.to(),
                digest.admin());
        Invariants.check(differences.isEmpty(), digest + " is not shared out among its owners: " + differences);
    }

    private void week(Whole digest) {
        Instant opens = look.all(
                        "select max(closed_at) from registry.digest where kind = 'WEEKLY' and period_to < ?",
                        row -> row.getTimestamp(1) == null
                                ? digest.from().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)
                                : row.getTimestamp(1).toInstant(),
                        digest.to())
                .getFirst();
        standing(
                digest,
                "in-motion",
                "state in ('DUE', 'DECIDED', 'DRAFTED', 'QUEUED', 'SENDING', 'UNKNOWN_SEND', 'OFFERED') or state = 'SNOOZED' and action <> 'REQUEUED'");
        standing(
                digest,
                "held",
                "state = 'HELD' or state = 'NO_OFFER' and suppression is not null and renewal between date '"
                        + digest.to() + "' and date '" + digest.to().plusDays(90) + "'");
        standing(digest, "stale", "state = 'STALE'");
        standing(
                digest,
                "skipped",
                "(state = 'SKIPPED' or state = 'SNOOZED' and action = 'REQUEUED') and since >= '" + opens + "'");
        standing(digest, "missed", "state in ('MISSED', 'LAPSED') and since >= '" + opens + "'");
    }

    private void standing(Whole digest, String section, String where) {
        compare(
                digest,
                section,
                look.all(
                        LATEST + "select account from standing where " + where + " order by account",
                        row -> row.getString(1),
                        digest.at(),
                        digest.at()));
    }

    private void month(Whole digest) {
        Instant opens = digest.from().atStartOfDay(Quarter.ZONE).toInstant();
        Instant closes = digest.to().atStartOfDay(Quarter.ZONE).toInstant();
        outcome(
                digest,
                "offered",
                "select distinct account, cycle from acted where action in ('SENT', 'RESOLVED_ARRIVED') and occurred_at >= ? and occurred_at < ? order by 1",
                opens,
                closes);
        outcome(
                digest,
                "accepted",
                "select account from ended where way = 'RENEWED' and at >= ? and at < ? order by 1",
                opens,
                closes);
        outcome(
                digest,
                "lost",
                "select account from ended where way in ('CHURNED', 'LAPSED') and at >= ? and at < ? order by 1",
                opens,
                closes);
        outcome(
                digest,
                "hours",
                """
                select distinct account, offer from acted
                where action in ('APPROVED', 'SKIPPED', 'REQUEUED', 'RELEASED') and actor <> 'system'
                  and occurred_at >= ? and occurred_at < ?
                  and not exists (select 1 from acted undo where undo.action = 'UNDONE'
                    and undo.offer = acted.offer and undo.undoes = acted.action_sequence)
                order by 1""",
                opens,
                closes);
    }

    private void outcome(Whole digest, String section, String sql, Instant opens, Instant closes) {
        compare(
                digest,
                section,
                look.all(OUTCOMES + sql, row -> row.getString(1), digest.at(), digest.at(), opens, closes));
    }

    private void compare(Whole digest, String section, List<String> trail) {
        List<String> told = look.all(
                "select account from registry.digest_row rows join registry.digest using (tenant, kind, period_to, recipient) where whole and kind = ? and period_to = ? and section = ? order by account",
                row -> row.getString(1),
                digest.kind(),
                digest.to(),
                section);
        if (!told.equals(trail)) {
            List<String> missing = new java.util.ArrayList<>(trail);
            told.forEach(missing::remove);
            List<String> tooMuch = new java.util.ArrayList<>(told);
            trail.forEach(tooMuch::remove);
            throw new AssertionError(digest + " says " + told.size() + " under " + section + ", the trail "
                    + trail.size() + ": account missing " + missing + ", too much " + tooMuch);
        }
    }
}
