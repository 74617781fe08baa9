package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Approval;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import java.util.List;
import java.util.Optional;

/** A person's decision about a card. */
public final class Decisions {
    private Decisions() {}

    public static Outcome decide(Card card, Command command, Person person, Circumstances now) {
        Optional<Refusal> notAllowed = mayNot(card, command, person, now);
        if (notAllowed.isPresent()) {
            return new Refused(notAllowed.get());
        }
        return switch (command) {
            case Command.Approve approve -> approve(card, approve, person, now);
            case Command.Edit edit -> EditCard.edit(card, edit, person, now);
            case Command.Skip skip -> PutOff.skip(card, skip, person, now);
            case Command.Snooze snooze -> PutOff.snooze(card, snooze, person, now);
            case Command.Reassign reassign -> HandOver.reassign(card, reassign, person, now);
            case Command.AskException ask -> Exceptions.ask(card, ask, person, now);
            case Command.GrantException grant -> Exceptions.grant(card, grant, person, now);
            case Command.RefuseException refuse -> Exceptions.refuse(card, refuse, person, now);
            case Command.Undo undo -> UndoAction.undo(card, undo, person, now);
            case Command.Resolve resolve -> resolve(card, resolve, person, now);
        };
    }

    /** Empty: this person may ask for this; whether the card allows it comes after. */
    private static Optional<Refusal> mayNot(Card card, Command command, Person person, Circumstances now) {
        return switch (command) {
            case Command.Reassign reassign -> person.mayReassign(card, now.rulebook());
            case Command.GrantException grant -> Exceptions.mayDecide(card, person, now.rulebook());
            case Command.RefuseException refuse -> Exceptions.mayDecide(card, person, now.rulebook());
            case Command.Undo undo -> person.mayUndo(card, now.undoable(), now.rulebook());
            case Command.Approve approve -> person.mayActOn(card, now.rulebook());
            case Command.Edit edit -> person.mayActOn(card, now.rulebook());
            case Command.Skip skip -> person.mayActOn(card, now.rulebook());
            case Command.Snooze snooze -> person.mayActOn(card, now.rulebook());
            case Command.AskException ask -> person.mayActOn(card, now.rulebook());
            case Command.Resolve resolve -> person.mayActOn(card, now.rulebook());
        };
    }

