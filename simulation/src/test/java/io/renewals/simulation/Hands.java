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

    /** Somebody looks at the whole card. */
    void open(Cast.Person who, Look.Shown card) {
        product.open(card.offerId(), person(who));
        count("cards opened");
    }

    private static Person person(Cast.Person who) {
        return new Person(who.email(), who.name(), "web", true, who.habit() == Cast.Habit.ADMIN);
    }

    /** True: it took effect. */
    boolean decide(Cast.Person who, Look.Shown card, Command command, Optional<String> key) {
        Person person = person(who);
        return switch (product.decide(card.offerId(), command, person, key)) {
            case CardDesk.Answer.Decided decided -> note(card, command, decided.outcome());
            case CardDesk.Answer other ->
                throw new AssertionError("account " + card.account() + ": " + command + " was answered with " + other);
        };
    }

    private boolean note(Look.Shown card, Command command, Outcome outcome) {
        String what = command.getClass().getSimpleName();
        return switch (outcome) {
            case Outcome.Done done -> {
                count(what + " done");
                yield true;
            }
            case Outcome.Refused refused -> {
                count(what + " refused as " + refused.why().code());
                if (!isExpected(card, command, refused.why())) {
                    throw new AssertionError(
                            "account " + card.account() + ": " + command + " was refused: " + refused.why());
                }
                yield false;
            }
        };
    }

    /** The card may have gone another way since it was looked at; and some wishes can't be granted. */
    private static boolean isExpected(Look.Shown card, Command command, Refusal why) {
        return switch (why) {
            case Refusal.AlreadyDecided gone -> true;
            case Refusal.IsStale gone -> true;
            case Refusal.IsExpired gone -> true;
            case Refusal.OtherRevision gone -> true;
            case Refusal.OtherText gone -> true;
            case Refusal.IsHeld gone -> true;
            case Refusal.NotYours gone -> true;
            case Refusal.CannotUndo no -> command instanceof Command.Undo;
            case Refusal.NothingAsked no -> isOnException(command);
            case Refusal.NotAnApprover no -> isOnException(command);
            case Refusal.BadFields fields -> mayBeWrong(card, command);
            default -> false;
        };
    }

    private static boolean isOnException(Command command) {
        return command instanceof Command.GrantException || command instanceof Command.RefuseException;
    }

    private static boolean mayBeWrong(Look.Shown card, Command command) {
        return switch (command) {
            case Command.Edit edit ->
                edit.discount().compareTo(card.cap()) > 0 || card.status().equals("held");
            case Command.Skip skip -> skip.until().isPresent();
            case Command.Snooze snooze -> true;
            case Command.Reassign reassign -> true;
            case Command.AskException ask -> true;
            case Command.GrantException grant -> true;
            case Command.RefuseException refuse -> false;
            case Command.Approve approve -> false;
            case Command.Undo undo -> false;
            case Command.Resolve resolve -> false;
        };
    }

    private void count(String what) {
        decisions.merge(what, 1L, Long::sum);
    }

    /** The same request once more, as a second click sends it: never a second action. */
    void again(Cast.Person who, Look.Shown card, Command command, String key, boolean done) {
        Person person = person(who);
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
