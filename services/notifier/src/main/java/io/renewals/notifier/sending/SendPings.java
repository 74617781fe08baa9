package io.renewals.notifier.sending;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.messaging.Patience;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.adapter.DecisionLinks;
import io.renewals.notifier.adapter.OwnerMail;
import io.renewals.notifier.adapter.Ping;
import io.renewals.notifier.adapter.SlackDirect;
import io.renewals.notifier.domain.CardBlocks;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.Delivery;
import io.renewals.notifier.domain.Reading;
import io.renewals.notifier.domain.SlackMessage;
import io.renewals.notifier.sending.PingSteps.Claimed;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Posts what is due, each ping once. One thread looks for due pings and claims no more of them than threads are free, each claim
 * committed before its attempt; so what a crash leaves in doubt is what was in flight, and nothing that only waited.
 */
@ApplicationScoped
public class SendPings {
    private static final Logger LOG = Logger.getLogger(SendPings.class);
    private static final Duration PARTING = Duration.ofSeconds(17);

    private final Transactions transactions;
    private final PingSteps steps;
    private final FireTimers timers;
    private final DecisionLinks links;
    private final SlackDirect slack;
    private final OwnerMail mail;
    private final PingWake wake;
    private final PingFigures figures;
    private final Patience patience;
    private final NotifierConfig config;
    private final Semaphore free;
    private volatile boolean running = true;
    private volatile long lastRoundNanos = System.nanoTime();
    private volatile long lastSentNanos = System.nanoTime();
    private ExecutorService pool;
    /** Until the start whoever asks for a round posts on the own thread. */
    private Executor senders = Runnable::run;

    private Thread dispatcher;

    @Inject
    SendPings(
            Transactions transactions,
            PingSteps steps,
            FireTimers timers,
            DecisionLinks links,
            SlackDirect slack,
            OwnerMail mail,
            PingWake wake,
            PingFigures figures,
            Patience patience,
            NotifierConfig config) {
        config.check();
        this.transactions = transactions;
        this.steps = steps;
        this.timers = timers;
        this.links = links;
        this.slack = slack;
        this.mail = mail;
        this.wake = wake;
        this.figures = figures;
        this.patience = patience;
        this.config = config;
        this.free = new Semaphore(config.threads());
    }

    void start(@Observes StartupEvent event) {
        pool = Executors.newFixedThreadPool(
                config.threads(), Thread.ofPlatform().name("ping-sender-", 1).factory());
        senders = pool;
        dispatcher = Thread.ofPlatform().name("ping-dispatcher").daemon().start(this::dispatch);
    }

    /** Takes up nothing new, and waits for what is in flight: its outcome is worth more than a quick stop. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wake.wake();
        if (dispatcher != null) {
            dispatcher.join(PARTING);
            pool.shutdown();
            if (!pool.awaitTermination(PARTING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("stopped with pings in flight; they will be in doubt");
            }
        }
    }

    /** How long ago the dispatcher began a round, done or failed. */
    Duration sinceLastRound() {
        return Duration.ofNanos(System.nanoTime() - lastRoundNanos);
    }

    private void dispatch() {
        while (running) {
            lastRoundNanos = System.nanoTime();
            try {
                AtomicBoolean more = new AtomicBoolean();
                transactions.eachTenant("pings", tenant -> {
                    if (round(tenant)) {
                        more.set(true);
                    }
                });
                figures.refresh();
                if (!more.get()) {
                    wake.await(pause());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("ping dispatcher waits reason=%s", e.getMessage());
                if (!paused()) {
                    return;
                }
            }
        }
    }

    /** While posts go out, the next one into a channel may go as soon as its pause is over, and nobody wakes us for that. */
    private Duration pause() {
        Duration sinceSent = Duration.ofNanos(System.nanoTime() - lastSentNanos);
        boolean posting = sinceSent.compareTo(config.poll()) < 0;
        return posting && config.pace().compareTo(config.poll()) < 0 ? config.pace() : config.poll();
    }

    private boolean paused() {
        try {
            wake.await(config.poll());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Posts what is due for a tenant. True: there may be more that is due, and a thread to post it. */
    public boolean round(String tenant) {
        int threads = free.drainPermits();
        List<Claimed> claimed = List.of();
        try {
            claimed = transactions.inTenant(tenant, work -> {
                steps.giveUpAbandoned(work);
                timers.fire(work);
                return threads == 0 ? List.<Claimed>of() : steps.claim(work, threads);
            });
        } finally {
            free.release(threads - claimed.size());
        }
        claimed.forEach(ping -> senders.execute(() -> send(ping)));
        return !claimed.isEmpty() && free.availablePermits() > 0;
    }

    private void send(Claimed claimed) {
        try {
            Delivery delivery = attempt(claimed);
            Ping ping = claimed.ping();
            LOG.infof(
                    "ping tenant=%s offer=%s kind=%s channel=%s attempt=%d outcome=%s",
                    claimed.tenant(),
                    ping.key().offerId(),
                    ping.key().kind(),
                    claimed.channel(),
                    claimed.attempt(),
                    delivery);
            figures.attempted(claimed.channel(), delivery);
            // Only this thread knows the outcome, so a database that is away is waited for.
            patience.untilDone(
                    "ping-outcome",
                    () -> transactions.useTenant(claimed.tenant(), work -> steps.end(work, claimed, delivery)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "ping outcome not written offer=%s", claimed.ping().key());
        } finally {
            lastSentNanos = System.nanoTime();
            free.release();
            wake.wake();
        }
    }

    /** What goes wrong in a call is judged there; what is caught here went wrong before it. */
    private Delivery attempt(Claimed claimed) {
        Ping ping = claimed.ping();
        try {
            Reading reading = ping.reading(claimed.today());
            if (!claimed.onSlack()) {
                return mail.send(
                        ping.reader().email(),
                        messageId(ping.key()),
                        CardLetter.of(reading, links.to(claimed.tenant(), ping, claimed.attempt())));
            }
            SlackMessage message =
                    CardBlocks.render(reading, config.publicUrl(), "c" + ping.change() + "-" + claimed.attempt());
            // A message may be gone because its channel is, so that a new one looks the channel up.
            String channel = ping.replaces() ? null : ping.directChannel();
            return ping.isUpdate()
                    ? slack.update(claimed.tenant(), ping.messageChannel(), ping.messageTs(), message)
                    : slack.post(claimed.tenant(), ping.reader().slackId(), channel, message);
        } catch (RuntimeException e) {
            LOG.errorf(e, "ping attempt broke offer=%s", ping.key());
            return new Delivery.Refused("the message could not be made: " + e);
        }
    }

    /** The same at every attempt, so that a mail that came twice after all can be told. */
    private static String messageId(Ping.Key key) {
        String local =
                String.join(".", key.kind(), key.round() + "", key.occasion() + "", key.recipient(), key.offerId());
        return "<" + local.replaceAll("[^A-Za-z0-9._-]", "_") + "@notifier.renewals>";
    }
}
