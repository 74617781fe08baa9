package io.renewals.actionservice.domain;

import io.renewals.rulebook.Rulebook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a decision depends on beside the card.
 *
 * @param rulebook in force now
 * @param now UTC
 * @param digest of a message
 * @param undoable the card's last action with the card before it; empty: none was taken
 * @param newerRevision the cycle's newest revision where it is above the card's
 * @param ground how the account's facts, as last stored, stand to those it was drafted on
 */
public record Circumstances(
        Rulebook rulebook,
        Instant now,
        Message.Digest digest,
        Optional<Past> undoable,
        Optional<Integer> newerRevision,
        Ground ground) {
    static final String CHANGED = "the account's facts changed after it was drafted";

    /** An action taken, with the card as it was before it. @param actor whose act it was @param reassigned as of the card */
    public record Past(
            CardAction.Kind kind,
            int sequence,
            String actor,
            Optional<Dossier.CardOwner> reassigned,
            Content contentBefore,
            CardState stateBefore,
            Optional<ExceptionAsk> exception) {}

    /** Whether a deadline's day is past where the tenant is. */
    boolean isOver(LocalDate deadline) {
        return today().isAfter(deadline);
    }

    /** The tenant's day. */
    public LocalDate today() {
        return LocalDate.ofInstant(now, rulebook.zone());
    }
}
