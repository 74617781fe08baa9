package io.renewals.notifier.posting;

import io.renewals.messaging.Patience;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.MessageFigures;
import io.renewals.notifier.adapter.OwnerMail;
import io.renewals.notifier.adapter.SlackDirect;
import io.renewals.notifier.domain.Delivery;
import io.renewals.notifier.posting.PostSteps.Attempt;
import io.renewals.notifier.posting.PostSteps.Claimed;
import io.renewals.store.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Posts what is due of one matter, one after the other, each claimed in a transaction that is committed before the attempt. There are a
 * few dozen of them a week, so one thread is enough, and what a crash leaves in doubt is one message.
 */
public final class Poster {
    private static final Logger LOG = Logger.getLogger(Poster.class);
    private static final Duration PARTING = Duration.ofSeconds(17);

    private final Matter matter;
    private final PostSteps steps;
    private final MessageFigures figures;
    private final Transactions transactions;
    private final SlackDirect slack;
    private final OwnerMail mail;
    private final Patience patience;
    private final NotifierConfig config;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running = true;
    private Thread thread;

    Poster(
            Matter matter,
            PostSteps steps,
            MessageFigures figures,
            Transactions transactions,
            SlackDirect slack,
            OwnerMail mail,
            Patience patience,
            NotifierConfig config) {
        this.matter = matter;
        this.steps = steps;
        this.figures = figures;
        this.transactions = transactions;
        this.slack = slack;
        this.mail = mail;
        this.patience = patience;
        this.config = config;
    }

    public void start() {
        thread = Thread.ofPlatform().name(matter.name() + "-poster").daemon().start(this::run);
    }

    /** Begins nothing new, and waits for what is in flight. */
    public void stop() throws InterruptedException {
        running = false;
        wake();
        if (thread != null) {
            thread.join(PARTING);
        }
    }

    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        while (running) {
            try {
                transactions.eachTenant("posting " + matter.name() + "s", this::postDue);
                figures.refresh();
            } catch (RuntimeException e) {
                LOG.warnf("%s poster waits reason=%s", matter.name(), e.getMessage());
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
        Attempt attempt = claimed.attempt();
        Delivery delivery = delivery(claimed);
        LOG.infof(
                "post of %s tenant=%s id=%s reminder=%s channel=%s attempt=%d outcome=%s",
                matter.name(),
                attempt.tenant(),
                attempt.post().id(),
                attempt.post().isReminder(),
                attempt.channel(),
                attempt.number(),
                delivery);
        figures.attempted(attempt.channel(), delivery);
        // Only this thread knows the outcome, so a database that is away is waited for.
        patience.untilDone(
                matter.name() + "-outcome",
                () -> transactions.useTenant(attempt.tenant(), work -> steps.end(work, attempt, delivery)));
    }

    /** What goes wrong in a call is judged there; what is caught here went wrong before it. */
    private Delivery delivery(Claimed claimed) {
        Attempt attempt = claimed.attempt();
        Post post = attempt.post();
        try {
            if (attempt.onSlack()) {
                return slack.post(
                        attempt.tenant(),
                        post.to().slackId(),
                        post.directChannel(),
                        claimed.words().onSlack(attempt.number()));
            }
            String kind =
                    post.isReminder() ? PostTable.REMINDER : matter.table().first();
            return mail.send(
                    post.to().email(),
                    "<" + kind + "." + post.id() + "@notifier.renewals>",
                    claimed.words().byMail(post.isReminder()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "post of %s broke id=%s", matter.name(), post.id());
            return new Delivery.Refused("the message could not be made: " + e);
        }
    }
}
