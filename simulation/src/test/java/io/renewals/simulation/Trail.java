package io.renewals.simulation;

/**
 * What the audit trail's entries say of accounts and of what was done with cards, read out of their texts once, into tables of this
 * session alone: {@code trail_changed} and {@code trail_acted}.
 */
final class Trail {
    private static final String ENTRIES =
            """
            from audit_sink.entry join audit_sink.content using (tenant, sequence), jsonb_to_record(content.body::jsonb) as body
            """;

    private final Look look;
    private long readTo;

    Trail(Look look) {
        this.look = look;
        look.run(
                """
                create temporary table trail_changed (account text, sequence bigint, occurred_at timestamptz, cycle int,
                  revision int, state text, since timestamptz, suppression text, renewal date)""");
        look.run(
                """
                create temporary table trail_acted (account text, sequence bigint, occurred_at timestamptz, cycle int,
                  revision int, offer text, action text, action_sequence int, actor text, undoes int)""");
        look.run("create index on trail_changed (account, sequence)");
        look.run("create index on trail_acted (account, cycle, revision)");
        look.run("create index on trail_acted (offer)");
    }

    /** With everything that is sealed by now. */
    void catchUp() {
        long end = look.count("select coalesce(max(sequence), 0) from audit_sink.entry where tenant = 'acme'");
        look.run(
                "insert into trail_changed select entry.account, sequence, occurred_at, \"cycleNo\", revision, state,"
                        + " \"stateSince\", suppression, (terms ->> 'renewalDate')::date "
                        + ENTRIES
                        + """
                        ("cycleNo" int, revision int, state text, "stateSince" timestamptz, suppression text, terms jsonb)
                        where tenant = 'acme' and topic = 'account.changed' and sequence > ? and sequence <= ?""",
                readTo,
                end);
        look.run(
                "insert into trail_acted select entry.account, sequence, occurred_at, \"cycleNo\", revision, \"offerId\","
                        + " action, \"actionSequence\", actor, undoes "
                        + ENTRIES
                        + """
                        ("cycleNo" int, revision int, "offerId" text, action text, "actionSequence" int, actor text, undoes int)
                        where tenant = 'acme' and topic = 'offer.actioned' and sequence > ? and sequence <= ?""",
                readTo,
                end);
        look.run("analyze trail_changed, trail_acted");
        readTo = end;
    }
}
