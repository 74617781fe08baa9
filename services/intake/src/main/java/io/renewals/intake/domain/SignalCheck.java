package io.renewals.intake.domain;

import io.renewals.rulebook.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks an observation: its metric is one of the vocabulary, and kind, number and word agree with it. */
public final class SignalCheck {
    private static final int TEXT_CHARS = 1_000;
    private static final int SOURCE_CHARS = 200;
    private static final int VALUE_DECIMALS = 4;
    private static final List<String> CHAMPION_WORDS = List.of("active", "quiet", "left");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Duration skew;

    /** @param skew how far ahead of ours another system's clock may be */
    public SignalCheck(Duration skew) {
        this.skew = skew;
    }

    /**
     * What a metric's number may be.
     *
     * @param whole true: no decimals
     */
    private record Range(String least, String most, boolean whole, String unit) {
        boolean holds(BigDecimal value) {
            return value.compareTo(new BigDecimal(least)) >= 0
                    && value.compareTo(new BigDecimal(most)) <= 0
                    && !(whole && value.stripTrailingZeros().scale() > 0);
        }

        String words() {
            return (whole ? "a whole number" : "a number") + " from " + least + " to " + most + ", " + unit;
        }
    }

    /** Empty for a metric that is a word. */
    private static Optional<Range> range(Metric metric) {
        return switch (metric) {
            case UTILISATION -> Optional.of(new Range("0", "100000", false, "percent of the plan's limit"));
            case TREND -> Optional.of(new Range("-100", "100000", false, "percent change"));
            case DAYS_LATE -> Optional.of(new Range("0", "3650", true, "days"));
            case FAILED_PAYMENT -> Optional.of(new Range("0", "1000", true, "failed payments"));
            case DISPUTE_OPEN, OPEN_SEVERE_CASE -> Optional.of(new Range("0", "1", true, "1 while it is open"));
            case DEAL_STALE_DAYS -> Optional.of(new Range("0", "3650", true, "days"));
            case PRICE_SENSITIVE -> Optional.of(new Range("0", "1", false, "a strength"));
            case SENTIMENT -> Optional.of(new Range("-1", "1", false, "from angry to delighted"));
            case CHAMPION -> Optional.empty();
        };
    }

    /** @param prefix of the field names, {@code signal.} or empty */
    public Checked<Signal> check(SignalDraft draft, Reasons found, Instant now, String prefix) {
        String source = source(found, prefix + "sourceId", draft.sourceId());
        observed(found, prefix + "observedAt", draft.observedAt(), now, skew);
        Optional<Metric> metric = metric(found, prefix + "metric", draft.metric());
        kind(found, prefix + "kind", draft.kind(), metric);
        String text = Texts.text(found, prefix + "text", draft.text(), TEXT_CHARS, false, true);
        metric.ifPresent(known -> range(known)
                .ifPresentOrElse(
                        range -> number(found, prefix + "value", known, range, draft.value()),
                        () -> word(found, prefix, known, draft.value(), text)));
        return found.orAccept(() -> new Signal(
                source,
                metric.orElseThrow(),
                Optional.ofNullable(draft.value()).map(value -> value.setScale(VALUE_DECIMALS)),
                Optional.of(isWord(metric.orElseThrow()) ? text.toLowerCase(Locale.ROOT) : text)
                        .filter(value -> !value.isEmpty()),
                draft.observedAt().truncatedTo(ChronoUnit.MICROS)));
    }

    private static boolean isWord(Metric metric) {
        return range(metric).isEmpty();
    }

    static String source(Reasons found, String field, String text) {
        String source = Texts.line(found, field, text, SOURCE_CHARS, true);
        if (!found.has(field) && source.codePoints().anyMatch(Character::isWhitespace)) {
            found.add(field, Texts.shown(source) + " has blanks in it", "write an id such as stripe:in_1Q4late");
        }
        return source;
    }

    static void observed(Reasons found, String field, Instant observedAt, Instant now, Duration skew) {
        if (found.has(field)) {
            return;
        }
        if (observedAt == null) {
            found.add(field, "is missing", "write an instant such as 2026-11-03T09:30:00Z");
        } else if (observedAt.isAfter(now.plus(skew))) {
            found.add(
                    field,
                    observedAt + " is in the future",
                    "write when it was observed, in UTC, and check the sender's clock");
        } else if (observedAt.isBefore(EARLIEST)) {
            found.add(field, observedAt + " is not plausible", "write microseconds since 1970, not milli- or seconds");
        }
    }

    private static Optional<Metric> metric(Reasons found, String field, String text) {
        String key = Texts.line(found, field, text, 64, true).toLowerCase(Locale.ROOT);
        Optional<Metric> metric = Arrays.stream(Metric.values())
                .filter(known -> known.key().equals(key))
                .findFirst();
        if (metric.isEmpty() && !found.has(field)) {
            found.add(
                    field,
                    Texts.shown(key) + " is not a metric",
                    "write one of "
                            + Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", ")));
        }
        return metric;
    }

    private static void kind(Reasons found, String field, String text, Optional<Metric> metric) {
        String kind = Texts.line(found, field, text, 20, true).toUpperCase(Locale.ROOT);
        if (found.has(field)) {
            return;
        }
        if (metric.isEmpty()) {
            if (!List.of("USAGE", "BILLING", "CRM", "SUPPORT").contains(kind)) {
                found.add(field, Texts.shown(kind) + " is not a kind", "write USAGE, BILLING, CRM or SUPPORT");
            }
        } else if (!metric.get().kind().name().equals(kind)) {
            found.add(
                    field,
                    Texts.shown(kind) + " does not fit the metric "
                            + metric.get().key(),
                    "write " + metric.get().kind());
        }
    }

    private static void number(Reasons found, String field, Metric metric, Range range, BigDecimal value) {
        if (found.has(field)) {
            return;
        }
        if (value == null) {
            found.add(field, "is missing: " + metric.key() + " is a number", "write " + range.words());
        } else if (value.stripTrailingZeros().scale() > VALUE_DECIMALS) {
            found.add(field, "has more than " + VALUE_DECIMALS + " decimals", "round it to " + VALUE_DECIMALS);
        } else if (!range.holds(value)) {
            found.add(field, "is out of range for " + metric.key(), "write " + range.words());
        }
    }

    private static void word(Reasons found, String prefix, Metric metric, BigDecimal value, String text) {
        if (value != null) {
            found.add(prefix + "value", "is a number, and " + metric.key() + " is a word", "leave it out");
        }
        if (!found.has(prefix + "text") && !CHAMPION_WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            found.add(
                    prefix + "text",
                    text.isEmpty() ? "is missing" : Texts.shown(text) + " is not a word of " + metric.key(),
                    "write one of " + String.join(", ", CHAMPION_WORDS));
        }
    }
}
