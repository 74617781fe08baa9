package io.renewals.actionservice.web;

import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.web.Problem;
import io.renewals.web.Wording;
import java.time.ZoneId;

/** Refusals as people and programs read them; every surface says the same. */
public final class Refusals {
    private Refusals() {}

    /** One sentence or two: what happened, and what to do about it. @param zone the tenant's */
    public static String sentence(Refusal refusal, ZoneId zone) {
        return switch (refusal) {
            case Refusal.AlreadyDecided decided ->
                "Already decided by " + decided(decided.by(), zone) + ": " + decided.what()
                        + ". Nothing was done twice.";
            case Refusal.IsStale stale ->
                "This draft is out of date: " + stale.reason()
                        + ". Nothing was recorded; if another draft is due, the account's page shows it.";
            case Refusal.IsHeld held -> "This card is held: " + held.held().explanation() + ". " + wayOut(held.held());
            case Refusal.OtherText text ->
                "The text has changed since it was shown to you. Nothing was recorded;"
                        + " read it as it is now and decide again.";
            case Refusal.OtherRevision other ->
                "You saw revision " + other.shown() + ", the card is at revision " + other.current()
                        + ". Nothing was recorded; decide on the newer one.";
            case Refusal.NotYours other ->
                "This card belongs to " + other.ownerName() + " (" + other.ownerEmail()
                        + "). The owner, the owner's delegate or an admin can decide on it.";
            case Refusal.ReadOnly readOnly -> "Your role reads and does not decide.";
            case Refusal.BadFields fields -> "Something entered can't be accepted: " + problems(fields);
            case Refusal.CannotUndo undo -> "This can't be undone: " + undo.why() + ".";
            case Refusal.IsExpired expired ->
                "Its notice deadline, " + Wording.day(expired.deadline()) + ", is over. Nothing can be sent any more.";
            case Refusal.NotAnApprover other ->
                "You can't decide on this exception: " + other.why() + "."
                        + (other.approvers().isEmpty() ? "" : " Ask " + String.join(" or ", other.approvers()) + ".");
            case Refusal.NothingAsked nothing -> "Nobody asks for an exception on this card now.";
            case Refusal.NotThisWay other -> "Nothing was recorded: " + other.why() + ".";
            case Refusal.NotInDoubt other -> "The mail of this card is not in doubt, so there is nothing to resolve.";
        };
    }

    private static String wayOut(CardState.Held held) {
        if (held.isSuppressed()) {
            return "It is drafted anew when that is over; until then it can be let go or handed on.";
        }
        return held.canBeMended()
                ? "Edit it into the limits, or let it go without an offer."
                : "Ask an administrator to look into it, or let it go without an offer.";
    }

    static String problems(Refusal.BadFields fields) {
        return fields.problems().stream()
                .map(problem -> problem.field() + ": " + problem.problem() + " - " + problem.advice())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    /** "Maria Keller at 21 Nov 2026, 14:03 UTC" */
    static String decided(Decision by, ZoneId zone) {
        return by.actorName() + " at " + Wording.minute(by.at(), zone);
    }

    /** As problem+json; the type tells programs which refusal it is. */
    public static Problem problem(Refusal refusal, ZoneId zone) {
        String sentence = sentence(refusal, zone);
        Problem problem =
                switch (refusal) {
                    case Refusal.AlreadyDecided decided ->
                        Problem.conflict(sentence)
                                .withTitle("Already decided by " + decided.by().actorName());
                    case Refusal.IsStale stale -> Problem.conflict(sentence).withTitle("Out of date");
                    case Refusal.IsHeld held -> Problem.conflict(sentence).withTitle("Held");
                    case Refusal.OtherText text -> Problem.conflict(sentence).withTitle("The text has changed");
                    case Refusal.OtherRevision other ->
                        Problem.conflict(sentence).withTitle("There is a newer draft");
                    case Refusal.NotYours other -> Problem.forbidden(sentence);
                    case Refusal.ReadOnly readOnly -> Problem.forbidden(sentence);
                    case Refusal.BadFields fields ->
                        Problem.refused(
                                sentence,
                                fields.problems().stream()
                                        .map(each ->
                                                new Problem.FieldError(each.field(), each.problem(), each.advice()))
                                        .toList());
                    case Refusal.CannotUndo undo -> Problem.conflict(sentence).withTitle("Can't be undone");
                    case Refusal.IsExpired expired -> Problem.conflict(sentence).withTitle("Expired");
                    case Refusal.NotAnApprover other -> Problem.forbidden(sentence);
                    case Refusal.NothingAsked nothing ->
                        Problem.conflict(sentence).withTitle("No exception is asked for");
                    case Refusal.NotThisWay other -> Problem.conflict(sentence).withTitle("Not recorded");
                    case Refusal.NotInDoubt other -> Problem.conflict(sentence).withTitle("Nothing to resolve");
                };
        return problem.withType(refusal.code());
    }
}
