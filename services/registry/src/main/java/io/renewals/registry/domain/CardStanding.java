package io.renewals.registry.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a card stands after all that was done with it, in its own order.
 *
 * @param requeueOn the day a re-queued account is due again; empty in every other state
 */
record CardStanding(State state, Optional<LocalDate> requeueOn) {

    /** @param gate QUEUED or HELD; empty: the gate was not heard yet @param actions by sequence */
    static CardStanding of(Optional<State> gate, Collection<CardAction> actions) {
        CardStanding current = in(gate.orElse(State.QUEUED));
        Map<Integer, CardStanding> before = new HashMap<>();
        for (CardAction action : actions) {
            before.put(action.sequence(), current);
            current = current.after(action, before, gate);
        }
        return current;
    }

    private static CardStanding in(State state) {
        return new CardStanding(state, Optional.empty());
    }

    private CardStanding after(CardAction action, Map<Integer, CardStanding> before, Optional<State> gate) {
        return switch (action.kind()) {
            case APPROVED -> in(State.SENDING);
            case SENT, RESOLVED_ARRIVED -> in(State.OFFERED);
            case SEND_UNKNOWN -> in(State.UNKNOWN_SEND);
            case SEND_FAILED -> in(action.card().orElse(State.HELD));
            case RESOLVED_NOT_SENT -> in(action.card().orElse(State.QUEUED));
            case EDITED, REASSIGNED -> action.card().map(CardStanding::in).orElse(this);
            case EXCEPTION_REQUESTED, EXCEPTION_GRANTED, EXCEPTION_REFUSED ->
                action.card().map(CardStanding::in).orElse(this);
            case WOKEN -> in(action.card().orElse(State.QUEUED));
            case SKIPPED, RELEASED -> in(State.SKIPPED);
            case REQUEUED -> new CardStanding(State.SNOOZED, action.until());
            case SNOOZED -> in(State.SNOOZED);
            case HELD -> in(State.HELD);
            case STALE, REDRAFT_REQUESTED -> in(State.STALE);
            case EXPIRED -> in(State.MISSED);
            case UNDONE -> action.card().map(CardStanding::in).orElseGet(() -> undone(action, before, gate));
            case IGNORED -> this;
        };
    }

    /** The snapshot tells where an undo led, for rules may be tighter since; without one it is where the card was before. */
    private static CardStanding undone(CardAction undo, Map<Integer, CardStanding> before, Optional<State> gate) {
        return undo.undoes().isPresent() && before.containsKey(undo.undoes().getAsInt())
                ? before.get(undo.undoes().getAsInt())
                : in(gate.orElse(State.QUEUED));
    }
}
