package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What was done with a card, for the record and for everybody who listens.
 *
 * @param by whose act it is; of what the system does by itself, {@code system}
 * @param reason in words or as a rulebook's code; empty: none
 * @param until the day a skipped or snoozed card comes back, or the deadline an expired one missed
 * @param messageId of the mail; empty: no mail
 * @param undoes the sequence that was undone
 * @param tell who has to hear of it beside the card's owner
 */
public record CardAction(
        Kind kind,
        int sequence,
        Decision by,
        Optional<String> reason,
        Optional<LocalDate> until,
        Optional<String> messageId,
        Optional<Integer> undoes,
        List<CardOwner> tell) {

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
        SNOOZED,
        WOKEN,
        REASSIGNED,
        EXPIRED,
        EXCEPTION_REQUESTED,
        EXCEPTION_GRANTED,
        EXCEPTION_REFUSED,
        UNDONE,
        HELD,
        STALE,
        IGNORED
    }

    public CardAction {
        tell = List.copyOf(tell);
    }

    static CardAction of(Kind kind, Card after, Decision by) {
        return new CardAction(
                kind,
                after.sequence(),
                by,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    CardAction because(String why) {
        return because(Optional.of(why));
    }

    CardAction because(Optional<String> why) {
        return new CardAction(kind, sequence, by, why, until, messageId, undoes, tell);
    }

    CardAction comingBack(Optional<LocalDate> day) {
        return new CardAction(kind, sequence, by, reason, day, messageId, undoes, tell);
    }

    CardAction withMail(String id) {
        return new CardAction(kind, sequence, by, reason, until, Optional.of(id), undoes, tell);
    }

    CardAction undoing(int undone) {
        return new CardAction(kind, sequence, by, reason, until, messageId, Optional.of(undone), tell);
    }

    CardAction telling(List<CardOwner> people) {
        return new CardAction(kind, sequence, by, reason, until, messageId, undoes, people);
    }
}
