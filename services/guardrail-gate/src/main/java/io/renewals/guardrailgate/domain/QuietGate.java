package io.renewals.guardrailgate.domain;

import io.renewals.rulebook.Rulebook;
import java.time.Instant;
import java.util.Optional;

/** Gate 3: quiet hours delay the ping, never the card. */
public final class QuietGate {
    private QuietGate() {}

    /** The earliest instant to ping the owner; empty: at once. */
    public static Optional<Instant> pingNotBefore(Rulebook rulebook, Instant now) {
        return rulebook.quietHours().isQuiet(now, rulebook.zone())
                ? Optional.of(rulebook.quietHours().nextBusinessMinute(now, rulebook.zone()))
                : Optional.empty();
    }
}
