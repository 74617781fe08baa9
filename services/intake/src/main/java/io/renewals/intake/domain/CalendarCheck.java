package io.renewals.intake.domain;

import io.renewals.intake.domain.CalendarReading.Moved;
import io.renewals.intake.domain.CalendarReading.RefusedEvent;
import io.renewals.intake.domain.CalendarReading.Settled;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds the events of a calendar against the known accounts: which renewals are on another day than was known. */
public final class CalendarCheck {
    private static final BigDecimal CERTAIN = new BigDecimal("1.0000");
    private static final BigDecimal BY_NAME = new BigDecimal("0.9000");
    private static final String DAY = "DTSTART";
    private static final String ACCOUNT = "account";
    private static final String SUMMARY = "SUMMARY";

    private final TermsCheck terms;

    public CalendarCheck(MailSyntax mail) {
        this.terms = new TermsCheck(mail);
    }

    private record Match(KnownAccount account, BigDecimal confidence) {}

    /** A renewal that is still to come. */
    private record Coming(CalendarEvent event, Match match, LocalDate day) {}

    /**
     * @param skipped events that were not even looked at, for nothing in them speaks of a renewal
     * @param unreadable events that could not be read at all
     * @param today where the tenant is
     */
    public CalendarReading read(
            List<CalendarEvent> events, int skipped, List<RefusedEvent> unreadable, KnownBook book, LocalDate today) {
        List<RefusedEvent> refused = new ArrayList<>(unreadable);
        List<Coming> coming = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        int past = 0;
        int other = skipped;
        for (CalendarEvent event : events) {
            if (!event.isRenewal()) {
                other++;
                continue;
            }
            switch (event.next()) {
                case CalendarEvent.Past was -> {
                    past++;
                    match(event, book, new Reasons()).ifPresent(known -> settle(event, known, settled));
                }
                case CalendarEvent.Cancelled off -> {
                    past++;
                    match(event, book, new Reasons()).ifPresent(known -> settle(event, known, settled));
                }
                case CalendarEvent.Unreadable bad ->
                    refused.add(refusal(event, new Reason(bad.field(), bad.problem(), bad.advice())));
                case CalendarEvent.On on -> {
                    Reasons found = new Reasons();
                    Optional<Match> match = match(event, book, found);
                    match.ifPresentOrElse(
                            known -> coming.add(new Coming(event, known, on.day())),
                            () -> refused.add(refusal(event, found.list())));
                }
            }
        }
        List<Moved> moved = new ArrayList<>();
        List<String> same = new ArrayList<>();
        nearestOfEach(coming, refused).forEach(each -> compare(each, today, moved, same, settled, refused));
        refused.sort(Comparator.comparingInt(RefusedEvent::line));
        return new CalendarReading(moved, same, settled, past, other, refused);
    }

    private static Optional<Match> match(CalendarEvent event, KnownBook book, Reasons found) {
        Optional<String> named = event.namedAccount();
        if (named.isPresent()) {
            Optional<KnownAccount> byId = book.account(named.get());
            return byId.isPresent()
                    ? byId.map(account -> new Match(account, CERTAIN))
                    : only(ACCOUNT, named.get(), book.named(named.get()), CERTAIN, found);
        }
        for (String candidate : event.nameCandidates()) {
            List<KnownAccount> accounts = book.named(candidate);
            if (!accounts.isEmpty()) {
                return only(SUMMARY, candidate, accounts, BY_NAME, found);
            }
        }
        found.add(
                SUMMARY,
                event.summary().isEmpty()
                        ? "is missing, and nothing else names an account"
                        : Texts.shown(event.summary()) + " is no account's name",
                "add a line \"account: <id>\" to the description, with the id as the accounts page shows it");
        return Optional.empty();
    }

    private static Optional<Match> only(
            String field, String text, List<KnownAccount> accounts, BigDecimal confidence, Reasons found) {
        if (accounts.size() == 1) {
            return Optional.of(new Match(accounts.getFirst(), confidence));
        }
        if (accounts.isEmpty()) {
            found.add(
                    field,
                    Texts.shown(text) + " is neither id nor name of an account",
                    "write the id as the accounts page shows it, or import the account first and then this file again");
        } else {
            found.add(
                    field,
                    Texts.shown(text) + " is the name of " + accounts.size() + " accounts",
                    "name the one by its id, in a line \"account: <id>\": "
                            + accounts.stream()
                                    .map(KnownAccount::account)
                                    .sorted()
                                    .limit(10)
                                    .collect(Collectors.joining(", ")));
        }
        return Optional.empty();
    }

    /** The next renewal of an account is the one to prepare; another one beside it leaves it open which is meant. */
    private static List<Coming> nearestOfEach(List<Coming> coming, List<RefusedEvent> refused) {
        Map<String, Coming> nearest = new HashMap<>();
        List<Coming> inOrder = coming.stream()
                .sorted(Comparator.comparing(Coming::day)
                        .thenComparing(each -> each.event().line()))
                .toList();
        for (Coming each : inOrder) {
            Coming first = nearest.putIfAbsent(each.match().account().account(), each);
            if (first != null) {
                refused.add(
                        refusal(
                                each.event(),
                                new Reason(
                                        "UID",
                                        "line " + first.event().line() + " has a renewal of "
                                                + each.match().account().account() + " on " + first.day() + " already",
                                        "keep one event for the next renewal of each account, or take the tag off the others")));
            }
        }
        return inOrder.stream()
                .filter(each -> nearest.get(each.match().account().account()) == each)
                .sorted(Comparator.comparingInt(each -> each.event().line()))
                .toList();
    }

    private void compare(
            Coming each,
            LocalDate today,
            List<Moved> moved,
            List<String> same,
            List<Settled> settled,
            List<RefusedEvent> refused) {
        KnownAccount known = each.match().account();
        if (each.day().equals(known.terms().renewalDate())) {
            same.add(known.account());
            settle(each.event(), each.match(), settled);
            return;
        }
        if (known.hasLeft()) {
            refused.add(refusal(
                    each.event(),
                    new Reason(
                            ACCOUNT,
                            Texts.shown(known.account()) + " is reported as churned",
                            "take the event out of the calendar; if the customer is back, report the renewal first")));
            return;
        }
        switch (terms.check(
                known.terms().renewingOn(each.day()),
                new Reasons(),
                today,
                field -> field == TermsField.RENEWAL_DATE ? DAY : field.path())) {
            case Checked.Accepted<Terms> accepted ->
                moved.add(new Moved(
                        each.event(), known, accepted.value(), each.match().confidence()));
            case Checked.Refused<Terms> no ->
                refused.add(new RefusedEvent(
                        each.event().line(),
                        known.account(),
                        each.event().uid(),
                        each.event().where(),
                        Optional.of(each.day()),
                        no.reasons(),
                        each.event().content()));
        }
    }

    /** Without an id nobody can tell which event it was that proposed something. */
    private static void settle(CalendarEvent event, Match match, List<Settled> settled) {
        if (!event.uid().isEmpty()) {
            settled.add(new Settled(event, match.account(), match.confidence()));
        }
    }

    private static RefusedEvent refusal(CalendarEvent event, Reason reason) {
        return refusal(event, List.of(reason));
    }

    private static RefusedEvent refusal(CalendarEvent event, List<Reason> reasons) {
        return new RefusedEvent(
                event.line(),
                event.namedAccount().orElse(AccountId.MISSING),
                event.uid(),
                event.where(),
                event.next() instanceof CalendarEvent.On on ? Optional.of(on.day()) : Optional.empty(),
                reasons,
                event.content());
    }
}
