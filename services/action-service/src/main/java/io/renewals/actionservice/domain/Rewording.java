package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.Refusal.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * A card's mail in the figures of another offer: those of the old one become those of the new one, and after that every amount and
 * percentage has to be the new offer's own.
 *
 * @param content not to be used where there are problems
 */
record Rewording(Content content, List<FieldProblem> problems) {

    /** In the words it has. */
    static Rewording asItStands(Card card, Offer offer, Circumstances now) {
        return of(card, offer, card.message().subject(), card.message().textBody(), now);
    }

    static Rewording of(Card card, Offer offer, String subject, String text, Circumstances now) {
        Refigure refigure = new Refigure(card.offer(), offer, now.rulebook());
        String newSubject = refigure.apply(subject);
        String newText = refigure.apply(text);
        List<FieldProblem> problems = new ArrayList<>();
        Figures own = Figures.of(card.drafted(), offer);
        foreign(own, "subject", newSubject, problems);
        foreign(own, "text", newText, problems);
        refigure.unnamedPlan(newSubject + "\n" + newText).ifPresent(problems::add);
        boolean sameWords = newSubject.equals(card.message().subject())
                && newText.equals(card.message().textBody());
        Message message = sameWords && offer.equals(card.offer())
                ? card.message()
                : card.message().reworded(newSubject, newText, now.digest());
        return new Rewording(new Content(offer, message), problems);
    }

    private static void foreign(Figures own, String field, String text, List<FieldProblem> problems) {
        List<String> strangers = own.foreignIn(text);
        if (!strangers.isEmpty()) {
            problems.add(new FieldProblem(
                    field,
                    "“" + String.join("”, “", strangers) + "” is no figure of this offer",
                    "use the offer's own amounts and discount, or change plan or discount"));
        }
    }
}
