package io.renewals.intake.domain;

import java.util.Locale;

/**
 * An account as the registry holds it.
 *
 * @param version accountVersion of the registry, growing
 */
public record KnownAccount(String account, String name, long version, TermsDraft terms) {
    /** Its name as names are compared. */
    public String nameKey() {
        return nameKey(name);
    }

    /** Names are the same whatever their case, their composition and the space between their words. */
    static String nameKey(String name) {
        return Texts.oneLine(name).toLowerCase(Locale.ROOT);
    }
}
