package io.renewals.simulation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What holds at every hour of the quarter, whatever has happened in it. */
final class Invariants {
    private final Product product;
    private final Look look;
    private final Customers customers;
    private final People people;
    private final BookRules book;
    private final FactRules facts;
    private final Messages messages;
    private final CardRules cards;
    private final DigestRules digests;
    private final Reminders reminders;

    Invariants(
            Product product, Schedule schedule, Look look, SimulatedClock clock, Customers customers, People people) {
        this.product = product;
        this.look = look;
        this.customers = customers;
        this.people = people;
        this.book = new BookRules(product, schedule, look, clock);
        this.facts = new FactRules(look, customers);
        this.messages = new Messages(product, look);
        this.cards = new CardRules(look);
        this.digests = new DigestRules(look, clock);
        this.reminders = new Reminders(look, clock);
    }

    /** @param hour its beginning; it is over now */
    void hold(Instant hour) {
        noDeadLetters();
        noScheduledWorkFailed();
        book.hold();
        facts.hold();
        cards.hold(hour.plusSeconds(Schedule.EVERY_AT_S));
        messages.hold();
        digests.hold();
        if (hour.atZone(Quarter.ZONE).getHour() == 0) {
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

    void holdAtTheEnd() {
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
        counts.put("accounts", (long) customers.known());
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
                "exceptions granted",
                look.count("select count(*) from action_service.card_action where action = 'EXCEPTION_GRANTED'"));
        counts.put(
                "snoozes over", look.count("select count(*) from action_service.card_action where action = 'WOKEN'"));
        counts.put(
                "mails to small accounts after their cap fell",
                look.count(
                        """
                        select count(*) from action_service.approved_mail mail join action_service.card using (tenant, offer_id)
                        where mail.state = 'sent' and tier = 'small' and mail.ended_at >= ?""",
                        Cast.CAP_FALLS));
        counts.put(
                "cards held for their cap",
                look.count(
                        """
                        select count(*) from action_service.card_action
                        where action = 'HELD' and after -> 'state' ->> 'limit' = 'cap'"""));
        counts.put(
                "cards void since their accounts are left alone",
                look.count(
                        """
                        select count(*) from action_service.card join fact using (account)
                        where left_alone is not null and status = 'stale'"""));
        counts.put(
                "cards held for a case",
                look.count(
                        """
                        select count(*) from action_service.card_action
                        where action = 'HELD' and after -> 'state' ->> 'limit' = 'suppression'"""));
        counts.put("digests and summaries of the whole book", (long) digests.checked());
        counts.put("accounts late at most", book.mostOverdue());
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
