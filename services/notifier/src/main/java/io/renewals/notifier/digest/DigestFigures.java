package io.renewals.notifier.digest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.notifier.domain.Delivery;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics of the posts of the last days, over all tenants: {@code renewals_digest_posts} by status, and the age of the oldest due. */
@ApplicationScoped
class DigestFigures {
    private static final Duration AGE = Duration.ofSeconds(30);
    private static final List<String> STATES = List.of("waiting", "claimed", "ambiguous", "failed");

    private final Transactions transactions;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile Map<String, Long> counts = Map.of();
    private volatile double oldestSeconds;
    private Instant counted = Instant.EPOCH;

    @Inject
    DigestFigures(Transactions transactions, MeterRegistry meters, Clock clock) {
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
        for (String state : STATES) {
            Gauge.builder("renewals.digest.posts", this, figures -> figures.counts.getOrDefault(state, 0L))
                    .tag("status", state)
                    .description("Digests to owners by status, of the last eight days")
                    .register(meters);
        }
        Gauge.builder("renewals.digest.posts.oldest.due.seconds", this, figures -> figures.oldestSeconds)
                .description("Age of the due digest that waits longest")
                .register(meters);
    }

    void attempted(String channel, Delivery delivery) {
        meters.counter(
                        "renewals.digest.attempts",
                        "channel",
                        channel,
                        "outcome",
                        delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Counts again where the figures are old; on the poster's thread. */
    void refresh(List<String> tenants) {
        Instant now = clock.instant();
        if (now.isBefore(counted.plus(AGE))) {
            return;
        }
        counted = now;
        Map<String, Long> sums = new HashMap<>();
        double[] oldest = {0};
        for (String tenant : tenants) {
            transactions.useTenant(tenant, work -> {
                DigestPosts posts = new DigestPosts(work);
                posts.counts().forEach((state, count) -> sums.merge(state, count, Long::sum));
                oldest[0] = Math.max(oldest[0], posts.oldestDueSeconds());
            });
        }
        counts = Map.copyOf(sums);
        oldestSeconds = oldest[0];
    }
}
