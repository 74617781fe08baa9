package io.renewals.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One quarter of a company, an hour at a time; at the end of every hour the invariants hold. */
final class Quarter implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BEHIND_ONE_IN = 12;

    private final long seed;
    private final SimulatedClock clock;
    private final Random weather;
    private final Agenda agenda = new Agenda();
    private final Product product;
    private final Schedule schedule;
    private final Customers customers;
    private final People people;
    private final Invariants invariants;
    private String doing = "starting";
    private int hours;

    Quarter(long seed, int accounts) {
        this.seed = seed;
        this.weather = new Random(seed);
        this.clock = new SimulatedClock(Cast.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC));
        this.product = new Product(clock, new Random(seed + 1), Cast.PEOPLE);
        this.schedule = new Schedule(product.jobs());
        OtherSystems crm = new OtherSystems(clock, new Random(seed + 2), product.bus(), product.schemasUrl());
        this.customers = new Customers(new Random(seed + 3), agenda, crm);
        Look look = new Look(product.postgres());
        this.people = new People(new Random(seed + 4), agenda, clock, product, look);
        this.invariants = new Invariants(product, schedule, look, clock, customers, people);
        Cast.publications()
                .forEach(day -> agenda.at(
                        day.atStartOfDay().toInstant(ZoneOffset.UTC),
                        "rulebook of " + day,
                        () -> product.publish(Cast.rulebook(day), "ada@acme.example", "as of " + day)));
        customers.live(accounts);
        people.live();
        outages();
        casesUnderCards(new Random(seed + 5), look);
    }

    /** Few accounts have their trouble just while a card is before its owner, so some of those are given it. */
    private void casesUnderCards(Random chance, Look look) {
        for (int day = 4; day < 88; day += 2 + chance.nextInt(3)) {
            LocalDate on = Cast.FIRST_DAY.plusDays(day);
            Instant at = on.atTime(13, 0).toInstant(ZoneOffset.UTC).plusSeconds(chance.nextInt(8 * 3_600));
            agenda.at(at, "a case opens under a card", () -> {
                List<Look.Shown> open = look.open("");
                if (!open.isEmpty()) {
                    customers.caseOpens(open.get(chance.nextInt(open.size())).account(), on);
                }
            });
        }
    }

    /** Slack and the mail server have their days. */
    private void outages() {
        for (int day = 3; day < 90; day += 4 + weather.nextInt(5)) {
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
        Instant end = Cast.END.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant hour = clock.instant();
        try {
            for (; hour.isBefore(end); hour = hour.plus(HOUR)) {
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
        Instant end = hour.plus(HOUR);
        ZonedDateTime local = hour.atZone(ZONE);
        boolean business = local.getDayOfWeek() != DayOfWeek.SATURDAY
                && local.getDayOfWeek() != DayOfWeek.SUNDAY
                && local.getHour() >= 8
                && local.getHour() < 18;
        return business
                || local.getHour() == 0
                || local.getHour() == 8
                || hour.atZone(ZoneOffset.UTC).getHour() == 12
                || agenda.isDueBefore(end)
                || schedule.hasSeldomWithin(hour, end)
                || product.nextTimer().filter(due -> due.isBefore(end)).isPresent();
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
