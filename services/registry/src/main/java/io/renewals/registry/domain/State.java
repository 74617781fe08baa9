package io.renewals.registry.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * The named state of an account; it is in exactly one at each moment.
 *
 * <pre>
 * WATCHING ─scan▶ DUE ─▶ NO_OFFER ─next scan▶ DUE
 *                  └▶ DECIDED ─▶ DRAFTED ─▶ QUEUED │ HELD ─person▶ SENDING ─▶ OFFERED │ UNKNOWN_SEND
 *                                              │ ├▶ SKIPPED
 *                                              │ ├▶ SNOOZED ─its date▶ QUEUED again, or DUE with the next revision
 *                                              │ ├▶ MISSED, undecided at the notice deadline
 *                                              └─facts change▶ DUE at once inside the window, else STALE
 * any of DUE to HELD, or NO_OFFER ─severe case or dispute opens▶ HELD ─closed▶ DUE with the next revision
 * any without a card ─too late▶ MISSED      any ─outcome or the date passes▶ RENEWED │ CHURNED │ LAPSED, next cycle
 * </pre>
 *
 * A state with a limit alerts when an account has been in it for longer.
 */
public enum State {
    WATCHING,
    DUE(Duration.ofMinutes(15)),
    NO_OFFER(Duration.ofHours(26)),
    DECIDED(Duration.ofMinutes(15)),
    DRAFTED(Duration.ofMinutes(15)),
    QUEUED(Duration.ofDays(5)),
    HELD(Duration.ofDays(2)),
    STALE(Duration.ofHours(26)),
    SNOOZED(Duration.ofDays(35)),
    SENDING(Duration.ofMinutes(10)),
    UNKNOWN_SEND(Duration.ofHours(4)),
    OFFERED,
    SKIPPED,
    MISSED(Duration.ofDays(2)),
    RENEWED,
    CHURNED,
    LAPSED;

    private final Optional<Duration> limit;

    State() {
        this.limit = Optional.empty();
    }

    State(Duration limit) {
        this.limit = Optional.of(limit);
    }

    /** How long an account may be in it before somebody should look; empty: for good. */
    public Optional<Duration> limit() {
        return limit;
    }

    /** Whether a card of this account is, or is about to be, in front of a person or a mail server. */
    public boolean isLive() {
        return switch (this) {
            case DECIDED, DRAFTED, QUEUED, HELD, STALE, SENDING, UNKNOWN_SEND -> true;
            case WATCHING, DUE, NO_OFFER, SNOOZED, OFFERED, SKIPPED, MISSED, RENEWED, CHURNED, LAPSED -> false;
        };
    }

    /** Whether a draft made now would rest on facts that no longer hold, once they change. */
    boolean isDraftedOnFacts() {
        return switch (this) {
            case DUE, DECIDED, DRAFTED, QUEUED, HELD, STALE -> true;
            case WATCHING, NO_OFFER, SNOOZED, SENDING, UNKNOWN_SEND -> false;
            case OFFERED, SKIPPED, MISSED, RENEWED, CHURNED, LAPSED -> false;
        };
    }

    /** Whether it says how the last cycle ended. */
    public boolean isEnding() {
        return this == RENEWED || this == CHURNED || this == LAPSED;
    }
}
