package io.renewals.simulation;

/**
 * What the audit trail's entries say, read out of their texts once, into tables of this session alone: {@code trail_changed} of accounts,
 * {@code trail_judged} of verdicts, {@code trail_decided} of offers before their words, {@code trail_carded} of cards as they were made,
 * {@code trail_acted} of what was done with them. Amounts of a year are worked out here, from prices.
 */
final class Trail {
    private static final String A_YEAR =
            "%s * case %s when 'MONTHLY' then 12 when 'QUARTERLY' then 4 when 'ANNUAL' then 1 end";
    private static final String TERMS = "(terms ->> 'unitPrice')::numeric * (terms ->> 'quantity')::int";
    private static final String OFFERED = "(offer ->> '%s')::numeric * (offer ->> 'quantity')::int";

    private final Look look;
    private long readTo;

    Trail(Look look) {
        this.look = look;
        look.run(
                """
                create temporary table trail_changed (account text, sequence bigint, occurred_at timestamptz, cycle int,
                  revision int, state text, since timestamptz, suppression text, renewal date, tier text, owner_email text,
                  arr numeric)""");
        look.run(
                """
                create temporary table trail_judged (account text, sequence bigint, occurred_at timestamptz, day date,
                  severity text, score numeric)""");
        look.run("create temporary table trail_decided (offer text, occurred_at timestamptz)");
        look.run(
                """
                create temporary table trail_carded (account text, occurred_at timestamptz, cycle int, revision int, owner text,
                  resolved_by text)""");
        look.run(
                """
                create temporary table trail_acted (account text, sequence bigint, occurred_at timestamptz, cycle int,
                  revision int, offer text, action text, action_sequence int, actor text, undoes int, owner text,
                  resolved_by text, discount numeric, cap numeric, list_arr numeric, proposed_arr numeric)""");
        look.run("create index on trail_changed (account, sequence)");
        look.run("create index on trail_judged (account, day, sequence)");
        look.run("create index on trail_decided (offer)");
        look.run("create index on trail_carded (account, cycle, revision)");
        look.run("create index on trail_acted (account, cycle, revision)");
        look.run("create index on trail_acted (offer)");
    }

    /** With everything that is sealed by now. */
    void catchUp() {
        long end = look.count("select coalesce(max(sequence), 0) from audit_sink.entry where tenant = 'acme'");
        changed(end);
        judged(end);
        take("trail_decided", "\"offerId\", occurred_at", "\"offerId\" text", "topic = 'offer.decided'", end);
        take(
                "trail_carded",
                "entry.account, occurred_at, \"cycleNo\", revision, card -> 'owner' ->> 'id', card -> 'owner' ->> 'resolvedBy'",
                "\"cycleNo\" int, revision int, card jsonb",
                "topic in ('offer.queued', 'offer.held')",
                end);
        acted(end);
        look.run("analyze trail_changed, trail_judged, trail_decided, trail_carded, trail_acted");
        readTo = end;
    }

    private void changed(long end) {
        take(
                "trail_changed",
                """
                entry.account, sequence, occurred_at, "cycleNo", revision, state, "stateSince", suppression,
                (terms ->> 'renewalDate')::date, terms ->> 'tier', terms ->> 'ownerEmail', """
                        + " " + A_YEAR.formatted(TERMS, "terms ->> 'billingPeriod'"),
                "\"cycleNo\" int, revision int, state text, \"stateSince\" timestamptz, suppression text, terms jsonb",
                "topic = 'account.changed'",
                end);
    }

    /** Where nothing could be said there is no verdict. */
    private void judged(long end) {
        take(
                "trail_judged",
                "entry.account, sequence, occurred_at, \"businessDate\", severity, score",
                "\"businessDate\" date, severity text, score numeric, \"abstainReason\" text",
                "topic = 'renewal.assessed' and \"abstainReason\" is null",
                end);
    }

    private void acted(long end) {
        take(
                "trail_acted",
                """
                entry.account, sequence, occurred_at, "cycleNo", revision, "offerId", action, "actionSequence", actor, undoes,
                owner ->> 'id', owner ->> 'resolvedBy', (offer ->> 'discountPercent')::numeric,
                (offer ->> 'capPercent')::numeric, """
                        + " " + A_YEAR.formatted(OFFERED.formatted("listUnitPrice"), "offer ->> 'billingPeriod'")
                        + ", " + A_YEAR.formatted(OFFERED.formatted("unitPrice"), "offer ->> 'billingPeriod'"),
                """
                "cycleNo" int, revision int, "offerId" text, action text, "actionSequence" int, actor text, undoes int,
                owner jsonb, offer jsonb""",
                "topic = 'offer.actioned'",
                end);
    }

    private void take(String into, String values, String fields, String where, long end) {
        look.run(
                "insert into " + into + " select " + values + " from audit_sink.entry"
                        + " join audit_sink.content using (tenant, sequence), jsonb_to_record(content.body::jsonb) as body ("
                        + fields + ") where tenant = 'acme' and sequence > ? and sequence <= ? and " + where,
                readTo,
                end);
    }
}
