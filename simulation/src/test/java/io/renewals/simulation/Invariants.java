package io.renewals.simulation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.registry.adapter.ReconcileRows;
import io.renewals.registry.adapter.Reconciler;
import io.renewals.registry.domain.State;
import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds at every hour of the quarter, whatever has happened in it. */
final class Invariants {
    /** States that an account passes through by itself: nobody is in one of them once everything on the bus is handled. */
    private static final Set<State> PASSING = EnumSet.of(State.DUE, State.DECIDED, State.DRAFTED);

    private final Product product;
    private final Schedule schedule;
    private final Look look;
    private final SimulatedClock clock;
    private final Customers customers;
    private final People people;
    private final Messages messages;
    private final CardRules cards;
    private final DigestRules digests;
    private final Reminders reminders;
    private long mostOverdue;

    Invariants(
            Product product, Schedule schedule, Look look, SimulatedClock clock, Customers customers, People people) {
        this.product = product;
        this.schedule = schedule;
        this.look = look;
        this.clock = clock;
        this.customers = customers;
        this.people = people;
        this.messages = new Messages(product, look);
        this.cards = new CardRules(look);
        this.digests = new DigestRules(look, clock);
        this.reminders = new Reminders(look, clock);
    }

    /** @param hour its beginning; it is over now */
    void hold(Instant hour) {
        noDeadLetters();
        noScheduledWorkFailed();
        registryAndQueueAgree();
        everyAccountInOneState();
        nobodyTooLongWithoutItsFigure();
        noCardOnOtherFacts();
        casesHoldAsLongAsTheyAreOpen();
        cards.hold(hour.plusSeconds(Schedule.EVERY_AT_S));
        messages.hold();
        digests.hold();
        if (reminders.isOn() && hour.atZone(Quarter.ZONE).getHour() == 0) {
            reminders.hold();
        }
    }

    private void noDeadLetters() {
        for (Topic topic : Topics.ALL) {
            if (topic.name().endsWith(".dead") && product.bus().size(topic.name()) > 0) {
                throw new AssertionError("a dead letter of " + topic.name() + ": "
                        + product.bus().firstReason(topic.name()));
            }
        }
    }

    /** What fails for one tenant is kept from the others, and so from us: its count is not. */
    private void noScheduledWorkFailed() {
        for (Service service : product.services()) {
            for (Counter failures : service.get(MeterRegistry.class)
                    .find("renewals.tenant.failures")
                    .counters()) {
                check(failures.count() == 0, service.name() + " failed at " + failures.getId());
            }
        }
    }

    private void registryAndQueueAgree() {
        ReconcileRows.Run run =
                product.service("registry").get(Reconciler.class).run(Product.TENANT);
        if (run.failure() != null || run.differences() > 0) {
            throw new AssertionError("registry and queue differ: " + run + " "
                    + look.all(
                            "select account, found from registry.difference where tenant = 'acme'",
                            row -> "account " + row.getString(1) + ": " + row.getString(2)));
        }
        long late = look.count("select count(*) from registry.reconcile_run where overdue > 0");
        check(late == 0, "an hourly reconcile found differences older than 15 minutes");
    }

    private record Standing(String account, State state, Instant since) {}

    private void everyAccountInOneState() {
        long known = look.count("select count(*) from registry.account where tenant = 'acme'");
        check(
                known == customers.reported(),
                known + " accounts are in a state, " + customers.reported() + " were reported");
        List<String> passing = look.all(
                "select account || ' is ' || state || ' since ' || state_since from registry.account where state = any (string_to_array(?, ','))",
                row -> row.getString(1),
                String.join(",", PASSING.stream().map(State::name).toList()));
        check(passing.isEmpty(), "on the way though nothing moves: account " + passing);
    }

