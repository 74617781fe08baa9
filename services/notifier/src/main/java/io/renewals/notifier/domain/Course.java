package io.renewals.notifier.domain;

import io.renewals.notifier.domain.Act.Told;
import io.renewals.notifier.domain.CardFacts.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A card through its actions: where it stands, whose it is, and whom each action calls for.
 *
 * @param owner null: neither a draft nor an action has told yet
 * @param content null: as drafted
 * @param ask the newest exception, open or not; null: none was asked for
 * @param sequence of the last action; 0: none
 */
public record Course(Person owner, Standing standing, Content content, ExceptionAsk ask, int sequence) {

    /** A message to be made. @param round the action that it is about; 0: the draft */
    public record Call(Person to, Purpose purpose, int round, String note) {}

    /** What becomes of the timers of its owner. */
    public enum Timers {
        /** They run on. */
        KEPT,
        /** It waits for somebody it did not wait for before: what a decision had ended starts again, what has fired stays. */
        RESUMED,
        /** It came back by itself, and nobody has looked at it since: all of them start again. */
        RENEWED
    }

    public record Step(Course after, List<Call> calls, Timers timers) {}

    /** An action that is already known changes nothing. */
    public Step then(Act act) {
        if (act.sequence() <= sequence) {
            return new Step(this, List.of(), Timers.KEPT);
        }
        Person nowOwner = act.owner() == null ? owner : act.owner();
        boolean handedOver = owner != null && nowOwner != null && !owner.is(nowOwner);
        Course after = new Course(
                nowOwner, act.standing(), act.content() == null ? content : act.content(), ask(act), act.sequence());
        List<Call> calls = new ArrayList<>();
        if (handedOver && act.standing().waits()) {
            calls.add(new Call(nowOwner, firstPurpose(act.standing()), act.sequence(), ""));
        } else if (act.kind() == Act.Kind.BACK && nowOwner != null) {
            calls.add(new Call(nowOwner, Purpose.AGAIN, act.sequence(), ""));
        }
        calls.addAll(others(act, after));
        return new Step(after, calls, timers(act, handedOver));
    }

    private Timers timers(Act act, boolean handedOver) {
        if (!act.standing().rings()) {
            return Timers.KEPT;
        }
        if (act.kind() == Act.Kind.BACK) {
            return Timers.RENEWED;
        }
        return !standing.rings() || handedOver ? Timers.RESUMED : Timers.KEPT;
    }

    public static Purpose firstPurpose(Standing standing) {
        return standing instanceof Standing.Held ? Purpose.HELD : Purpose.CARD;
    }

    private static List<Call> others(Act act, Course after) {
        Stream<Call> asked = act.tell().stream()
                .filter(told -> told.role().equals("approver") && after.ask != null && after.ask.open())
                .map(told -> new Call(told.person(), Purpose.EXCEPTION, after.ask.round(), ""));
        Stream<Call> moved = act.tell().stream()
                .filter(told -> told.role().equals("before") && !isActor(act, told.person()))
                .map(told -> new Call(told.person(), Purpose.MOVED, act.sequence(), ""));
        boolean decided = after.ask != null
                && !after.ask.open()
                && (act.kind() == Act.Kind.GRANTED || act.kind() == Act.Kind.REFUSED);
        Stream<Call> answered = decided
                ? Stream.concat(
                                Stream.ofNullable(after.owner),
                                act.tell().stream()
                                        .filter(told -> told.role().equals("requester"))
                                        .map(Told::person))
                        .filter(person -> !isActor(act, person))
                        .map(person -> new Call(person, Purpose.ANSWER, act.sequence(), after.ask.outcome()))
                : Stream.empty();
        return Stream.of(asked, moved, answered).flatMap(calls -> calls).toList();
    }

    private static boolean isActor(Act act, Person person) {
        return person.email().equalsIgnoreCase(act.actor());
    }

    private ExceptionAsk ask(Act act) {
        if (act.ask() == null) {
            return ask != null && ask.open() ? ask.closed("Taken back by " + act.actorName() + ".") : ask;
        }
        String by = act.kind() == Act.Kind.ASKED || ask == null ? act.ask().requestedBy() : ask.requestedBy();
        if (act.kind() == Act.Kind.REFUSED) {
            return known(act, by).closed("Refused by " + act.actorName() + why(act) + ".");
        }
        if (!act.ask().open()) {
            return act.kind() == Act.Kind.GRANTED
                    ? known(act, by).closed("Granted by " + act.actorName() + why(act) + ".")
                    : known(act, by).closed(ask == null ? "Granted." : ask.outcome());
        }
        List<String> told = act.tell().stream()
                .filter(each -> each.role().equals("approver"))
                .map(each -> each.person().id())
                .toList();
        boolean anew = ask == null || act.kind() == Act.Kind.ASKED;
        List<String> everybody = anew
                ? told
                : Stream.concat(ask.approvers().stream(), told.stream())
                        .distinct()
                        .toList();
        List<String> pending = !told.isEmpty() ? told : ask != null && ask.open() ? ask.pending() : everybody;
        return act.ask().asked(by, anew ? act.sequence() : ask.round(), everybody, pending);
    }

    /** The event's, with what only this course knows. */
    private ExceptionAsk known(Act act, String by) {
        return act.ask()
                .asked(
                        by,
                        ask == null ? act.sequence() : ask.round(),
                        ask == null ? List.of() : ask.approvers(),
                        List.of());
    }

    private static String why(Act act) {
        return act.reason().isEmpty() ? "" : ": " + act.reason();
    }
}
