package io.renewals.simulation;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every Monday and every first of a month, by the clock alone, the admin and each owner get a digest; each of its figures is the one that
 * the audit trail's events come to, and each row of the whole is told to its owner.
 */
final class DigestRules {
    /** The product looks every minute, and here in the first half minute of an hour. */
    private static final Duration PREPARED_WITHIN = Duration.ofMinutes(5);
    /** By then a weekend, quiet hours and what Slack asked to wait are over. */
    private static final Duration POSTED_WITHIN = Duration.ofDays(4);

    private static final Set<String> OF_A_WEEK =
            Set.of("in-motion", "high-severity", "movers", "held", "stale", "skipped", "missed", "fallback");
    private static final Set<String> OF_A_MONTH = Set.of("offered", "accepted", "lost", "discount", "hours");

    private final Trail trail;
    private final WeekRules weeks;
    private final MonthRules months;
    private final Look look;
    private final SimulatedClock clock;
    private LocalDate day = Cast.FIRST_DAY;
    private int due;

    DigestRules(Look look, SimulatedClock clock) {
        this.look = look;
        this.trail = new Trail(look);
        this.weeks = new WeekRules(look);
        this.months = new MonthRules(look);
        this.clock = clock;
    }

    /** Those that were due, each of them there and right. */
    int checked() {
        return due;
    }

    void hold() {
        for (; !WholeDigest.noon(day).plus(PREPARED_WITHIN).isAfter(clock.instant()); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
                isThere("WEEKLY", day, OF_A_WEEK);
            }
            if (day.getDayOfMonth() == 1) {
                isThere("MONTHLY", day, OF_A_MONTH);
            }
        }
        long whole = look.count("select count(*) from registry.digest where whole");
        Invariants.check(whole == due, whole + " digests of the whole book are there, " + due + " were due");
        everyOneIsPosted();
    }

    private void isThere(String kind, LocalDate on, Set<String> sections) {
        due++;
        List<WholeDigest> whole = look.all(
                "select kind, period_from, period_to, prepared_at, name from registry.digest where whole and kind = ? and period_to = ? and recipient = 'ada'",
                row -> new WholeDigest(
                        row.getString(1),
                        row.getDate(2).toLocalDate(),
                        row.getDate(3).toLocalDate(),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5)),
                kind,
                on);
        Invariants.check(whole.size() == 1, "the admin was due a " + kind + " digest of " + on + ", and got " + whole);
        WholeDigest digest = whole.getFirst();
        boolean onTime = !digest.at().isBefore(digest.due())
                && digest.at().isBefore(digest.due().plus(PREPARED_WITHIN));
        Invariants.check(onTime, digest + " was due at " + digest.due());
        everyOwnerHasTheirs(digest, sections);
        sharedOut(digest);
        trail.catchUp();
        Map<String, Counted> counted = digest.isWeekly() ? weeks.of(digest, opens(digest)) : months.of(digest);
        Invariants.check(counted.keySet().equals(sections), "not all sections are counted: " + counted.keySet());
        counted.forEach((section, should) -> {
            List<String> differences = Counted.differences(told(digest, section), should);
            Invariants.check(
                    differences.isEmpty(),
                    digest + " is not what the trail says under " + section + ": account " + differences);
        });
    }

    /** A week goes on where the one before was closed. */
    private Instant opens(WholeDigest digest) {
        return look.all(
                        "select max(closed_at) from registry.digest where kind = 'WEEKLY' and period_to < ?",
                        row -> row.getTimestamp(1) == null
                                ? WholeDigest.noon(digest.from())
                                : row.getTimestamp(1).toInstant(),
                        digest.to())
                .getFirst();
    }

    private record Recipient(String id, boolean hasRows, int sections) {}

    /** Also whoever owns nothing; and nobody else but owners of rows whom the rulebook does not list. */
    private void everyOwnerHasTheirs(WholeDigest digest, Set<String> sections) {
        List<Recipient> recipients = look.all(
                """
                select recipient, exists (select 1 from registry.digest_row rows where (rows.tenant, rows.kind, rows.period_to,
                    rows.recipient) = (digest.tenant, digest.kind, digest.period_to, digest.recipient)),
                  (select count(*) from registry.digest_section section where (section.tenant, section.kind, section.period_to,
                    section.recipient) = (digest.tenant, digest.kind, digest.period_to, digest.recipient))
                from registry.digest where kind = ? and period_to = ?""",
                row -> new Recipient(row.getString(1), row.getBoolean(2), row.getInt(3)),
                digest.kind(),
                digest.to());
        Set<String> listed = new HashSet<>();
        Cast.presentOn(digest.to()).forEach(person -> listed.add(person.id()));
        Set<String> without = new HashSet<>(listed);
        for (Recipient recipient : recipients) {
            without.remove(recipient.id());
            Invariants.check(
                    recipient.sections() == sections.size(),
                    recipient.id() + "'s of " + digest + " has " + recipient.sections() + " sections");
            Invariants.check(
                    listed.contains(recipient.id()) || recipient.hasRows(),
                    recipient.id() + " got a digest for nothing: " + digest);
        }
        Invariants.check(without.isEmpty(), without + " were due their own of " + digest);
    }

    /** Each row of the whole is in its owner's digest and in no other; the admin's own are in the whole alone. */
    private void sharedOut(WholeDigest digest) {
        List<String> differences = look.all(
                """
                select section || ': ' || account || ' of ' || owner_name || ', ' || figure
                from registry.digest_row rows join registry.digest using (tenant, kind, period_to, recipient)
                where kind = ? and period_to = ? and section <> 'movers' and (not whole or owner_name <> ?)
                group by section, account, owner_name, figure, detail, rows.link
                having count(*) filter (where whole) <> count(*) filter (where not whole)
                  or bool_or(not whole and digest.name <> owner_name)""",
                row -> row.getString(1),
                digest.kind(),
                digest.to(),
                digest.admin());
        Invariants.check(differences.isEmpty(), digest + " is not shared out among its owners: " + differences);
    }

    private Counted told(WholeDigest digest, String section) {
        List<Counted.Line> lines = look.all(
                """
                select account, figure, detail from registry.digest_row join registry.digest using (tenant, kind, period_to, recipient)
                where whole and kind = ? and period_to = ? and section = ?""",
                row -> new Counted.Line(row.getString(1), numbers(section, row.getString(2), row.getString(3))),
                digest.kind(),
                digest.to(),
                section);
        String total = look.all(
                        """
                        select total from registry.digest_section join registry.digest using (tenant, kind, period_to, recipient)
                        where whole and kind = ? and period_to = ? and section = ?""",
                        row -> row.getString(1),
                        digest.kind(),
                        digest.to(),
                        section)
                .getFirst();
        return new Counted(lines, Counted.numbers(total));
    }

    /** A row of discounts has its money beside the percentages. */
    private static List<BigDecimal> numbers(String section, String figure, String detail) {
        List<BigDecimal> numbers = new ArrayList<>(Counted.numbers(figure));
        if (section.equals("discount")) {
            numbers.addAll(Counted.numbers(detail));
        }
        return numbers;
    }

    private void everyOneIsPosted() {
        long unposted = look.count(
                """
                select count(*) from registry.digest where prepared_at < ? and not exists (
                    select 1 from notifier.digest_post post where post.digest_id = digest.digest_id and post.kind = 'digest'
                      and post.status in ('sent', 'ambiguous'))""",
                clock.instant().minus(POSTED_WITHIN));
        Invariants.check(unposted == 0, unposted + " digests were prepared days ago and never posted");
    }
}
