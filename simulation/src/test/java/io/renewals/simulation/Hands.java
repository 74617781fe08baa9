package io.renewals.simulation;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decisions as the surfaces hand them in, and what may come of them. */
final class Hands {
    private static final Person STRANGER = new Person("stranger@acme.example", "A Stranger", "api", true, false);

    private final Product product;
    private final Map<String, Long> decisions = new TreeMap<>();

    Hands(Product product) {
        this.product = product;
    }

    /** By what was asked and what came of it. */
    Map<String, Long> decisions() {
        return decisions;
    }

    /** True: it took effect. */
    boolean decide(Cast.Person who, Look.Shown card, Command command, Optional<String> key) {
        Person person = new Person(who.email(), who.name(), "web", true, who.habit() == Cast.Habit.ADMIN);
        return switch (product.decide(card.offerId(), command, person, key)) {
            case CardDesk.Answer.Decided decided -> note(card, command, decided.outcome());
            case CardDesk.Answer other ->
                throw new AssertionError("account " + card.account() + ": " + command + " was answered with " + other);
        };
    }

    private boolean note(Look.Shown card, Command command, Outcome outcome) {
        String what = command.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        switch (outcome) {
            case Outcome.Done done -> count(what + " done");
            case Outcome.Refused refused -> {
                count(what + " refused as " + refused.why().code());
                boolean overCap = command instanceof Command.Edit edit
                        && edit.discount().compareTo(card.cap()) > 0
                        && refused.why() instanceof Refusal.BadFields;
                boolean wentOn =
                        switch (refused.why()) {
                            case Refusal.AlreadyDecided e -> true;
                            case Refusal.IsStale e -> true;
                            case Refusal.OtherRevision e -> true;
                            case Refusal.OtherText e -> true;
                            case Refusal.IsHeld e -> true;
                            case Refusal.CannotUndo e -> true;
                            default -> false;
                        };
                if (!overCap && !wentOn && !isExpected(card, refused.why())) {
                    throw new AssertionError(
                            "account " + card.account() + ": " + command + " was refused: " + refused.why());
                }
            }
        }
        return outcome instanceof Outcome.Done;
    }

    /** A card may have been handed to somebody else since it was looked at; a held one may trip a limit again. */
    private static boolean isExpected(Look.Shown card, Refusal why) {
        return why instanceof Refusal.NotYours
                || why instanceof Refusal.BadFields && card.status().equals("held");
    }

    private void count(String what) {
        decisions.merge(what, 1L, Long::sum);
    }

    /** The same request once more, as a second click sends it: never a second action. */
    void again(Cast.Person who, Look.Shown card, Command command, String key, boolean done) {
        Person person = new Person(who.email(), who.name(), "web", true, who.habit() == Cast.Habit.ADMIN);
        CardDesk.Answer answer = product.decide(card.offerId(), command, person, Optional.of(key));
        boolean right = done
                ? answer instanceof CardDesk.Answer.DoneBefore
                : answer instanceof CardDesk.Answer.Decided decided && decided.outcome() instanceof Outcome.Refused;
        if (!right) {
            throw new AssertionError("account " + card.account() + ": a second click was answered with " + answer);
        }
        count("second clicks");
    }

    /** Somebody whose card it is not. */
    void stranger(Look.Shown card) {
        Command command = new Command.Approve(card.sha256(), card.revision());
        CardDesk.Answer answer = product.decide(card.offerId(), command, STRANGER, Optional.empty());
        boolean told = answer instanceof CardDesk.Answer.Decided decided
                && decided.outcome() instanceof Outcome.Refused refused
                && refused.why() instanceof Refusal.NotYours;
        if (!told) {
            throw new AssertionError("account " + card.account() + ": a stranger was answered with " + answer);
        }
        count("strangers turned away");
    }
}
