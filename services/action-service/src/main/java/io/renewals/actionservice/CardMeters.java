package io.renewals.actionservice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.renewals.actionservice.adapter.QueueStore;
import io.renewals.actionservice.adapter.QueueStore.StatusAge;
import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Figures to alert on, read off the queue now and then: cards by status, and how long the oldest of each has been there. */
@ApplicationScoped
public class CardMeters {
    private static final Logger LOG = Logger.getLogger(CardMeters.class);

    private final Transactions transactions;
    private final Clock clock;
    private final MultiGauge cards;
    private final MultiGauge oldest;

    @Inject
    public CardMeters(Transactions transactions, Clock clock, MeterRegistry meters) {
        this.transactions = transactions;
        this.clock = clock;
        this.cards = MultiGauge.builder("renewals.cards")
                .description("Cards in a status that is not settled yet")
                .register(meters);
        this.oldest = MultiGauge.builder("renewals.cards.oldest.seconds")
                .description("Age of the card longest in a status")
                .register(meters);
    }

    @Scheduled(
            every = "${renewals.figures.every:30s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void read() {
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        Instant now = clock.instant();
        try {
            transactions.eachTenant("figures", tenant -> {
                for (StatusAge age : transactions.inTenant(tenant, work -> new QueueStore(work).ages())) {
                    Tags tags = Tags.of("tenant", tenant, "status", age.status());
                    counts.add(MultiGauge.Row.of(tags, age.cards()));
                    ages.add(MultiGauge.Row.of(
                            tags, Duration.between(age.oldest(), now).toSeconds()));
                }
            });
        } catch (Retriable e) {
            LOG.warnf("figures wait reason=%s", e.getMessage());
            return;
        }
        cards.register(counts, true);
        oldest.register(ages, true);
    }
}
