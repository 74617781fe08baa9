package io.renewals.notifier.domain;

import io.renewals.notifier.domain.CardFacts.Content;
import io.renewals.notifier.domain.CardFacts.EvidenceLine;
import io.renewals.notifier.domain.CardFacts.Letter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Cards to render. */
final class Cards {
    static final String PUBLIC_URL = "http://localhost:8080";
    static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    static final Person MARIA = new Person("maria", "Maria Santos", "maria@acme.example", "U0MARIA");
    static final Person TOM = new Person("tom", "Tom Becker", "tom@acme.example", null);
    static final Person ADA = new Person("ada", "Ada Okafor", "ada@acme.example", "U0ADA");

    private Cards() {}

    static CardFacts card(String accountName, String body) {
        return card(accountName, body, "usage is at 92% of the plan's ceiling");
    }

    /** As its owner sees it. */
    static Reading owned(CardFacts facts, Standing standing) {
        return read(facts, standing, Purpose.CARD, MARIA, null, "");
    }

    /** Maria's card, as somebody sees it. @param ask null: none */
    static Reading read(
            CardFacts facts, Standing standing, Purpose purpose, Person reader, ExceptionAsk ask, String note) {
        return new Reading(
                facts, standing, MARIA, Optional.ofNullable(ask), purpose, reader, note, false, false, TODAY);
    }

    static ExceptionAsk asked(String text) {
        return ExceptionAsk.told(text, "22%", text, text, 2, 0).asked(text, 3, List.of("ada", "tom"), List.of("ada"));
    }

    /** @param text stands in every field that somebody else may have written */
    static CardFacts hostile(String text) {
        return card(text, text, text);
    }

    private static CardFacts card(String accountName, String body, String other) {
        boolean plain = other.startsWith("usage is");
        return new CardFacts(
                plain ? "acme" : other,
                other.length() > 1_000 ? other : "o-1",
                "bayside",
                accountName,
                2,
                MARIA,
                plain ? "Pro" : other,
                plain ? "USD 49.00 per unit a month" : other,
                "expansion",
                "medium severity",
                List.of(
                        new EvidenceLine(plain ? "usage:util" : other, "utilisation 92"),
                        new EvidenceLine("crm:1", other),
                        new EvidenceLine("crm:2", other),
                        new EvidenceLine("crm:3", other)),
                plain ? "the template" : other,
                plain ? List.of() : List.of(other, other),
                60,
                "2027-01-20",
                "2026-12-20",
                new Content(
                        plain ? "Business, 40 units" : other,
                        plain ? "USD 80.10 per unit a month" : other,
                        "10%",
                        plain ? "15% for tier mid" : other,
                        other,
                        new Letter(
                                "Maria <maria@acme.example>",
                                "sam@bayside.example",
                                plain ? "Room to grow" : other,
                                body,
                                "a".repeat(64))));
    }
}
