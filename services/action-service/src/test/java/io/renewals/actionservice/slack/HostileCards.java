package io.renewals.actionservice.slack;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.adapter.ActionStore;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Content;
import io.renewals.actionservice.domain.Dossier;
import io.renewals.actionservice.domain.ExceptionAsk;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Offer;
import io.renewals.actionservice.domain.Person;
import io.renewals.messaging.Ids;
import io.renewals.rulebook.BillingPeriod;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cards in which one text stands wherever somebody else's words can. */
final class HostileCards {
    static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");
    static final String SHA = "a".repeat(64);
    static final String OFFER = "0a1b2c3d-1111-3222-8333-444455556666";
    static final Person MARIA = new Person("maria@acme.example", "Maria", "slack", true, false);
    static final Person TOM = new Person("gus@other.example", "Gus", "slack", true, false);
    static final Rulebook RULEBOOK = rulebook();

    private HostileCards() {}

    static Stream<String> texts() {
        return Stream.of(
                "Bayside Studio",
                "x".repeat(4_000),
                "👩‍👩‍👧😀".repeat(400),
                "שלום עולם \u202Eevil\u202C مرحبا ".repeat(100),
                "<!channel> <!here> <@U0ADA> <https://evil.example|your bank>",
                "*bold* _italic_ ~gone~ `code` > quote :tada: ".repeat(60),
                "&amp;&lt;!channel&gt; & < >".repeat(100),
                "<".repeat(4_000),
                "line\nline\r\n\tline ".repeat(200),
                "\u0000\u0007\uD83D half",
                "   ",
                "\"\\{}[]'");
    }

    static Card with(String text) {
        return with(text, "Hi Sam,\n\n" + text + "\n\nBest regards", new CardState.Queued(Optional.of(text)), false);
    }

    static Card mail(String body) {
        return with("Bayside Studio", body, CardState.Queued.FRESH, false);
    }

    static Card held(String text) {
        return with(text, text, new CardState.Held("cap", text), false);
    }

    /** @param limit what holds it */
    static Card heldBy(String limit) {
        return with("Bayside Studio", "Hi Sam", new CardState.Held(limit, "a dispute is open"), false);
    }

    static Card asking(String text) {
        return with(text, "Hi " + text, CardState.Queued.FRESH, true);
    }

    static Card ended(String text, String state) {
        Decision by = new Decision("maria@acme.example", text, "slack", NOW);
        return with(
                text,
                text,
                switch (state) {
                    case "skipped" -> new CardState.Skipped(by, "other", text, Optional.of(text), Optional.empty());
                    case "stale" -> new CardState.Stale(text, NOW);
                    case "expired" -> new CardState.Expired(TODAY, NOW, Optional.of(text));
                    case "snoozed" -> new CardState.Snoozed(by, TODAY.plusDays(3), Optional.of(text));
                    default -> new CardState.Sent(new CardState.Approval(by, 1, "<m@x>"), NOW);
                },
                false);
    }

    /** The same under another id. */
    static Card numbered(Card card, int number) {
        Dossier was = card.dossier();
        Dossier dossier = new Dossier(
                was.tenant(),
                Ids.of(OFFER, number),
                was.account(),
                was.cycleNo(),
                was.revision(),
                was.correlationId(),
                was.businessDate(),
                was.rulebookVersion(),
                was.accountVersion(),
                was.materialVersion(),
                was.accountName(),
                was.owner(),
                was.verdict(),
                was.severity(),
                was.engine(),
                was.modelId(),
                was.flags(),
                was.evidence(),
                was.renewalDate(),
                was.noticeDeadline(),
                was.daysToRenewal(),
                was.autoRenew(),
                was.contactName());
        return new Card(
                dossier,
                card.reassigned(),
                card.drafted(),
                card.content(),
                card.state(),
                card.exception(),
                card.sequence(),
                card.version());
    }

    private static Card with(String text, String body, CardState state, boolean asked) {
        Message message = new Message(
                text, "maria@acme.example", "sam@bayside.example", "maria@acme.example", text, body, null, SHA);
        Content content = new Content(offer(text), message);
        Optional<ExceptionAsk> exception = asked
                ? Optional.of(new ExceptionAsk(
                        text,
                        new BigDecimal("18"),
                        text,
                        new Decision("tom@acme.example", text, "slack", NOW),
                        2,
                        List.of()))
                : Optional.empty();
        return new Card(dossier(text), Optional.empty(), content, content, state, exception, 1, 1);
    }

    static CardDesk.Shown shown(Card card, String text) {
        ActionStore.Entry last = new ActionStore.Entry(
                1, "EDITED", "maria@acme.example", text, "slack", NOW, text, null, SHA, null, null);
        return new CardDesk.Shown(card, List.of(last), Optional.empty());
    }

    private static Offer offer(String text) {
        return new Offer(
                "UPGRADE",
                "pro",
                text,
                "business",
                text,
                40,
                BillingPeriod.MONTHLY,
                12,
                "USD",
                new BigDecimal("49.0000"),
                new BigDecimal("89.0000"),
                new BigDecimal("10.00"),
                new BigDecimal("80.1000"),
                new BigDecimal("71.0000"),
                new BigDecimal("15.00"),
                "mid",
                new BigDecimal("23520.0000"),
                new BigDecimal("38448.0000"),
                text,
                List.of("usage:util"));
    }

    private static Dossier dossier(String text) {
        return new Dossier(
                "acme",
                OFFER,
                "bayside",
                1,
                2,
                "corr",
                TODAY,
                1,
                7,
                3,
                text,
                new Dossier.CardOwner("maria", text, "maria@acme.example", "U0MARIA", "tier-default"),
                "EXPANSION",
                "MEDIUM",
                "TEMPLATE",
                null,
                List.of(text),
                List.of(),
                LocalDate.parse("2027-01-20"),
                LocalDate.parse("2026-12-20"),
                60,
                true,
                text);
    }

    private static Rulebook rulebook() {
        try {
            return switch (RulebookYaml.read(Files.readString(Path.of("../../samples/rulebook.yaml")))) {
                case ReadResult.Parsed parsed -> parsed.rulebook();
                case ReadResult.Refused refused ->
                    throw new IllegalStateException(refused.problems().toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
