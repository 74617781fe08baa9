package io.renewals.actionservice.domain;

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

/** Cards and people for domain tests: Business at 80.10, 10% off 89.00, for 40 seats, mid tier with a cap of 15%. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");
    static final Rulebook RULEBOOK = rulebook();
    static final Message.Digest DIGEST =
            message -> Integer.toHexString((message.subject() + "\u0000" + message.textBody() + "\u0000"
                            + message.htmlBody() + message.toAddress() + message.fromAddress() + message.replyTo())
                    .hashCode());
    static final Person MARIA = new Person("maria@acme.example", "Maria", "web", true, false);
    static final Person TOM = new Person("tom@acme.example", "Tom", "web", true, false);
    static final Person ADA = new Person("ada@acme.example", "Ada", "web", true, true);
    static final Person OTTO = new Person("otto@acme.example", "Otto", "web", false, false);

    static final String TEXT =
            """
            Hi Sam,

            I would like to suggest Business at $80.10 per seat per month, 10% off $89.00, for your 40 seats. \
            That is $3,204.00 a month; today it is $1,960. Your team uses 92% of Pro.

            Everything in Pro, with advanced permissions, an audit log and priority support.""";

    private Samples() {}

    static Card card() {
        return card(CardState.Queued.FRESH);
    }

    static Card card(CardState state) {
        Message open = new Message(
                "Maria",
                "maria@acme.example",
                "sam@bayside.example",
                "maria@acme.example",
                "Room to grow",
                TEXT,
                null,
                "");
        Message message = new Message(
                open.fromName(),
                open.fromAddress(),
                open.toAddress(),
                open.replyTo(),
                open.subject(),
                open.textBody(),
                null,
                DIGEST.apply(open));
        return Card.arriving(dossier(), new Content(offer(), message), state);
    }

    static Offer offer() {
        return new Offer(
                "UPGRADE",
                "pro",
                "Pro",
                "business",
                "Business",
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
                "usage is near the ceiling",
                List.of("usage:util"));
    }

    static Dossier dossier() {
        return new Dossier(
                "acme",
                "offer-1",
                "bayside",
                1,
                2,
                "corr",
                LocalDate.parse("2026-11-21"),
                1,
                7,
                3,
                "Bayside Studio",
                new Dossier.CardOwner("maria", "Maria Santos", "maria@acme.example", "U0MARIA", "tier-default"),
                "EXPANSION",
                "MEDIUM",
                "TEMPLATE",
                null,
                List.of(),
                List.of(),
                LocalDate.parse("2027-01-20"),
                LocalDate.parse("2026-12-20"),
                60,
                true,
                "Sam");
    }

    static Circumstances now() {
        return now(RULEBOOK);
    }

    static Circumstances now(Rulebook rulebook) {
        return new Circumstances(rulebook, NOW, DIGEST, Optional.empty(), Optional.empty(), Ground.FIRM);
    }

    /** After the account's facts have changed. */
    static Circumstances outdated(Optional<Circumstances.Past> undoable) {
        return new Circumstances(RULEBOOK, NOW, DIGEST, undoable, Optional.empty(), Ground.CHANGED);
    }

    static Circumstances at(String instant) {
        return new Circumstances(
                RULEBOOK, Instant.parse(instant), DIGEST, Optional.empty(), Optional.empty(), Ground.FIRM);
    }

    static Circumstances after(Outcome.Done done, Optional<Integer> newerRevision) {
        return after(RULEBOOK, done, newerRevision);
    }

    static Circumstances after(Rulebook rulebook, Outcome.Done done, Optional<Integer> newerRevision) {
        return new Circumstances(
                rulebook,
                NOW.plusSeconds(60),
                DIGEST,
                Optional.of(new Circumstances.Past(
                        done.action().kind(),
                        done.action().sequence(),
                        done.action().by().actor(),
                        done.before().reassigned(),
                        done.before().content(),
                        done.before().state(),
                        done.before().exception())),
                newerRevision,
                Ground.FIRM);
    }

    static Command.Approve approveAsShown(Card card) {
        return new Command.Approve(card.message().sha256(), card.dossier().revision());
    }

    static Command.Edit edit(Card card, String text, String plan, String discount) {
        return new Command.Edit(
                card.message().sha256(),
                card.dossier().revision(),
                card.message().subject(),
                text,
                plan,
                discount == null ? null : new BigDecimal(discount));
    }

    /** The sample's rules with texts replaced: what, by what, what, by what. */
    static Rulebook rulebook(String... replacements) {
        try {
            String yaml = Files.readString(Path.of("../../samples/rulebook.yaml"));
            for (int i = 0; i < replacements.length; i += 2) {
                yaml = yaml.replace(replacements[i], replacements[i + 1]);
            }
            return switch (RulebookYaml.read(yaml)) {
                case ReadResult.Parsed parsed -> parsed.rulebook();
                case ReadResult.Refused refused ->
                    throw new IllegalStateException(refused.problems().toString());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mid tier's cap lowered since. */
    static Rulebook tightened() {
        return rulebook("discount_cap: 15", "discount_cap: 8", "{min: 10, max: 12.5}", "{min: 5, max: 8}");
    }
}