    private void nobodyTooLongWithoutItsFigure() {
        Map<State, Long> overdue = new EnumMap<>(State.class);
        List<Standing> standings = look.all(
                "select account, state, state_since from registry.account where tenant = 'acme'",
                row -> new Standing(
                        row.getString(1),
                        State.valueOf(row.getString(2)),
                        row.getTimestamp(3).toInstant()));
        for (Standing each : standings) {
            boolean late = each.state()
                    .limit()
                    .filter(limit -> each.since().isBefore(clock.instant().minus(limit)))
                    .isPresent();
            if (late) {
                overdue.merge(each.state(), 1L, Long::sum);
            }
        }
        schedule.named("BookMeters.read").run();
        MeterRegistry meters = product.service("registry").get(MeterRegistry.class);
        for (State state : State.values()) {
            Gauge gauge = meters.find("renewals.accounts.overdue")
                    .tags("tenant", Product.TENANT, "state", state.name())
                    .gauge();
            long said = gauge == null ? 0 : Math.round(gauge.value());
            long are = overdue.getOrDefault(state, 0L);
            check(said == are, are + " accounts are too long in " + state + ", the figure says " + said);
        }
        check(overdue.getOrDefault(State.SENDING, 0L) == 0, "an account is too long in SENDING");
        mostOverdue = Math.max(
                mostOverdue,
                overdue.values().stream().mapToLong(Long::longValue).sum());
    }

    private void noCardOnOtherFacts() {
        List<String> outdated = look.all(
                """
                select card.account from action_service.card card join registry.account book using (tenant, account)
                where card.tenant = 'acme' and card.material_version <> book.material_version
                  and (card.status in ('queued', 'approved')
                    or card.status = 'held' and not (book.suppression_holds and card.state ->> 'limit' = 'suppression'))""",
                row -> row.getString(1));
        check(outdated.isEmpty(), "a card on facts that have changed can still be decided: account " + outdated);
    }

    private void casesHoldAsLongAsTheyAreOpen() {
        List<String> free = look.all(
                """
                select book.account || ' is ' || book.state || ', its card ' || coalesce(card.status, 'none') from registry.account book
                  left join action_service.card card using (tenant, account)
                where book.tenant = 'acme' and book.suppression_holds and (card.status in ('queued', 'snoozed', 'approved')
                  or book.state in ('DUE', 'NO_OFFER', 'DECIDED', 'DRAFTED', 'QUEUED'))""",
                row -> row.getString(1));
        check(free.isEmpty(), "not held though a case or dispute is open: account " + free);
        List<String> stuck = look.all(
                """
                select card.account from action_service.card card join registry.account book using (tenant, account)
                where card.tenant = 'acme' and card.status = 'held' and card.state ->> 'limit' = 'suppression'
                  and not (book.suppression_holds and book.state = 'HELD' and card.cycle_no = book.cycle_no
                    and card.revision = book.revision and card.state ->> 'reason' = book.suppression)""",
                row -> row.getString(1));
        check(stuck.isEmpty(), "held for a case that is over or another one: account " + stuck);
    }

    void holdAtTheEnd() {
        messages.holdAtTheEnd();
        Map<String, Integer> events = product.bus().events();
        long published = events.entrySet().stream()
                .filter(each -> !each.getKey().equals(Topics.AUDIT_ENTRY))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long entries = look.count("select count(*) from audit_sink.entry");
        check(entries == published, entries + " entries are in the trail, " + published + " events were published");
    }

    Figures figures(long seed, int hours, Duration took) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("accounts", (long) customers.reported());
        counts.put("cards", look.count("select count(*) from action_service.card"));
        counts.put("customer mails", (long) product.mail().customers().size());
        counts.put("Slack messages", (long) product.slack().posted());
        counts.put("mails to owners", (long) product.mail().owners().size());
        counts.put(
                "reminders",
                look.count(
                        "select count(*) from notifier.ping where kind = 'reminder' and occasion = 0 and status = 'sent'"));
        counts.put(
                "escalations",
                look.count(
                        "select count(*) from notifier.ping where kind like 'escalation%' and occasion = 0 and status = 'sent'"));
        counts.put("expiries", look.count("select count(*) from action_service.card_action where action = 'EXPIRED'"));
        counts.put(
                "cards held for a case",
                look.count(
                        """
                        select count(*) from action_service.card_action
                        where action = 'HELD' and after -> 'state' ->> 'limit' = 'suppression'"""));
        counts.put("digests held against the trail", (long) digests.checked());
        counts.put("accounts late at most", mostOverdue);
        counts.put("records delivered twice", product.bus().redelivered());
        counts.put("entries in the trail", look.count("select count(*) from audit_sink.entry"));
        people.hands().decisions().forEach(counts::put);
        return new Figures(seed, hours, counts, took);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
