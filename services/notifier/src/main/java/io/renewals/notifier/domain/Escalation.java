package io.renewals.notifier.domain;

import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who hears of a card that nobody decides on. Whoever is away is passed over, and that is said. */
public final class Escalation {
    private Escalation() {}

    /** Who is told, or why nobody is. */
    public sealed interface Target {
        /** @param note why they are told, one line */
        record To(Person person, String note) implements Target {}

        /** @param why one line */
        record Nobody(String why) implements Target {}
    }

    /**
     * @param owner of the card
     * @param today where the tenant is
     * @param passedOver what was said of earlier ones who were away
     */
    public static Target target(
            TimerKind kind, Person owner, Rulebook rulebook, LocalDate today, List<String> passedOver) {
        Optional<Owner> known = rulebook.ownerByEmail(owner.email());
        return switch (kind) {
            case REMINDER ->
                away(known, today)
                        .<Target>map(Target.Nobody::new)
                        .orElseGet(() -> new Target.To(owner, "It still waits for your decision."));
            case ESCALATION_DELEGATE -> delegate(owner, known, rulebook, today);
            case ESCALATION_MANAGER -> manager(owner, known, rulebook, today, passedOver);
        };
    }

    private static Target delegate(Person owner, Optional<Owner> known, Rulebook rulebook, LocalDate today) {
        Optional<Owner> delegate = known.flatMap(Owner::delegate).flatMap(rulebook::owner);
        if (delegate.isEmpty()) {
            return new Target.Nobody(owner.name() + " has no delegate.");
        }
        return away(delegate, today)
                .<Target>map(why -> new Target.Nobody("The delegate was not asked: " + why))
                .orElseGet(() -> new Target.To(
                        person(delegate.get()), owner.name() + " has not decided. You stand in for them, so you can."));
    }

    /** Where no manager is there it goes to whoever looks after what nobody owns. */
    private static Target manager(
            Person owner, Optional<Owner> known, Rulebook rulebook, LocalDate today, List<String> passedOver) {
        Optional<Owner> manager = known.flatMap(Owner::manager).flatMap(rulebook::owner);
        Optional<String> managerAway = away(manager, today);
        Owner next = manager.filter(person -> managerAway.isEmpty()).orElseGet(rulebook::admin);
        String passed = String.join(" ", passedOver)
                + managerAway.map(why -> " The manager was not asked: " + why).orElse("");
        if (next.email().equalsIgnoreCase(owner.email())) {
            return new Target.Nobody((passed + " Nobody is above " + owner.name() + ".").strip());
        }
        return away(Optional.of(next), today)
                .<Target>map(why -> new Target.Nobody((passed + " " + why).strip()))
                .orElseGet(() -> new Target.To(
                        person(next),
                        ("Nobody has decided: " + owner.name()
                                        + " has had it for days. You can give it to somebody else. " + passed)
                                .strip()));
    }

    private static Optional<String> away(Optional<Owner> person, LocalDate today) {
        return person.filter(each -> each.isAwayOn(today))
                .map(each -> each.name() + " is out of office until " + lastDay(each, today) + ".");
    }

    private static LocalDate lastDay(Owner owner, LocalDate today) {
        return owner.outOfOffice().stream()
                .filter(absence -> !today.isBefore(absence.from()) && !today.isAfter(absence.to()))
                .map(Owner.Absence::to)
                .max(LocalDate::compareTo)
                .orElse(today);
    }

    private static Person person(Owner owner) {
        return new Person(
                owner.id(), owner.name(), owner.email(), owner.slackId().orElse(null));
    }
}
