package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Other words, another plan or another discount. Plan and discount go through the limits in force; the figures of the old offer in
 * the text become those of the new one; after that every amount and percentage in the text has to be the offer's own.
 */
final class EditCard {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 20_000;

    private EditCard() {}

    static Outcome edit(Card card, Command.Edit edit, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.mayGoOut(card, edit.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        if (!card.message().sha256().equals(edit.sha256())) {
            return new Refused(new Refusal.OtherText());
        }
        String subject = cleaned(edit.subject());
        String text = cleaned(edit.text());
        List<FieldProblem> problems = new ArrayList<>();
        checkWords(subject, text, problems);
        Optional<Offer> offer = repriced(card, edit, now.rulebook(), problems);
        if (!problems.isEmpty() || offer.isEmpty()) {
            return new Refused(new Refusal.BadFields(problems));
        }
        return reworded(card, offer.get(), subject, text, person, now);
    }

    private static Outcome reworded(
            Card card, Offer offer, String subject, String text, Person person, Circumstances now) {
        Rewording rewording = Rewording.of(card, offer, subject, text, now);
        if (!rewording.problems().isEmpty()) {
            return new Refused(new Refusal.BadFields(rewording.problems()));
        }
        if (rewording.content().equals(card.content()) && !(card.state() instanceof CardState.Held)) {
            return Decisions.refusedField("text", "is the same as before", "change something, or approve it as it is");
        }
        Card after = card.acted(rewording.content(), CardState.Queued.FRESH);
        return new Done(card, after, CardAction.of(Kind.EDITED, after, person.decides(now.now())));
    }

    private static void checkWords(String subject, String text, List<FieldProblem> problems) {
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || subject.contains("\n")) {
            problems.add(new FieldProblem(
                    "subject", "is empty, has several lines or is over 200 characters", "write one line"));
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            problems.add(new FieldProblem("text", "is empty or over 20,000 characters", "write the mail's text"));
        }
        if (Written.hasControls(subject) || Written.hasControls(text)) {
            problems.add(new FieldProblem("text", "contains control characters", "type it in again as plain text"));
        }
    }

    private static Optional<Offer> repriced(
            Card card, Command.Edit edit, Rulebook rulebook, List<FieldProblem> problems) {
        if (edit.discount() == null) {
            problems.add(new FieldProblem("discount", "is not a number", "write a percentage such as 10 or 7.5"));
            return Optional.empty();
        }
        Optional<Plan> plan = Optional.ofNullable(edit.plan()).flatMap(rulebook::plan);
        if (plan.isEmpty()) {
            problems.add(new FieldProblem("plan", "is not in the rulebook's menu", "choose one of the menu"));
            return Optional.empty();
        }
        LimitCheck check = Limits.withinLimits(rulebook, card.ask(plan.get().id(), edit.discount()));
        return switch (check) {
            case LimitCheck.Within within ->
                Optional.of(card.offer().with(plan.get(), within, card.drafted().offer()));
            case LimitCheck.OverCap over -> {
                problems.add(new FieldProblem(
                        "discount",
                        "that's above the " + over.cap() + " cap for tier " + over.tier(),
                        otherPlanGranted(card, plan.get())
                                .map(granted -> "lower it, or keep the plan that " + granted + " was granted for")
                                .orElse("lower it or ask for an exception")));
                yield Optional.empty();
            }
            case LimitCheck.Refusal refusal -> {
                problems.add(new FieldProblem("discount", refusal.message(), "change plan or discount"));
                yield Optional.empty();
            }
        };
    }

    /** The discount that was granted for another plan than this. */
    private static Optional<String> otherPlanGranted(Card card, Plan plan) {
        return card.exception()
                .filter(ask -> ask.granted() && !ask.plan().equals(plan.id()))
                .map(ask -> Written.percent(ask.discountPercent()));
    }

    /** Line ends as the message has them, no spaces at the ends, and nothing invisible that could split a figure. */
    private static String cleaned(String text) {
        if (text == null) {
            return "";
        }
        String plain = text.replace("\r\n", "\n").replace('\r', '\n').strip();
        StringBuilder visible = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean joinsEmoji = c == '\u200d' && i > 0 && !Character.isLetterOrDigit(plain.charAt(i - 1));
            if (Character.getType(c) != Character.FORMAT || joinsEmoji) {
                visible.append(c);
            }
        }
        return visible.toString();
    }
}
