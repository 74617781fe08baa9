package io.renewals.rulebook;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest usable observation of each metric, whatever order the evidence came in. */
public final class Signals {
    /** Equal instants are told apart by source id and content, so that the order of arrival never decides. */
    private static final Comparator<Evidence> LATEST = Comparator.comparing(Evidence::observedAt)
            .thenComparing(Evidence::sourceId)
            .thenComparing(Evidence::value, Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()))
            .thenComparing(Evidence::text, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    private final Map<Metric, Evidence> latest = new EnumMap<>(Metric.class);

    public Signals(List<Evidence> evidence) {
        for (Metric metric : Metric.values()) {
            evidence.stream()
                    .filter(metric::isObservedBy)
                    .filter(item -> isUsable(metric, item))
                    .max(LATEST)
                    .ifPresent(item -> latest.put(metric, item));
        }
    }

    private static boolean isUsable(Metric metric, Evidence item) {
        return metric == Metric.CHAMPION
                ? item.text() != null
                : item.value() != null && Money.isReasonable(item.value());
    }

    public Optional<Evidence> latest(Metric metric) {
        return Optional.ofNullable(latest.get(metric));
    }

    public Optional<BigDecimal> value(Metric metric) {
        return latest(metric).map(Evidence::value);
    }

    /** Whether a 1/0 metric says yes. */
    public boolean isRaised(Metric metric) {
        return value(metric).filter(value -> value.signum() > 0).isPresent();
    }

    /** Source ids behind these metrics, without doubles, in the order asked. */
    public List<String> sources(Metric... metrics) {
        return java.util.Arrays.stream(metrics)
                .flatMap(metric -> latest(metric).stream())
                .map(Evidence::sourceId)
                .distinct()
                .toList();
    }
}
