package io.renewals.actionservice.proposals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.renewals.actionservice.proposals.adapter.ProposalStore;
import io.renewals.actionservice.proposals.adapter.ProposalStore.Waiting;
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

/** Figures to alert on: how many proposals wait for a decision, and for how long the oldest of them has; 0: none waits. */
@ApplicationScoped
public class ProposalMeters {
    private static final Logger LOG = Logger.getLogger(ProposalMeters.class);

    private final Transactions transactions;
    private final Clock clock;
    private final MultiGauge open;
    private final MultiGauge oldest;

    @Inject
    public ProposalMeters(Transactions transactions, Clock clock, MeterRegistry meters) {
        this.transactions = transactions;
        this.clock = clock;
        this.open = MultiGauge.builder("renewals.proposals")
                .description("Proposals that wait for a decision")
                .register(meters);
        this.oldest = MultiGauge.builder("renewals.proposals.oldest.seconds")
                .description("Age of the proposal that waits longest")
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
            transactions.eachTenant("proposals' figures", tenant -> {
                Waiting waiting = transactions.inTenant(tenant, work -> new ProposalStore(work).waiting());
                Tags tags = Tags.of("tenant", tenant);
                counts.add(MultiGauge.Row.of(tags, waiting.proposals()));
                ages.add(MultiGauge.Row.of(
                        tags,
                        waiting.oldest()
                                .map(since -> Duration.between(since, now).toSeconds())
                                .orElse(0L)));
            });
        } catch (Retriable e) {
            LOG.warnf("proposals' figures wait reason=%s", e.getMessage());
            return;
        }
        open.register(counts, true);
        oldest.register(ages, true);
    }
}
