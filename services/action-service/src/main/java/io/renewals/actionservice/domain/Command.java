package io.renewals.actionservice.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What a person wants done with a card. */
public sealed interface Command {
    /** @param sha256 of the exact message shown @param revision shown */
    record Approve(String sha256, int revision) implements Command {}

    /**
     * @param sha256 of the message the edit started from
     * @param discount in percent, as typed; null: not a number
     */
    record Edit(String sha256, int revision, String subject, String text, String plan, BigDecimal discount)
            implements Command {}

    /**
     * @param reason code of the rulebook's list
     * @param until the day a new draft is wanted, with a reason that comes back; empty: after the rulebook's days
     */
    record Skip(int revision, String reason, Optional<String> note, Optional<LocalDate> until) implements Command {
        public Skip(int revision, String reason, Optional<String> note) {
            this(revision, reason, note, Optional.empty());
        }
    }

    /** Out of sight, the same draft. @param until the tenant's day on whose morning it waits again */
    record Snooze(int revision, LocalDate until, Optional<String> note) implements Command {}

    /** @param toOwnerId of the rulebook's owners */
    record Reassign(int revision, String toOwnerId, Optional<String> note) implements Command {}

    /**
     * A discount above the tier's cap, for this revision only.
     *
     * @param sha256 of the message shown
     * @param discount in percent, as typed; null: not a number
     */
    record AskException(int revision, String sha256, String plan, BigDecimal discount, String reason)
            implements Command {}

    /** @param note for the record; may be empty */
    record GrantException(int revision, String note) implements Command {}

    record RefuseException(int revision, String reason) implements Command {}

    /** @param sequence the action to undo; empty: the last */
    record Undo(Optional<Integer> sequence) implements Command {}

    /** @param arrived false: a person made sure that it was not sent */
    record Resolve(boolean arrived) implements Command {}
}
