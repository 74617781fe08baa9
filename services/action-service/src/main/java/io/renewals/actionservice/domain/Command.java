package io.renewals.actionservice.domain;

import java.math.BigDecimal;
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

    /** @param reason code of the rulebook's list */
    record Skip(int revision, String reason, Optional<String> note) implements Command {}

    /** @param sequence the action to undo; empty: the last */
    record Undo(Optional<Integer> sequence) implements Command {}

    /** @param arrived false: a person made sure that it was not sent */
    record Resolve(boolean arrived) implements Command {}
}
