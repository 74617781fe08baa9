package io.renewals.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One quarter of a company, or less of it, an hour at a time; at the end of every hour the invariants hold. */
final class Quarter implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BEHIND_ONE_IN = 12;

    private final long seed;
    private final LocalDate end;
    private final SimulatedClock clock;
    private final Random weather;
    private final Agenda agenda = new Agenda();
    private final Product product;
    private final Look look;
    private final Reported reported;
    private final Schedule schedule;
    private final Customers customers;
    private final People people;
    private final Invariants invariants;
    private String doing = "starting";
    private int hours;

    /** @param end the day on which it is over */
    Quarter(long seed, int accounts, LocalDate end) {
        this.seed = seed;
        this.end = end;
        this.weather = new Random(seed);
        this.clock = new SimulatedClock(Cast.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC));
        this.product = new Product(clock, new Random(seed + 1), Cast.PEOPLE);
        this.schedule = new Schedule(product.jobs());
        this.look = new Look(product.postgres());
        this.reported = new Reported(look);
        OtherSystems crm = new OtherSystems(clock, new Random(seed + 2), product.bus(), product.schemasUrl());
        this.customers = new Customers(new Random(seed + 3), agenda, crm, reported, end);
        this.people = new People(new Random(seed + 4), agenda, clock, product, look);
        this.invariants = new Invariants(product, schedule, look, clock, customers, people);
        rulebooks(accounts);
        customers.live(accounts);
        people.live(end);
        outages();
        underCards("a case opens under a card", new Random(seed + 5), customers::caseOpens);
        underCards("a fact changes under a card", new Random(seed + 6), customers::factChanges);
        agenda.at(
                Cast.CAP_FALLS.atTime(10, 0).atZone(ZONE).toInstant(),
                "what was drafted under the cap before is approved",
                () -> look.open("").stream()
                        .filter(card -> card.cap().compareTo(Cast.SMALL_CAP_BEFORE) == 0)
                        .forEach(people::approve));
    }

    private void rulebooks(int accounts) {
        for (LocalDate day : Cast.publications()) {
            agenda.at(day.atStartOfDay().toInstant(ZoneOffset.UTC), "rulebook of " + day, () -> {
                List<String> alone = leftAlone(day, accounts);
                reported.leftAlone(alone, Cast.LEFT_ALONE_FOR);
                product.publish(Cast.rulebook(day, alone), "ada@acme.example", "as of " + day);
            });
        }
    }

    /** At first some that would get their offers meanwhile; later two whose cards are before their owners. */
    private List<String> leftAlone(LocalDate day, int accounts) {
        return day.isBefore(Cast.OTHERS_LEFT_ALONE)
                ? List.of(Customers.id(accounts / 3), Customers.id(accounts / 2 - 1), Customers.id(accounts / 2))
                : Stream.concat(look.open("").stream().map(Look.Shown::account), Stream.of(Customers.id(0)))
                        .distinct()
                        .limit(2)
                        .toList();
    }

    /** Few accounts have their trouble just while a card is before its owner, so some of those are given it. */
    private void underCards(String what, Random chance, BiConsumer<String, LocalDate> happens) {
        for (int day = 4; Cast.FIRST_DAY.plusDays(day + 2).isBefore(end); day += 2 + chance.nextInt(3)) {
            LocalDate on = Cast.FIRST_DAY.plusDays(day);
            Instant at = on.atTime(13, 0).toInstant(ZoneOffset.UTC).plusSeconds(chance.nextInt(8 * 3_600));
            agenda.at(at, what, () -> {
                List<Look.Shown> open = look.open("");
                if (!open.isEmpty()) {
                    happens.accept(open.get(chance.nextInt(open.size())).account(), on);
                }
            });
        }
    }

    /** Slack and the mail server have their days. */
    private void outages() {
        for (int day = 3; Cast.FIRST_DAY.plusDays(day).isBefore(end); day += 4 + weather.nextInt(5)) {
            Instant at = Cast.FIRST_DAY.plusDays(day).atTime(14, 0).toInstant(ZoneOffset.UTC);
            Instant from = at.plusSeconds(weather.nextInt(4 * 3_600));
            switch (weather.nextInt(3)) {
                case 0 -> {
                    agenda.at(from, "mail server goes away", product.mail()::away);
                    agenda.at(
                            from.plusSeconds(300 + weather.nextInt(1_800)),
                            "mail server is back",
                            product.mail()::open);
                }
                case 1 -> agenda.at(from, "Slack loses an answer", product.slack()::loseNextAnswer);
                default -> agenda.at(from, "Slack limits a post", product.slack()::limitNextPost);
            }
        }
    }

    /** @throws AssertionError naming seed, hour, what was done last, and the account */
    Figures run() {
        Instant begun = Instant.now();
        Instant over = end.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant hour = clock.instant();
        try {
            for (; hour.isBefore(over); hour = hour.plus(HOUR)) {
                if (canAnythingHappen(hour)) {
                    pass(hour);
                    doing = "the invariants";
                    invariants.hold(hour);
                    hours++;
                }
            }
            invariants.holdAtTheEnd();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ", hour " + hour + " (clock " + clock.instant() + "), during " + doing + ": "
                            + e.getMessage(),
                    e);
        }
        return invariants.figures(seed, hours, Duration.between(begun, Instant.now()));
    }

    private boolean canAnythingHappen(Instant hour) {
        Instant next = hour.plus(HOUR);
        ZonedDateTime local = hour.atZone(ZONE);
        return BusinessTime.isOpen(local)
                || local.getHour() == 0
                || local.getHour() == 8
                || hour.atZone(ZoneOffset.UTC).getHour() == 12
                || agenda.isDueBefore(next)
                || schedule.hasSeldomWithin(hour, next)
                || product.nextTimer().filter(due -> due.isBefore(next)).isPresent();
    }

    private void pass(Instant hour) {
        Instant end = hour.plus(HOUR);
        clock.moveTo(hour);
        List<Schedule.Run> runs = schedule.within(hour, end);
        runs.forEach(run -> agenda.at(run.at(), run.job().toString(), run.job()::run));
        Optional<Agenda.Entry> next = agenda.next(end);
        while (next.isPresent()) {
            Instant at = next.get().at();
            if (at.isAfter(clock.instant())) {
                doing = "what happens by itself before " + at;
                product.runUntil(at);
            }
            weather();
            doing = next.get().what();
            next.get().act().run();
            product.deliver();
            next = agenda.next(end);
        }
        doing = "what happens by itself before " + end;
        product.bus().catchUp();
        product.runUntil(end.minusMillis(1));
    }

    private void weather() {
        product.bus().catchUp();
        if (weather.nextInt(BEHIND_ONE_IN) == 0) {
            product.bus().letOneFallBehind();
        }
    }

    @Override
    public void close() {
        product.close();
    }
}
