package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Refusals;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Which modal a button opens, and why it opens none. Pure: the card, the rules and the day are arguments. */
final class CardModals {
    private final Views views;
    private final CardForms forms;
    private final ExceptionForms exceptions;
    private final ReviewForm review;

    CardModals(ObjectMapper json, String publicUrl) {
        this.views = new Views(json, publicUrl);
        this.forms = new CardForms(views);
        this.exceptions = new ExceptionForms(views);
        this.review = new ReviewForm(views);
    }

    Views views() {
        return views;
    }

    String loading(ActionId action) {
        return views.loading(action.title());
    }

    /**
     * Who asks for it, and where it goes on from.
     *
     * @param shown what the button was made for
     * @param plan and discount as typed in the form before it; empty: none
     */
    record Wanted(ActionId action, Shown shown, Optional<String> plan, Optional<String> discount) {}

    /** @param wholeText true: every word of the mail is in it */
    record Filled(Map<String, Object> view, boolean wholeText) {}

    Filled fill(Wanted wanted, CardDesk.Shown found, Person person, Rulebook rulebook, LocalDate today) {
        Card card = found.card();
        Optional<Refusal> refusal = whyNot(wanted, found, person, rulebook);
        if (refusal.isPresent()) {
            return new Filled(refused(card, refusal.get(), rulebook), false);
        }
        if (wanted.action() == ActionId.EDIT && !CardForms.fitsAField(card)) {
            return new Filled(review.elsewhere(card), false);
        }
        if (wanted.action() == ActionId.REVIEW) {
            return review(card);
        }
        return new Filled(
                switch (wanted.action()) {
                    case EDIT -> forms.edit(card, rulebook);
                    case SKIP -> forms.skip(card, rulebook);
                    case SNOOZE -> forms.snooze(card, today);
                    case REASSIGN -> forms.reassign(card, rulebook);
                    case UNDO -> forms.undo(found, rulebook);
                    case EXCEPTION -> exceptions.ask(card, rulebook, wanted.plan(), wanted.discount());
                    case EXCEPTION_GRANT -> exceptions.grant(card, rulebook);
                    case EXCEPTION_REFUSE -> exceptions.refuse(card, rulebook);
                    case APPROVE, BULK_APPROVE, REVIEW ->
                        throw new IllegalArgumentException("no form for " + wanted.action());
                },
                false);
    }

    /** The whole mail, or where it can be read. */
    Filled review(Card card) {
        return review.whole(card)
                .map(view -> new Filled(view, true))
                .orElseGet(() -> new Filled(review.elsewhere(card), false));
    }

    private Map<String, Object> refused(Card card, Refusal refusal, Rulebook rulebook) {
        Blocks blocks =
                new Blocks().words(Refusals.sentence(refusal, rulebook.zone())).link(views.page(card), "Open the card");
        return views.message(refusal instanceof Refusal.NotYours ? "Somebody else's card" : "Not possible", blocks);
    }

    private static Optional<Refusal> whyNot(Wanted wanted, CardDesk.Shown found, Person person, Rulebook rulebook) {
        Card card = found.card();
        Optional<Refusal> notYours = notYours(wanted.action(), found, person, rulebook);
        if (notYours.isPresent()) {
            return notYours;
        }
        if (wanted.action() == ActionId.UNDO) {
            return followed(wanted.shown().sequence(), found);
        }
        if (!card.status().isOpen()) {
            return Optional.of(over(card));
        }
        int current = found.newerRevision().orElse(card.dossier().revision());
        if (current != wanted.shown().revision()) {
            return Optional.of(new Refusal.OtherRevision(wanted.shown().revision(), current));
        }
        return card.state() instanceof CardState.Held held && isInTheWayOf(wanted.action(), held)
                ? Optional.of(new Refusal.IsHeld(held))
                : Optional.empty();
    }

    private static boolean isInTheWayOf(ActionId action, CardState.Held held) {
        return switch (action) {
            case REVIEW, SNOOZE -> true;
            case EDIT, EXCEPTION -> !held.canBeMended();
            case APPROVE, BULK_APPROVE, SKIP, REASSIGN, UNDO, EXCEPTION_GRANT, EXCEPTION_REFUSE -> false;
        };
    }

    /** An undo is about the action that its button was shown with. @param sequence 0: the last, whichever that is */
    private static Optional<Refusal> followed(int sequence, CardDesk.Shown found) {
        return found.actions().stream()
                .findFirst()
                .filter(last -> sequence > 0 && last.sequence() != sequence)
                .map(last -> new Refusal.CannotUndo("action " + sequence + " was followed by a later one"));
    }

    /** Who may decide on an exception is for the decision itself to say: it names the approvers. */
    private static Optional<Refusal> notYours(ActionId action, CardDesk.Shown found, Person person, Rulebook rulebook) {
        return switch (action) {
            case EXCEPTION_GRANT, EXCEPTION_REFUSE -> Optional.empty();
            case REASSIGN -> person.mayReassign(found.card(), rulebook);
            case UNDO -> {
                boolean own = found.actions().stream()
                        .findFirst()
                        .filter(last -> last.actor().equalsIgnoreCase(person.email()))
                        .isPresent();
                yield own ? Optional.empty() : person.mayActOn(found.card(), rulebook);
            }
            case APPROVE, BULK_APPROVE, REVIEW, EDIT, EXCEPTION, SKIP, SNOOZE ->
                person.mayActOn(found.card(), rulebook);
        };
    }

    private static Refusal over(Card card) {
        return switch (card.state()) {
            case CardState.Stale stale -> new Refusal.IsStale(stale.reason());
            case CardState.Expired expired -> new Refusal.IsExpired(expired.deadline());
            default ->
                new Refusal.AlreadyDecided(
                        card.state().decision().orElseThrow(),
                        card.state() instanceof CardState.Skipped ? "skipped" : "approved");
        };
    }

    /** What a decision that was recorded looks like until it is carried out. */
    Map<String, Object> recorded() {
        return views.message("Recorded", "Recorded. It is being carried out; this window says what came of it.");
    }
}
