package io.renewals.standins.slack;

import io.renewals.standins.http.BadRequest;
import java.util.Arrays;
import java.util.Locale;

/** How an interaction is sent: as Slack does, or in a way no app may act on. */
public enum Forgery {
    /** Signed now, sent once. */
    NONE,
    /** No signature headers at all. */
    UNSIGNED,
    /** The body changed after it was signed. */
    TAMPERED,
    /** Signed rightly, but with a timestamp six minutes old. */
    STALE,
    /** Sent as Slack does and then the same bytes and headers again; the outcome is the second one's. */
    REPLAYED,
    /** Signed with another secret. */
    WRONG_SECRET,
    /** The same fields percent-encoded differently after they were signed. */
    REENCODED;

    static Forgery named(String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadRequest("no forgery '" + name + "', there are " + Arrays.toString(values()));
        }
    }
}
