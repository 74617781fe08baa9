package io.renewals.notifier.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.adapter.PingStore;
import io.renewals.notifier.domain.Delivery;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Metrics of the pings: {@code renewals_pings} by status, and the age of the oldest that is due. */
@ApplicationScoped
class PingFigures {
    private static final MessageFigures.Meaning MEANING = new MessageFigures.Meaning(
            "renewals.pings",
            "renewals.pings.oldest.due.seconds",
            "renewals.ping.attempts",
            "Pings to owners by status, as of a few seconds ago",
            "Age of the due ping that waits longest",
            Duration.ofSeconds(15));

    private final MessageFigures figures;

    @Inject
    PingFigures(Transactions transactions, MeterRegistry meters, Clock clock, NotifierConfig config) {
        this.figures = new MessageFigures(transactions, meters, clock, MEANING, work -> {
            PingStore pings = new PingStore(work);
            return new MessageFigures.Count(pings.counts(config.attempts()), pings.oldestDueSeconds());
        });
    }

    void attempted(String channel, Delivery delivery) {
        figures.attempted(channel, delivery);
    }

    void refresh() {
        figures.refresh();
    }
}
