package io.renewals.intake.domain;

import io.renewals.rulebook.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * An observation that was checked.
 *
 * @param value four decimals; empty where the metric is a word
 * @param text the word, or a note beside a number
 */
public record Signal(
        String sourceId, Metric metric, Optional<BigDecimal> value, Optional<String> text, Instant observedAt) {}
