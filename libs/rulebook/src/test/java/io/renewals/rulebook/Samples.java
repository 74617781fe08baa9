package io.renewals.rulebook;

import io.renewals.rulebook.Evidence.Kind;
import io.renewals.rulebook.yaml.ReadResult.Parsed;
import io.renewals.rulebook.yaml.RulebookYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The sample rulebooks that ship with the product, and one account that each test changes a little. */
public final class Samples {
    public static final Currency USD = Currency.getInstance("USD");
    public static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    public static final Rulebook ACME = parsed("rulebook.yaml");
    public static final Rulebook GLOBEX = parsed("globex-rulebook.yaml");

    private Samples() {}

    public static String text(String name) {
        try {
            return Files.readString(Path.of("..", "..", "samples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rulebook parsed(String name) {
        return switch (RulebookYaml.read(text(name))) {
            case Parsed parsed -> parsed.rulebook();
            case io.renewals.rulebook.yaml.ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    static Evidence number(String metric, String value) {
        Kind kind = java.util.Arrays.stream(Metric.values())
                .filter(known -> known.key().equals(metric))
                .findFirst()
                .orElseThrow()
                .kind();
        return new Evidence(source(metric), kind, metric, new BigDecimal(value), null, Instant.EPOCH);
    }

    static Evidence champion(String text) {
        return new Evidence(source("champion"), Kind.CRM, "champion", null, text, Instant.EPOCH);
    }

    static String source(String metric) {
        return "src:" + metric.toLowerCase(Locale.ROOT);
    }

    /** On Pro, mid tier, ten seats by the month at list price, renews in 40 days. */
    static Account account() {
        return new Account();
    }

    /** A builder, so that a test names only what matters to it. */
    static final class Account {
        String id = "bayside-studio";
        String plan = "pro";
        String tier = "mid";
        int quantity = 10;
        BillingPeriod period = BillingPeriod.MONTHLY;
        BigDecimal unitPrice = new BigDecimal("49.00");
        Currency currency = USD;
        LocalDate renewalDate = TODAY.plusDays(40);
        OptionalInt notice = OptionalInt.empty();
        boolean autoRenew = false;
        CycleStatus cycle = CycleStatus.NONE;
        Optional<String> suppression = Optional.empty();
        final List<Evidence> evidence = new ArrayList<>();

        Account with(Evidence... items) {
            evidence.addAll(List.of(items));
            return this;
        }

        RenewalFacts facts() {
            return new RenewalFacts(
                    "acme",
                    id,
                    "Bayside Studio",
                    plan,
                    tier,
                    quantity,
                    period,
                    unitPrice,
                    currency,
                    renewalDate,
                    notice,
                    autoRenew,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    cycle,
                    suppression,
                    evidence);
        }
    }
}
