package io.renewals.intake.domain;

import java.util.Locale;

/**
 * An account as the registry holds it.
 *
 * @param version accountVersion of the registry, growing
 * @param hasLeft whether it is reported as churned
 */
public record KnownAccount(String account, String name, long version, TermsDraft terms, boolean hasLeft) {
    /** Its name as names are compared. */
    public String nameKey() {
        return nameKey(name);
    }

    /** Names are the same whatever their case, their composition and the space between their words. */
    static String nameKey(String name) {
        return Texts.oneLine(name).toLowerCase(Locale.ROOT);
    }
}
