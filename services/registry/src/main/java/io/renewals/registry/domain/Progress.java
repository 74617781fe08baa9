package io.renewals.registry.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the renewal of one account is, in its current cycle and revision. It keeps what was heard, not the last thing heard, and
 * the state is a function of that: events of several topics may arrive in any order, and more than once, and end in the same state.
 *
 * @param cycleNo minted here, from 1; one more when a cycle ends
 * @param revision minted here, from 1; one more when a draft is void and a new one is wanted. A lower one changes nothing
 * @param resting the state while nothing was heard: WATCHING, STALE, or how the cycle before ended
 * @param dueOn business date of the last daily check
 * @param assessedOn business date of the newest verdict
 * @param noOffer whether that verdict made no offer
 * @param stage furthest known step of the draft
 * @param gate QUEUED or HELD, once the gate has spoken
 * @param actions by sequence
 * @param missedOn the day it was found too late for an offer
 * @param suppressed whether a severe case or a dispute is open: what would wait or be drafted is HELD for as long
 */
public record Progress(
        int cycleNo,
        int revision,
        State resting,
        Optional<LocalDate> dueOn,
        Optional<LocalDate> assessedOn,
        boolean noOffer,
        Stage stage,
        Optional<State> gate,
        SortedMap<Integer, CardAction> actions,
        Optional<LocalDate> missedOn,
        boolean suppressed) {

    /** Steps before the gate. */
    public enum Stage {
        NONE,
        DECIDED,
        DRAFTED
    }

    public Progress {
        Objects.requireNonNull(resting, "resting");
        Objects.requireNonNull(stage, "stage");
        if (cycleNo < 1 || revision < 1) {
            throw new IllegalArgumentException("cycles and revisions start at 1");
        }
        actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
    }

    /** Of an account seen for the first time. */
    public static Progress first() {
        return resting(1, 1, State.WATCHING, false);
    }

    private static Progress resting(int cycleNo, int revision, State state, boolean suppressed) {
        return new Progress(
                cycleNo,
                revision,
                state,
                Optional.empty(),
                Optional.empty(),
                false,
                Stage.NONE,
                Optional.empty(),
                new TreeMap<>(),
                Optional.empty(),
                suppressed);
    }

    public State state() {
        return isHeldBySuppression() ? State.HELD : unsuppressed();
    }

    /** Held whatever was drafted: it waits for the case or dispute, not for a person. A mail on its way is not called back. */
    public boolean isHeldBySuppression() {
        return suppressed
                && switch (unsuppressed()) {
                    case DUE, NO_OFFER, DECIDED, DRAFTED, QUEUED, HELD -> true;
                    case SNOOZED -> requeueOn().isEmpty();
                    case WATCHING, STALE, SENDING, UNKNOWN_SEND, OFFERED -> false;
                    case SKIPPED, MISSED, RENEWED, CHURNED, LAPSED -> false;
                };
    }

    /** A severe case or a dispute has opened, or the last one is over. */
    public Progress suppressed(boolean now) {
        return new Progress(
                cycleNo, revision, resting, dueOn, assessedOn, noOffer, stage, gate, actions, missedOn, now);
    }

    /** The state but for a suppression. */
    State unsuppressed() {
        if (hasCard()) {
            return standing().state();
        }
        return switch (stage) {
            case DRAFTED -> State.DRAFTED;
            case DECIDED -> State.DECIDED;
            case NONE -> undrafted();
        };
    }

    private State undrafted() {
        if (missedOn.isPresent() && dueOn.filter(missedOn.get()::isBefore).isEmpty()) {
            return State.MISSED;
        }
        if (dueOn.isEmpty()) {
            return resting;
        }
        boolean answered = assessedOn.filter(day -> !day.isBefore(dueOn.get())).isPresent();
        return answered && noOffer ? State.NO_OFFER : State.DUE;
    }

    /** The day a re-queued account is due again; empty in every other state. */
    public Optional<LocalDate> requeueOn() {
        return hasCard() ? standing().requeueOn() : Optional.empty();
    }

    /** A new daily check, or a check at once after the facts changed. */
    public Progress due(LocalDate businessDate) {
        return new Progress(
                cycleNo,
                revision,
                resting,
                Optional.of(businessDate),
                assessedOn,
                noOffer,
                stage,
                gate,
                actions,
                Optional.empty(),
                suppressed);
    }

    /** Too late for an offer; undone by a later check, should the dates be corrected. */
    public Progress missed(LocalDate businessDate) {
        return new Progress(
                cycleNo,
                revision,
                resting,
                dueOn.filter(day -> !day.isAfter(businessDate)),
                assessedOn,
                noOffer,
                Stage.NONE,
                Optional.empty(),
                new TreeMap<>(),
                Optional.of(businessDate),
                suppressed);
    }

    /** The draft is void: whatever is still heard of it changes nothing. */
    public Progress nextRevision(State restingIn) {
        return resting(cycleNo, revision + 1, restingIn, suppressed);
    }

    /** The cycle has ended. */
    public Progress nextCycle(State ending) {
        return resting(cycleNo + 1, 1, ending, suppressed);
    }

    /** How the cycle before ended was reported wrongly, or is over and the next one runs. */
    public Progress restingIn(State state) {
        return new Progress(
                cycleNo, revision, state, dueOn, assessedOn, noOffer, stage, gate, actions, missedOn, suppressed);
    }

    /** Whether nothing has happened in this revision yet. */
    public boolean isResting() {
        return unsuppressed() == resting;
    }

    /** Whether a change of the facts voids a draft that exists or is being made; a held one is drafted anew when its hold ends. */
    public boolean isDraftedOnFacts() {
        return !isHeldBySuppression() && (unsuppressed().isDraftedOnFacts() || isCardSnoozed());
    }

    /** Snoozed with its card, which comes back as it is; otherwise a new draft comes on the day. */
    public boolean isCardSnoozed() {
        return unsuppressed() == State.SNOOZED && requeueOn().isEmpty();
    }

    /** Whether this revision has been before a person. */
    boolean hasCard() {
        return gate.isPresent() || !actions.isEmpty();
    }

    public Hearing hear(Heard heard) {
        int order = heard.cycleNo() == cycleNo
                ? Integer.compare(heard.revision(), revision)
                : Integer.compare(heard.cycleNo(), cycleNo);
        if (order != 0) {
            return new Hearing.Ignored(
                    this,
                    "revision " + heard.revision() + " of cycle " + heard.cycleNo()
                            + (order < 0 ? " is over: the account is at " : " was never begun: the account is at ")
                            + revision + " of cycle " + cycleNo);
        }
        return switch (heard) {
            case Heard.Assessed assessed -> assessed(assessed);
            case Heard.Decided decided -> staged(Stage.DECIDED);
            case Heard.Drafted drafted -> staged(Stage.DRAFTED);
            case Heard.Queued queued -> gated(State.QUEUED);
            case Heard.HeldBack held -> gated(State.HELD);
            case Heard.Actioned actioned -> actioned(actioned.action());
        };
    }

    private Hearing assessed(Heard.Assessed verdict) {
        boolean older = assessedOn.filter(verdict.businessDate()::isBefore).isPresent();
        if (older) {
            return new Hearing.Ignored(this, "a verdict of " + assessedOn.get() + " is known already");
        }
        // Two verdicts of one day come of a check repeated after a change: an offer outweighs none.
        boolean sameDay = assessedOn.filter(verdict.businessDate()::equals).isPresent();
        boolean none = sameDay ? noOffer && !verdict.offered() : !verdict.offered();
        Progress next = new Progress(
                cycleNo,
                revision,
                resting,
                dueOn,
                Optional.of(verdict.businessDate()),
                none,
                stage,
                gate,
                actions,
                missedOn,
                suppressed);
        return next.state() == state() ? new Hearing.Kept(next) : new Hearing.Moved(next);
    }

    private Hearing staged(Stage reached) {
        if (reached.compareTo(stage) <= 0) {
            return new Hearing.Ignored(this, "already " + stage.name().toLowerCase(java.util.Locale.ROOT));
        }
        Progress next = new Progress(
                cycleNo, revision, resting, dueOn, assessedOn, noOffer, reached, gate, actions, missedOn, suppressed);
        return movedOr(next, "the card is there already");
    }

    private Hearing gated(State spoken) {
        // Held outweighs queued, whichever comes first: it fails closed.
        Optional<State> result = Optional.of(gate.filter(State.HELD::equals).orElse(spoken));
        Progress next = new Progress(
                cycleNo, revision, resting, dueOn, assessedOn, noOffer, stage, result, actions, missedOn, suppressed);
        return movedOr(next, "the card was acted on already");
    }

    private Hearing actioned(CardAction action) {
        if (actions.containsKey(action.sequence())) {
            return new Hearing.Ignored(this, "action " + action.sequence() + " is known already");
        }
        boolean late = !actions.isEmpty() && action.sequence() < actions.lastKey();
        SortedMap<Integer, CardAction> all = new TreeMap<>(actions);
        all.put(action.sequence(), action);
        Progress next = new Progress(
                cycleNo, revision, resting, dueOn, assessedOn, noOffer, stage, gate, all, missedOn, suppressed);
        if (next.state() != state()) {
            return new Hearing.Moved(next);
        }
        return late
                ? new Hearing.Ignored(next, "action " + actions.lastKey() + " came first and decides")
                : new Hearing.Kept(next);
    }

    private Hearing movedOr(Progress next, String why) {
        if (next.state() != state()) {
            return new Hearing.Moved(next);
        }
        return next.unsuppressed() == unsuppressed() ? new Hearing.Ignored(next, why) : new Hearing.Kept(next);
    }

    private CardStanding standing() {
        return CardStanding.of(gate, actions.values());
    }

    /** Known actions in order. */
    public List<CardAction> history() {
        return new ArrayList<>(actions.values());
    }
}
