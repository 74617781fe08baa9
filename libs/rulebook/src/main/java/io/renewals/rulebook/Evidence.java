package io.renewals.rulebook;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * One observation from another system.
 *
 * @param sourceId what a claim cites, e.g. {@code stripe:in_1Q4late}
 * @param metric see {@link Metric}; an unknown one is kept and ignored
 * @param value null for a textual metric
 * @param text null for a numeric metric
 * @param observedAt the latest observation of a metric counts
 */
public record Evidence(String sourceId, Kind kind, String metric, BigDecimal value, String text, Instant observedAt) {
    public enum Kind {
        USAGE,
        BILLING,
        CRM,
        SUPPORT
    }

    public Evidence {
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(observedAt, "observedAt");
    }
}
