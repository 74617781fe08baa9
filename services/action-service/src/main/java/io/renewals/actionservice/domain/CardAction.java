package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What was done with a card, for the record and for everybody who listens.
 *
 * @param by whose act it is; of what the system does by itself, {@code system}
 * @param reason in words or as a rulebook's code; empty: none
 * @param until the day a skipped card comes back
 * @param messageId of the mail; empty: no mail
 * @param undoes the sequence that was undone
 */
public record CardAction(
        Kind kind,
        int sequence,
        Decision by,
        Optional<String> reason,
        Optional<LocalDate> until,
        Optional<String> messageId,
        Optional<Integer> undoes) {

    /** Named as in the event. */
    public enum Kind {
        APPROVED,
        SENT,
        SEND_UNKNOWN,
        SEND_FAILED,
        RESOLVED_ARRIVED,
        RESOLVED_NOT_SENT,
        EDITED,
        SKIPPED,
        REQUEUED,
        RELEASED,
        UNDONE,
        HELD,
        STALE,
        IGNORED
    }

    static CardAction of(Kind kind, Card after, Decision by) {
        return new CardAction(
                kind, after.sequence(), by, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    CardAction because(String why) {
        return new CardAction(kind, sequence, by, Optional.of(why), until, messageId, undoes);
    }

    CardAction comingBack(Optional<LocalDate> day) {
        return new CardAction(kind, sequence, by, reason, day, messageId, undoes);
    }

    CardAction withMail(String id) {
        return new CardAction(kind, sequence, by, reason, until, Optional.of(id), undoes);
    }

    CardAction undoing(int undone) {
        return new CardAction(kind, sequence, by, reason, until, messageId, Optional.of(undone));
    }
}
