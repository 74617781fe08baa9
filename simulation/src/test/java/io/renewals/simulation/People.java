package io.renewals.simulation;

import io.renewals.actionservice.domain.Command;
import java.math.BigDecimal;
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
    private static final List<String> REASONS =
            List.of("handling_by_hand", "already_churned", "not_ready_yet", "other");

    private final Random random;
    private final Agenda agenda;
    private final SimulatedClock clock;
    private final Look look;
    private final Hands hands;

    People(Random random, Agenda agenda, SimulatedClock clock, Product product, Look look) {
        this.random = random;
        this.agenda = agenda;
        this.clock = clock;
        this.look = look;
        this.hands = new Hands(product);
    }

    Hands hands() {
        return hands;
    }

    /** Notes everybody's visits. */
    void live() {
        for (LocalDate day = Cast.FIRST_DAY; day.isBefore(Cast.END); day = day.plusDays(1)) {
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
        if (isAway(person, today)) {
            return;
        }
        Instant at = clock.instant();
        for (Look.Shown card : queue(person, today)) {
            boolean passesOver = person.habit() == Cast.Habit.SLOW && random.nextBoolean();
            if (passesOver) {
                continue;
            }
            at = at.plusSeconds(20 + random.nextInt(200));
            Command command = wish(card);
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
                    && (other.habit() == Cast.Habit.IGNORES && random.nextInt(6) == 0 || isAway(other, today));
            if (standsIn) {
                queue.addAll(look.open(other.email()));
            }
        }
        if (person.habit() == Cast.Habit.ADMIN) {
            look.open("").stream()
                    .filter(card ->
                            card.status().equals("held") || card.deadline().isBefore(today.plusDays(2)))
                    .filter(card -> random.nextInt(3) == 0)
                    .forEach(queue::add);
        }
        return queue;
    }

    private static boolean isAway(Cast.Person person, LocalDate today) {
        boolean kate = person.id().equals("kate")
                && !today.isBefore(Cast.FIRST_DAY.plusDays(20))
                && !today.isAfter(Cast.FIRST_DAY.plusDays(33));
        boolean olga = person.id().equals("olga")
                && !today.isBefore(Cast.SICK_FROM)
                && !today.isAfter(Cast.SICK_FROM.plusDays(4));
        return kate || olga;
    }

    private Command wish(Look.Shown card) {
        int dice = random.nextInt(100);
        if (dice < 52 && card.status().equals("queued")) {
            return new Command.Approve(card.sha256(), card.revision());
        }
        if (dice < 64) {
            return edit(card, card.discount());
        }
        if (dice < 70) {
            BigDecimal over = card.cap().add(BigDecimal.valueOf(1 + random.nextInt(20)));
            return edit(card, over);
        }
        String reason = REASONS.get(random.nextInt(REASONS.size()));
        return new Command.Skip(card.revision(), reason, Optional.of("said on the phone"));
    }

    private static Command edit(Look.Shown card, BigDecimal discount) {
        return new Command.Edit(
                card.sha256(),
                card.revision(),
                card.subject(),
                card.text() + "\nDo call me whenever you like.",
                card.plan(),
                discount);
    }

    private void act(Cast.Person person, Look.Shown card, Command command, String key) {
        boolean done = hands.decide(person, card, command, Optional.ofNullable(key));
        if (key != null) {
            hands.again(person, card, command, key, done);
        }
        if (random.nextInt(25) == 0) {
            hands.stranger(card);
        }
        boolean edited = done && command instanceof Command.Edit;
        boolean skipped = done && command instanceof Command.Skip;
        if (edited || skipped && random.nextInt(4) == 0) {
            agenda.at(clock.instant().plusSeconds(60 + random.nextInt(600)), person.id() + " thinks again", () -> {
                if (random.nextInt(3) == 0) {
                    hands.decide(person, card, new Command.Undo(Optional.empty()), Optional.empty());
                }
            });
        }
    }
}
