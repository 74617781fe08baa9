package io.renewals.actionservice.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Where a card is. What a state needs to be explained is part of it. */
public sealed interface CardState {
    Status status();

    /** Who decided what the card is in; empty where nobody did. */
    default Optional<Decision> decision() {
        return Optional.empty();
    }

    /** Stable names, in rows and answers. */
    enum Status {
        QUEUED,
        HELD,
        APPROVED,
        SENDING,
        UNKNOWN,
        SENT,
        SKIPPED,
        SNOOZED,
        EXPIRED,
        STALE;

        /** Whether it waits for a person, now or on its date. */
        public boolean isOpen() {
            return this == QUEUED || this == HELD || this == SNOOZED;
        }

        /** Whether it keeps its cycle's place: no other draft of the cycle comes beside it. */
        public boolean isLive() {
            return this != STALE && this != SKIPPED && this != EXPIRED;
        }
    }

    /** @param surface slack, web, api or mail */
    record Decision(String actor, String actorName, String surface, Instant at) {}

    /**
     * The approval behind a mail.
     *
     * @param sequence the action that approved it
     * @param messageId header of the mail, from offer and sequence
     */
    record Approval(Decision by, int sequence, String messageId) {}

    /** Waits for a person. @param note why it is back in the queue; empty: it is there for the first time */
    record Queued(Optional<String> note) implements CardState {
        public static final Queued FRESH = new Queued(Optional.empty());

        @Override
        public Status status() {
            return Status.QUEUED;
        }
    }

    /** Against a limit, and waits for a person. @param limit cap, floor, plan, currency, suppression, rulebook or message */
    record Held(String limit, String explanation) implements CardState {
        private static final String SUPPRESSION = "suppression";
        /** Limits that no other words, plan, discount or exception can meet. */
        private static final Set<String> OUT_OF_REACH = Set.of(SUPPRESSION, "message");

        /** @param reason what is open, and since when */
        static Held suppressed(String reason) {
            return new Held(SUPPRESSION, reason);
        }

        /** Until a severe case or a dispute is closed. */
        public boolean isSuppressed() {
            return limit.equals(SUPPRESSION);
        }

        /** Whether an edit or an exception can bring it into the limits. */
        public boolean canBeMended() {
            return !OUT_OF_REACH.contains(limit);
        }

        @Override
        public Status status() {
            return Status.HELD;
        }
    }

    /** To be sent; no attempt is under way. */
    record Approved(Approval approval) implements CardState {
        @Override
        public Status status() {
            return Status.APPROVED;
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(approval.by());
        }
    }

    /** An attempt is under way. */
    record Sending(Approval approval) implements CardState {
        @Override
        public Status status() {
            return Status.SENDING;
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(approval.by());
        }
    }

    /** The mail may or may not have left; a person finds out. */
    record Unknown(Approval approval, Instant since, String detail) implements CardState {
        @Override
        public Status status() {
            return Status.UNKNOWN;
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(approval.by());
        }
    }

    /** @param at when the server took it, or when a person said that it arrived */
    record Sent(Approval approval, Instant at) implements CardState {
        @Override
        public Status status() {
            return Status.SENT;
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(approval.by());
        }
    }

    /** No offer. @param until the day it comes back for a new draft; empty: not this cycle */
    record Skipped(Decision by, String reason, String label, Optional<String> note, Optional<LocalDate> until)
            implements CardState {
        @Override
        public Status status() {
            return Status.SKIPPED;
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(by);
        }
    }

    /** Out of sight, and the same draft. @param until the tenant's day on whose morning it waits again */
    record Snoozed(Decision by, LocalDate until, Optional<String> note) implements CardState {
        @Override
        public Status status() {
            return Status.SNOOZED;
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(by);
        }
    }

    /** The notice deadline passed. @param note whose approved mail had not left by then; empty: nobody had decided */
    record Expired(LocalDate deadline, Instant at, Optional<String> note) implements CardState {
        @Override
        public Status status() {
            return Status.EXPIRED;
        }
    }

    /** Not to be decided any more: other facts, or a newer draft. */
    record Stale(String reason, Instant since) implements CardState {
        @Override
        public Status status() {
            return Status.STALE;
        }
    }
}
