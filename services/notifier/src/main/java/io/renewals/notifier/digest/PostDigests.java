package io.renewals.notifier.digest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.messaging.Patience;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.OwnerMail;
import io.renewals.notifier.adapter.SlackDirect;
import io.renewals.notifier.digest.DigestPosts.Post;
import io.renewals.notifier.digest.DigestSteps.Claimed;
import io.renewals.notifier.digest.domain.DigestBlocks;
import io.renewals.notifier.digest.domain.DigestLetter;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.Delivery;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Posts digests one after the other, each claimed in a transaction that is committed before the attempt. There are a few dozen of them a
 * week, so one thread is enough, and what a crash leaves in doubt is one message.
 */
@ApplicationScoped
public class PostDigests {
    private static final Logger LOG = Logger.getLogger(PostDigests.class);
    private static final Duration PARTING = Duration.ofSeconds(17);

    private final Transactions transactions;
    private final DigestSteps steps;
    private final SlackDirect slack;
    private final OwnerMail mail;
    private final Patience patience;
    private final NotifierConfig config;
    private final DigestFigures figures;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running = true;
    private Thread poster;

    @Inject
    PostDigests(
            Transactions transactions,
            DigestSteps steps,
            SlackDirect slack,
            OwnerMail mail,
            Patience patience,
            NotifierConfig config,
            DigestFigures figures) {
        this.transactions = transactions;
        this.steps = steps;
        this.slack = slack;
        this.mail = mail;
        this.patience = patience;
        this.config = config;
        this.figures = figures;
    }

    void start(@Observes StartupEvent event) {
        poster = Thread.ofPlatform().name("digest-poster").daemon().start(this::run);
    }

    /** Begins nothing new, and waits for what is in flight. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wake();
        if (poster != null) {
            poster.join(PARTING);
        }
    }

    void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        while (running) {
            try {
                transactions.eachTenant("posting digests", this::postDue);
                figures.refresh();
            } catch (RuntimeException e) {
                LOG.warnf("digest poster waits reason=%s", e.getMessage());
            }
            try {
                if (wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Posts all that is due for a tenant now, in this thread. */
    public void postDue(String tenant) {
        Optional<Claimed> claimed = transactions.inTenant(tenant, steps::claim);
        while (running && claimed.isPresent()) {
            post(claimed.get());
            claimed = transactions.inTenant(tenant, steps::claim);
        }
    }

    private void post(Claimed claimed) {
        Delivery delivery = attempt(claimed);
        Post post = claimed.post();
        LOG.infof(
                "digest tenant=%s digest=%s kind=%s channel=%s attempt=%d outcome=%s",
                claimed.tenant(), post.digestId(), post.kind(), claimed.channel(), claimed.attempt(), delivery);
        figures.attempted(claimed.channel(), delivery);
        // Only this thread knows the outcome, so a database that is away is waited for.
        patience.untilDone(
                "digest-outcome",
                () -> transactions.useTenant(claimed.tenant(), work -> steps.end(work, claimed, delivery)));
    }

    /** What goes wrong in a call is judged there; what is caught here went wrong before it. */
    private Delivery attempt(Claimed claimed) {
        Post post = claimed.post();
        try {
            if (claimed.onSlack()) {
                return slack.post(
                        claimed.tenant(),
                        post.facts().recipient().slackId(),
                        post.directChannel(),
                        DigestBlocks.render(post.facts(), config.publicUrl(), "d" + claimed.attempt()));
            }
            DigestLetter letter = DigestLetter.of(post.facts(), post.isReminder(), config.publicUrl());
            return mail.send(
                    post.facts().recipient().email(),
                    "<" + post.kind() + "." + post.digestId() + "@notifier.renewals>",
                    new CardLetter(letter.subject(), letter.text(), letter.html()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "digest attempt broke digest=%s", post.digestId());
            return new Delivery.Refused("the message could not be made: " + e);
        }
    }
}
