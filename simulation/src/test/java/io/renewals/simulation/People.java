package io.renewals.simulation;

import io.renewals.actionservice.domain.Command;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The owners at their queues: each looks when it is their habit, and decides some minutes after having looked. */
final class People {
    private final Random random;
    private final Agenda agenda;
    private final SimulatedClock clock;
    private final Look look;
    private final Hands hands;
    private final Wishes wishes;

    People(Random random, Agenda agenda, SimulatedClock clock, Product product, Look look) {
        this.random = random;
        this.agenda = agenda;
        this.clock = clock;
        this.look = look;
        this.hands = new Hands(product);
        this.wishes = new Wishes(random);
    }

    Hands hands() {
        return hands;
    }

    /** Notes everybody's visits. @param end nobody comes from this day on */
    void live(LocalDate end) {
        for (LocalDate day = Cast.FIRST_DAY; day.isBefore(end); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            for (Cast.Person person : Cast.presentOn(day)) {
                for (int visit = visits(person.habit()); visit > 0; visit--) {
                    agenda.at(moment(day), "visit of " + person.id(), () -> visit(person));
                }
            }
        }
    }

    private int visits(Cast.Habit habit) {
        return switch (habit) {
            case DILIGENT -> 2;
            case SLOW -> random.nextInt(3) == 0 ? 1 : 0;
            case IGNORES -> 0;
            case ADMIN -> 1;
        };
    }

    private Instant moment(LocalDate day) {
        return day.atTime(LocalTime.of(8, 30)).atZone(Quarter.ZONE).toInstant().plusSeconds(random.nextInt(8 * 3_600));
    }

    private void visit(Cast.Person person) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Quarter.ZONE);
        if (Cast.isAway(person, today)) {
            return;
        }
        Instant at = clock.instant();
        for (Look.Shown card : queue(person, today)) {
            boolean passesOver = person.habit() == Cast.Habit.SLOW && random.nextBoolean();
            if (passesOver) {
                continue;
            }
            at = at.plusSeconds(20 + random.nextInt(200));
            if (random.nextInt(10) < 7) {
                hands.open(person, card);
            }
            Command command = card.asksException() && Cast.APPROVERS.contains(person.id())
                    ? wishes.onException(card)
                    : wishes.of(card, today);
            String key = random.nextInt(15) == 0 ? "key-" + card.offerId() + random.nextInt() : null;
            agenda.at(at, person.id() + " on " + card.account(), () -> act(person, card, command, key));
        }
    }

    /** One's own; of whoever is away or never looks what one stands in for, the admin's everything that is late. */
    private List<Look.Shown> queue(Cast.Person person, LocalDate today) {
        List<Look.Shown> queue = new ArrayList<>(look.open(person.email()));
        for (Cast.Person other : Cast.PEOPLE) {
            boolean standsIn = person.id().equals(other.delegate())
                    && Cast.presentOn(today).contains(other)
                    && (other.habit() == Cast.Habit.IGNORES && random.nextInt(6) == 0 || Cast.isAway(other, today));
            if (standsIn) {
                queue.addAll(look.open(other.email()));
            }
        }
        if (Cast.APPROVERS.contains(person.id())) {
            look.open("").stream().filter(Look.Shown::asksException).forEach(queue::add);
        }
        if (person.habit() == Cast.Habit.ADMIN) {
            look.open("").stream()
                    .filter(card ->
                            card.status().equals("held") || card.deadline().isBefore(today.plusDays(2)))
                    .filter(card -> random.nextInt(3) == 0)
                    .forEach(queue::add);
        }
        return queue.stream().distinct().toList();
    }

    /** The admin, who may. */
    void approve(Look.Shown card) {
        hands.decide(Cast.named("ada"), card, new Command.Approve(card.sha256(), card.revision()), Optional.empty());
    }

    private void act(Cast.Person person, Look.Shown card, Command command, String key) {
        boolean done = hands.decide(person, card, command, Optional.ofNullable(key));
        if (key != null) {
            hands.again(person, card, command, key, done);
        }
        if (random.nextInt(25) == 0) {
            hands.stranger(card);
        }
        if (!done) {
            return;
        }
        // A mail that has left can be undone too: the customer has it, and a follow-up comes.
        int thinksAgainOneIn = command instanceof Command.Approve ? 40 : command instanceof Command.Edit ? 4 : 9;
        if (random.nextInt(thinksAgainOneIn) == 0) {
            agenda.at(
                    clock.instant().plusSeconds(60 + random.nextInt(600)),
                    person.id() + " takes back what was done on " + card.account(),
                    () -> hands.decide(person, card, new Command.Undo(Optional.empty()), Optional.empty()));
        }
    }
}
