package io.renewals.intake.domain;

/** Ids of accounts: unique inside a tenant, the second part of every key. */
public final class AccountId {
    /** Stands where a sheet's line names no account. Not a valid id, so it never meets one. */
    public static final String MISSING = "-";

    private AccountId() {}

    /** Gives the id trimmed; an event's must not need that, for it is part of its key. */
    public static String check(Reasons found, String field, String text) {
        return Texts.id(found, field, text, true);
    }

    public static String checkExact(Reasons found, String field, String text) {
        String value = Texts.id(found, field, text, true);
        if (!found.has(field) && !value.equals(text)) {
            found.add(field, Texts.shown(text) + " has blanks around it", "send it trimmed, in key and body alike");
        }
        return value;
    }
}
