package io.renewals.actionservice.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.actionservice.adapter.CardEvents;
import io.renewals.actionservice.adapter.MailStore;
import io.renewals.actionservice.adapter.MailStore.Mail;
import io.renewals.actionservice.domain.Message;
import io.renewals.messaging.Retriable;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends what was approved, each mail once. One thread looks for due mails and claims no more of them than threads are free, each
 * claim committed before its attempt; so what a crash leaves in doubt is what was in flight, and nothing that only waited.
 */
@ApplicationScoped
public class SendApprovedMail {
    private static final Logger LOG = Logger.getLogger(SendApprovedMail.class);
    private static final Duration PARTING = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final SmtpDelivery smtp;
    private final SendWake wake;
    private final SendingConfig config;
    private final String instance = UUID.randomUUID().toString();
    private final Semaphore free;
    private final Map<Claimed, Boolean> inFlight = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private ExecutorService pool;
    /** Until the start whoever asks for a round sends on the own thread. */
    private Executor senders = Runnable::run;

    private Thread dispatcher;
    private Thread heart;

    @Inject
    public SendApprovedMail(
            Transactions transactions,
            Rulebooks rulebooks,
            SmtpDelivery smtp,
            SendWake wake,
            SendingConfig config,
            MeterRegistry meters) {
        if (config.threads() < 1 || config.threads() > 32) {
            throw new IllegalArgumentException("renewals.sending.threads is " + config.threads() + ": set 1 to 32");
        }
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.smtp = smtp;
        this.wake = wake;
        this.config = config;
        this.free = new Semaphore(config.threads());
        Gauge.builder("renewals.mail.in.flight", inFlight, Map::size)
                .description("Mails being handed to the server now")
                .register(meters);
    }

    /** A mail that this instance has claimed. @param attempt from 1 */
    record Claimed(String tenant, Mail mail, int attempt, Message message) {}

    void start(@Observes StartupEvent event) {
        pool = Executors.newFixedThreadPool(
                config.threads(), Thread.ofPlatform().name("mail-sender-", 1).factory());
        senders = pool;
        dispatcher = Thread.ofPlatform().name("mail-dispatcher").daemon().start(this::dispatch);
        heart = Thread.ofPlatform().name("mail-leases").daemon().start(this::renewLeases);
    }

    /** Takes up nothing new, and waits for what is in flight: its outcome is worth more than a quick stop. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        wake.wake();
        if (dispatcher != null) {
            dispatcher.join(PARTING);
            pool.shutdown();
            if (!pool.awaitTermination(PARTING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warnf("stopped with %d mails in flight; they will be in doubt", inFlight.size());
            }
            heart.interrupt();
        }
    }

    /** False: its thread has ended though nobody stopped it. */
    boolean isAlive() {
        return dispatcher == null || dispatcher.isAlive() || !isRunning();
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void dispatch() {
        while (isRunning()) {
            try {
                AtomicBoolean more = new AtomicBoolean();
                transactions.eachTenant("mails", tenant -> {
                    if (round(tenant)) {
                        more.set(true);
                    }
                });
                if (!more.get()) {
                    wake.await(config.poll());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("mail dispatcher waits reason=%s", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            wake.await(config.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is due for a tenant. True: there may be more that is due, and a thread to send it. */
    public boolean round(String tenant) {
        int threads = free.drainPermits();
        List<Claimed> claimed = List.of();
        try {
            SendSteps steps = new SendSteps(rulebooks, config, instance, CardEvents::digest);
            int most = threads;
            claimed = transactions.inTenant(tenant, work -> {
                steps.giveUpAbandoned(work);
                return most == 0 ? List.<Claimed>of() : steps.claim(work, most);
            });
        } finally {
            free.release(threads - claimed.size());
        }
        for (Claimed mail : claimed) {
            inFlight.put(mail, Boolean.TRUE);
            senders.execute(() -> send(mail));
        }
        return threads > 0 && claimed.size() == threads && free.availablePermits() > 0;
    }

    private void send(Claimed mail) {
        try {
            Delivery delivery = smtp.attempt(mail.message(), mail.mail().messageId());
            LOG.infof(
                    "mail attempt message=%s outcome=%s detail=%s",
                    mail.mail().messageId(), delivery.getClass().getSimpleName(), delivery.detail());
            writeOutcome(mail, delivery);
        } catch (RuntimeException e) {
            LOG.errorf(e, "mail outcome not written message=%s", mail.mail().messageId());
        } finally {
            inFlight.remove(mail);
            free.release();
            wake.wake();
        }
    }

    /** The outcome is known only here, so a database that is away is waited for as long as the process lives. */
    private void writeOutcome(Claimed mail, Delivery delivery) {
        SendSteps steps = new SendSteps(rulebooks, config, instance, CardEvents::digest);
        long pauseMs = 100;
        while (true) {
            try {
                transactions.useTenant(mail.tenant(), work -> steps.end(work, mail, delivery));
                return;
            } catch (Retriable e) {
                LOG.warnf("mail outcome waits message=%s reason=%s", mail.mail().messageId(), e.getMessage());
                if (!waits(pauseMs)) {
                    throw e;
                }
                pauseMs = Math.min(pauseMs * 2, 5_000);
            }
        }
    }

    private static boolean waits(long milliseconds) {
        try {
            return !new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void renewLeases() {
        long everyMs = Math.max(200, config.lease().toMillis() / 3);
        while (waits(everyMs)) {
            Map<String, Set<String>> offers = inFlight.keySet().stream()
                    .collect(Collectors.groupingBy(
                            Claimed::tenant,
                            Collectors.mapping(claimed -> claimed.mail().offerId(), Collectors.toSet())));
            offers.forEach(this::renew);
        }
    }

    private void renew(String tenant, Set<String> offers) {
        try {
            transactions.useTenant(tenant, work -> new MailStore(work).renew(offers, instance, config.lease()));
        } catch (RuntimeException e) {
            LOG.warnf("leases not renewed tenant=%s reason=%s", tenant, e.getMessage());
        }
    }
}
