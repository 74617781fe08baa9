package io.renewals.actionservice.slack;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.actionservice.adapter.SlackRequests;
import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.messaging.Retriable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Where a request is stored before it is acknowledged. Those that come at once are written by one statement, so a database that
 * answers late delays them all once and not one after the other.
 *
 * <p>"Not recorded" is kept true: what was not stored in time is withdrawn, until the database confirms it, whether its row came
 * through late or never. Should this process end before that, the row is taken up like any other and the person is told that it was
 * recorded after all.
 */
@ApplicationScoped
public class RequestLog {
    private static final Logger LOG = Logger.getLogger(RequestLog.class);
    private static final int WRITERS = 4;
    private static final int AT_ONCE = 200;
    private static final Duration WITHDRAW_AGAIN = Duration.ofSeconds(1);
    private static final int WITHDRAWALS = 600;

    private final SlackRequests requests;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(10_000);
    private final List<Thread> writers = new ArrayList<>();
    private final ScheduledExecutorService withdrawals = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slack-withdrawals").factory());

    @Inject
    public RequestLog(SlackRequests requests) {
        this.requests = requests;
    }

    private record Waiting(Entry entry, CompletableFuture<Boolean> firstTime) {}

    /** The request could not be stored in time, and is kept from taking effect. */
    static final class NotRecorded extends Exception {
        private final transient CompletableFuture<Boolean> withdrawn;

        NotRecorded(String why, CompletableFuture<Boolean> withdrawn) {
            super(why);
            this.withdrawn = withdrawn;
        }

        /** What the database says in the end. False: it had been carried out, and the person has to be told so. */
        CompletableFuture<Boolean> withdrawn() {
            return withdrawn;
        }
    }

    void start(@Observes StartupEvent event) {
        warmUp();
        for (int i = 1; i <= WRITERS; i++) {
            writers.add(Thread.ofPlatform().daemon().name("slack-requests-" + i).start(this::write));
        }
    }

    /** The first statement opens a connection and loads classes, which can take longer than a click may wait. */
    private void warmUp() {
        try {
            requests.record("", List.of());
        } catch (Retriable e) {
            LOG.infof("slack requests not warmed up reason=%s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        writers.forEach(Thread::interrupt);
        withdrawals.shutdownNow();
    }

    /**
     * @return false: it was here before
     * @throws NotRecorded after {@code within}, or as soon as the database refuses
     */
    boolean firstTime(Entry entry, Duration within) throws NotRecorded {
        Waiting one = new Waiting(entry, new CompletableFuture<>());
        if (!waiting.offer(one)) {
            throw new NotRecorded("too many requests at once", CompletableFuture.completedFuture(true));
        }
        try {
            return one.firstTime().get(Math.max(0, within.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotRecorded("the database did not answer in time", withdraw(one));
        } catch (ExecutionException e) {
            throw new NotRecorded(String.valueOf(e.getCause().getMessage()), withdraw(one));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotRecorded("stopped", withdraw(one));
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, AT_ONCE - 1);
                Map<String, List<Waiting>> byTenant = batch.stream()
                        .collect(Collectors.groupingBy(each -> each.entry().tenant()));
                byTenant.forEach(this::write);
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(String tenant, List<Waiting> together) {
        try {
            Set<String> fresh = requests.record(
                    tenant, together.stream().map(Waiting::entry).toList());
            together.forEach(each ->
                    each.firstTime().complete(fresh.contains(each.entry().ticket())));
        } catch (RuntimeException e) {
            together.forEach(each -> each.firstTime().completeExceptionally(e));
        }
    }

    private CompletableFuture<Boolean> withdraw(Waiting late) {
        if (waiting.remove(late) || late.entry().asked().isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> withdrawn = new CompletableFuture<>();
        withdrawals.execute(() -> withdraw(late.entry(), 1, withdrawn));
        return withdrawn;
    }

    private void withdraw(Entry entry, int attempt, CompletableFuture<Boolean> withdrawn) {
        try {
            withdrawn.complete(requests.withdraw(entry));
        } catch (Retriable e) {
            if (attempt == WITHDRAWALS) {
                LOG.errorf("slack request not withdrawn tenant=%s reason=%s", entry.tenant(), e.getMessage());
                withdrawn.completeExceptionally(e);
                return;
            }
            withdrawals.schedule(
                    () -> withdraw(entry, attempt + 1, withdrawn), WITHDRAW_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
