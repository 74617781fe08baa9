package io.renewals.notifier.digest;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.domain.Delivery;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Metrics of the posts of the last days: {@code renewals_digest_posts} by status, and the age of the oldest that is due. */
@ApplicationScoped
class DigestFigures {
    private static final MessageFigures.Meaning MEANING = new MessageFigures.Meaning(
            "renewals.digest.posts",
            "renewals.digest.posts.oldest.due.seconds",
            "renewals.digest.attempts",
            "Digests to owners by status, of the last eight days",
            "Age of the due digest that waits longest",
            Duration.ofSeconds(30));

    private final MessageFigures figures;

    @Inject
    DigestFigures(Transactions transactions, MeterRegistry meters, Clock clock, NotifierConfig config) {
        this.figures = new MessageFigures(transactions, meters, clock, MEANING, work -> {
            DigestPosts posts = new DigestPosts(work);
            return new MessageFigures.Count(posts.counts(config.attempts()), posts.oldestDueSeconds());
        });
    }

    void attempted(String channel, Delivery delivery) {
        figures.attempted(channel, delivery);
    }

    void refresh() {
        figures.refresh();
    }
}
