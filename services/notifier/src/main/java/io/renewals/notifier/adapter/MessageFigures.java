package io.renewals.notifier.adapter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.notifier.domain.Delivery;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Metrics of messages that are sent from a table, over all tenants: how many by status, how late the oldest is, and how attempts went. */
public final class MessageFigures {
    private static final List<String> STATES = List.of("waiting", "failing", "claimed", "ambiguous", "failed");

    private final Transactions transactions;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Meaning meaning;
    private final Function<Work, Count> read;
    private volatile Map<String, Long> counts = Map.of();
    private volatile double oldestSeconds;
    private Instant counted = Instant.EPOCH;

    /**
     * @param gauge name of the gauge by status
     * @param oldestDue name of the age's gauge
     * @param attempts name of the counter of attempts
     * @param described what the gauge counts, and what the oldest of them is
     * @param age how old a count may be
     */
    public record Meaning(
            String gauge, String oldestDue, String attempts, String described, String oldest, Duration age) {}

    /** Of one tenant. @param byStatus failing: waits after that many failures that it is worth a look @param oldestDueSeconds 0: nothing is due */
    public record Count(Map<String, Long> byStatus, double oldestDueSeconds) {}

    /** Registers the gauges. @param read counts one tenant's */
    public MessageFigures(
            Transactions transactions, MeterRegistry meters, Clock clock, Meaning meaning, Function<Work, Count> read) {
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
        this.meaning = meaning;
        this.read = read;
        for (String state : STATES) {
            Gauge.builder(meaning.gauge(), this, figures -> figures.counts.getOrDefault(state, 0L))
                    .tag("status", state)
                    .description(meaning.described())
                    .register(meters);
        }
        Gauge.builder(meaning.oldestDue(), this, figures -> figures.oldestSeconds)
                .description(meaning.oldest())
                .register(meters);
    }

    /** @param channel slack or mail */
    public void attempted(String channel, Delivery delivery) {
        meters.counter(
                        meaning.attempts(),
                        "channel",
                        channel,
                        "outcome",
                        delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Counts again where the figures are old; on one thread. What can't be read of one company is missing, and counted as a failure. */
    public void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(counted.plus(meaning.age()))) {
            return;
        }
        counted = now;
        Map<String, Long> sums = new HashMap<>();
        double[] oldest = {0};
        transactions.eachTenant("figures", tenant -> {
            Count count = transactions.inTenant(tenant, read::apply);
            count.byStatus().forEach((state, number) -> sums.merge(state, number, Long::sum));
            oldest[0] = Math.max(oldest[0], count.oldestDueSeconds());
        });
        counts = Map.copyOf(sums);
        oldestSeconds = oldest[0];
    }
}