    private static Outcome approve(Card card, Command.Approve approve, Person person, Circumstances now) {
        Optional<Refusal> closed = mayGoOut(card, approve.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        if (card.state() instanceof CardState.Held held) {
            return new Refused(new Refusal.IsHeld(held));
        }
        if (!card.message().sha256().equals(approve.sha256())) {
            return new Refused(new Refusal.OtherText());
        }
        Optional<CardState.Held> tightened = againstTheRules(card, now);
        if (tightened.isPresent()) {
            return hold(card, tightened.get(), person.decides(now.now()));
        }
        int sequence = card.sequence() + 1;
        Decision by = person.decides(now.now());
        String messageId = messageId(card, sequence);
        Card after = card.acted(new CardState.Approved(new Approval(by, sequence, messageId)));
        return new Done(card, after, CardAction.of(Kind.APPROVED, after, by).withMail(messageId));
    }

    /** One per approval, so that a mail can be told from another by whoever receives it. */
    static String messageId(Card card, int sequence) {
        return "<" + card.dossier().offerId() + "." + sequence + "@renewals.host>";
    }

    /** What keeps a card from being sent under the rules in force: a limit, or a message that is not the one shown. */
    static Optional<CardState.Held> againstTheRules(Card card, Circumstances now) {
        if (!card.message().isIntact(now.digest())) {
            return Optional.of(new CardState.Held("message", "the stored message is not the one that was shown"));
        }
        return switch (Limits.withinLimits(now.rulebook(), card.ask())) {
            case LimitCheck.Within within -> Optional.empty();
            case LimitCheck.Refusal refusal ->
                Optional.of(new CardState.Held(
                        limitOf(refusal), "the rulebook in force no longer allows this: " + refusal.message()));
        };
    }

    private static String limitOf(LimitCheck.Refusal refusal) {
        return switch (refusal) {
            case LimitCheck.OverCap over -> "cap";
            case LimitCheck.UnderFloor under -> "floor";
            case LimitCheck.UnknownPlan plan -> "plan";
            case LimitCheck.CurrencyMismatch currency -> "currency";
            case LimitCheck.PriceMismatch price -> "rulebook";
            case LimitCheck.NotADiscount discount -> "rulebook";
            case LimitCheck.UnknownTier tier -> "rulebook";
            case LimitCheck.BadQuantity quantity -> "rulebook";
        };
    }

    static Done hold(Card card, CardState.Held held, Decision by) {
        Card after = card.acted(held);
        return new Done(card, after, CardAction.of(Kind.HELD, after, by).because(held.explanation()));
    }

    private static Outcome resolve(Card card, Command.Resolve resolve, Person person, Circumstances now) {
        if (!(card.state() instanceof CardState.Unknown unknown)) {
            Optional<Refusal> decided = decided(card);
            return new Refused(decided.orElseGet(Refusal.NotInDoubt::new));
        }
        Decision by = person.decides(now.now());
        CardState next = resolve.arrived()
                ? new CardState.Sent(unknown.approval(), now.now())
                : new CardState.Queued(
                        Optional.of(by.actorName() + " made sure that the mail was not sent; it wants a new approval"));
        Card after = card.acted(next);
        Kind kind = resolve.arrived() ? Kind.RESOLVED_ARRIVED : Kind.RESOLVED_NOT_SENT;
        return new Done(
                card,
                after,
                CardAction.of(kind, after, by).withMail(unknown.approval().messageId()));
    }

    /** Empty: the card waits for a person, and it is the revision that was shown. */
    static Optional<Refusal> stillWaits(Card card, int shownRevision, Circumstances now) {
        Optional<Refusal> decided = decided(card);
        if (decided.isPresent()) {
            return decided;
        }
        if (now.ground() instanceof Ground.Changed) {
            return Optional.of(new Refusal.IsStale(Circumstances.CHANGED));
        }
        if (now.isOver(card.dossier().noticeDeadline())) {
            return Optional.of(new Refusal.IsExpired(card.dossier().noticeDeadline()));
        }
        int current = now.newerRevision().orElse(card.dossier().revision());
        return current == shownRevision
                ? Optional.empty()
                : Optional.of(new Refusal.OtherRevision(shownRevision, current));
    }

    /** Empty: it waits, and other words or a discount could bring it to its customer. A suppressed one can only be let go or handed on. */
    static Optional<Refusal> mayGoOut(Card card, int shownRevision, Circumstances now) {
        Optional<Refusal> closed = stillWaits(card, shownRevision, now);
        if (closed.isPresent()) {
            return closed;
        }
        if (now.ground() instanceof Ground.Suppressed suppressed) {
            return Optional.of(new Refusal.IsHeld(CardState.Held.suppressed(suppressed.reason())));
        }
        return card.state() instanceof CardState.Held held && !held.canBeMended()
                ? Optional.of(new Refusal.IsHeld(held))
                : Optional.empty();
    }

    private static Optional<Refusal> decided(Card card) {
        return switch (card.state()) {
            case CardState.Queued queued -> Optional.empty();
            case CardState.Held held -> Optional.empty();
            case CardState.Snoozed snoozed -> Optional.empty();
            case CardState.Approved approved -> already(approved.approval().by(), "approved");
            case CardState.Sending sending -> already(sending.approval().by(), "approved");
            case CardState.Unknown unknown -> already(unknown.approval().by(), "approved");
            case CardState.Sent sent -> already(sent.approval().by(), "approved and sent");
            case CardState.Skipped skipped -> already(skipped.by(), "skipped");
            case CardState.Expired expired -> Optional.of(new Refusal.IsExpired(expired.deadline()));
            case CardState.Stale stale -> Optional.of(new Refusal.IsStale(stale.reason()));
        };
    }

    private static Optional<Refusal> already(Decision by, String what) {
        return Optional.of(new Refusal.AlreadyDecided(by, what));
    }

    static Refused refusedField(String field, String problem, String advice) {
        return new Refused(new Refusal.BadFields(List.of(new Refusal.FieldProblem(field, problem, advice))));
    }
}
