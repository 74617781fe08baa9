package io.renewals.registry.domain;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a person or the clock did with the card of an offer.
 *
 * @param sequence counts the actions of one offer, from 1
 * @param until with REQUEUED and SNOOZED: the day it comes back
 * @param undoes with UNDONE: the sequence that was undone
 * @param card QUEUED, HELD, SNOOZED or STALE where the card's snapshot after the action says so; empty: in another state or not
 *     told
 */
public record CardAction(int sequence, Kind kind, Optional<LocalDate> until, OptionalInt undoes, Optional<State> card) {
    private static final Set<State> OF_A_CARD = EnumSet.of(State.QUEUED, State.HELD, State.SNOOZED, State.STALE);

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
        UNDONE,
        HELD,
        STALE,
        EXPIRED,
        SNOOZED,
        WOKEN,
        REASSIGNED,
        EXCEPTION_REQUESTED,
        EXCEPTION_GRANTED,
        EXCEPTION_REFUSED,
        RELEASED,
        REDRAFT_REQUESTED,
        IGNORED
    }

    public CardAction {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(undoes, "undoes");
        if (sequence < 1) {
            throw new IllegalArgumentException("action sequences start at 1, this is " + sequence);
        }
        card = card.filter(OF_A_CARD::contains);
    }

    public static CardAction of(int sequence, Kind kind) {
        return new CardAction(sequence, kind, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public static CardAction until(int sequence, Kind kind, LocalDate until) {
        return new CardAction(sequence, kind, Optional.of(until), OptionalInt.empty(), Optional.empty());
    }

    public static CardAction undo(int sequence, int undoes) {
        return new CardAction(sequence, Kind.UNDONE, Optional.empty(), OptionalInt.of(undoes), Optional.empty());
    }
}
