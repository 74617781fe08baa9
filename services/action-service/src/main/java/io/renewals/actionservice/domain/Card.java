package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.rulebook.Ask;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One draft before its owner.
 *
 * @param reassigned whose it is since somebody else was to decide; empty: the dossier's owner's
 * @param drafted as the system proposed it; never changes
 * @param content as it stands
 * @param exception asked for or granted, for this revision alone
 * @param sequence number of the last action, 0: none yet
 * @param version goes up with every change of the row
 */
public record Card(
        Dossier dossier,
        Optional<CardOwner> reassigned,
        Content drafted,
        Content content,
        CardState state,
        Optional<ExceptionAsk> exception,
        int sequence,
        long version) {

    /** A card as it arrives. */
    public static Card arriving(Dossier dossier, Content drafted, CardState state) {
        return new Card(dossier, Optional.empty(), drafted, drafted, state, Optional.empty(), 0, 0);
    }

    /** Whose decision it is now. */
    public CardOwner owner() {
        return reassigned.orElse(dossier.owner());
    }

    public Offer offer() {
        return content.offer();
    }

    public Message message() {
        return content.message();
    }

    public CardState.Status status() {
        return state.status();
    }

    public boolean isEdited() {
        return !drafted.equals(content);
    }

    /** The request that waits for an approver. */
    public Optional<ExceptionAsk> openException() {
        return exception.filter(ask -> !ask.granted());
    }

    /** The offer as it stands, for the limits, with the cap of an exception that was granted for its plan. */
    Ask ask() {
        return widened(offer().ask());
    }

    /** With another plan or discount. */
    Ask ask(String planId, BigDecimal discount) {
        return widened(offer().ask(planId, discount));
    }

    private Ask widened(Ask ask) {
        return exception
                .filter(granted -> granted.plan().equals(ask.planId()))
                .flatMap(ExceptionAsk::widenedCap)
                .map(ask::withExceptionCap)
                .orElse(ask);
    }

    /** After an action. */
    Card acted(Content newContent, CardState newState) {
        return acted(reassigned, newContent, newState, exception);
    }

    Card acted(CardState newState) {
        return acted(content, newState);
    }

    Card acted(
            Optional<CardOwner> newOwner, Content newContent, CardState newState, Optional<ExceptionAsk> newException) {
        return new Card(dossier, newOwner, drafted, newContent, newState, newException, sequence + 1, version + 1);
    }

    /** The same action led elsewhere. */
    Card instead(CardState otherState) {
        return new Card(dossier, reassigned, drafted, content, otherState, exception, sequence, version);
    }

    /** After a step that is no action of its own: the claim of an attempt, or its return to the queue of sends. */
    Card moved(CardState newState) {
        return new Card(dossier, reassigned, drafted, content, newState, exception, sequence, version + 1);
    }
}
