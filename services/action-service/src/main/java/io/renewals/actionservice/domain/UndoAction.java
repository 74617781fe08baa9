package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Circumstances.Past;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the last action back from its snapshot: the card's content and state, never the account's facts. A mail that has left can't
 * be recalled; undoing it closes the card with that reason, so that a follow-up is drafted as a new revision.
 */
final class UndoAction {
    private UndoAction() {}

    static Outcome undo(Card card, Command.Undo undo, Person person, Circumstances now) {
        if (now.undoable().isEmpty()) {
            return refused("nothing was done with this card yet");
        }
        Past past = now.undoable().get();
        if (undo.sequence().isPresent() && undo.sequence().get() != past.sequence()) {
            return refused("action " + undo.sequence().get() + " was followed by a later one");
        }
        if (now.newerRevision().isPresent()) {
            return refused("a newer draft, revision " + now.newerRevision().get() + ", has taken its place");
        }
        Decision by = person.decides(now.now());
        return switch (past.kind()) {
            case EDITED, SKIPPED, REQUEUED, RELEASED, SNOOZED -> restored(card, past, by, now);
            case REASSIGNED, EXCEPTION_REQUESTED, EXCEPTION_GRANTED -> restored(card, past, by, now);
            case APPROVED ->
                card.state() instanceof CardState.Approved
                        ? restored(card, past, by, now)
                        : refused("the mail is being sent; look again in a moment");
            case SENT, RESOLVED_ARRIVED -> afterTheMail(card, past, by);
            case SEND_UNKNOWN -> refused("whether the mail left is not known; say first whether it arrived");
            case SEND_FAILED, RESOLVED_NOT_SENT -> refused("the mail was not sent; approve, edit or skip the card");
            case HELD ->
                card.state() instanceof CardState.Held held && held.isSuppressed()
                        ? refused(held.explanation() + " holds it; it is drafted anew when that is over")
                        : refused("the rulebook holds it; edit it into the limits or skip it");
            case WOKEN -> refused("its snooze was over; snooze it again for longer");
            case EXPIRED -> refused("the notice deadline has passed");
            case EXCEPTION_REFUSED -> refused("the exception was refused; ask again or decide within the cap");
            case STALE -> refused("the draft is out of date; the account's page shows whether another is due");
            case UNDONE -> refused("the last action was an undo itself; decide anew");
            case IGNORED -> refused("it was never decided on");
        };
    }

    /** Back to where it was, unless the rules have become tighter since: then it is held; or the facts others: then it is stale. */
    private static Done restored(Card card, Past past, Decision by, Circumstances now) {
        Card before = card.acted(past.reassigned(), past.contentBefore(), past.stateBefore(), past.exception());
        Card after = whyNot(before, now).map(before::instead).orElse(before);
        CardAction action = CardAction.of(Kind.UNDONE, after, by).undoing(past.sequence());
        return new Done(card, after, action.telling(told(card, after, now)));
    }

    /** What it is instead where the facts have changed since, or the rules have become tighter; empty: it can wait again. */
    private static Optional<CardState> whyNot(Card card, Circumstances now) {
        if (!card.status().isOpen()) {
            return Optional.empty();
        }
        Optional<CardState> overtaken = now.ground().instead(card, now.now());
        if (overtaken.isPresent()) {
            return overtaken;
        }
        boolean held = card.state() instanceof CardState.Held;
        return !held && Limits.withinLimits(now.rulebook(), card.ask()) instanceof LimitCheck.Refusal refusal
                ? Optional.of(new CardState.Held(
                        "rulebook", "the rulebook in force no longer allows this: " + refusal.message()))
                : Optional.empty();
    }

    /** Who had the card, or was asked to decide on its exception, until now. */
    private static List<CardOwner> told(Card card, Card after, Circumstances now) {
        List<CardOwner> people = new ArrayList<>();
        if (!card.owner().equals(after.owner())) {
            people.add(card.owner().as("before"));
        }
        if (after.exception().isEmpty()) {
            card.openException()
                    .map(ask -> Exceptions.approvers(card, ask.by().actor(), now.rulebook()))
                    .ifPresent(all -> all.forEach(each -> people.add(CardOwner.of(each, "approver"))));
        }
        return people;
    }

    private static Done afterTheMail(Card card, Past past, Decision by) {
        String why = "the mail had left and can't be recalled";
        Card after = card.acted(new CardState.Stale(
                "undone by " + by.actorName() + "; " + why + ", a follow-up comes as a new draft", by.at()));
        CardAction action = CardAction.of(Kind.UNDONE, after, by).because(why).undoing(past.sequence());
        Optional<String> mail = card.state() instanceof CardState.Sent sent
                ? Optional.of(sent.approval().messageId())
                : Optional.empty();
        return new Done(card, after, mail.map(action::withMail).orElse(action));
    }

    private static Refused refused(String why) {
        return new Refused(new Refusal.CannotUndo(why));
    }
}
