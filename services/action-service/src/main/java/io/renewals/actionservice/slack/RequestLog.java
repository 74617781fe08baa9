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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Where a request is stored before it is acknowledged. Those that come at once, whatever company they are of, are written by one
 * statement on a connection that nothing else uses: a database that answers late delays them all once, and not one after the other,
 * and decisions that are being carried out never stand in the way of those that come in.
 *
 * <p>"Not recorded" is kept true: what was not stored in time is withdrawn, until the database confirms it, whether its row came
 * through late or never. Should this process end before that, the row is taken up like any other and the person is told that it was
 * recorded after all. A click is answered once: a second copy of it is never told anything of its own.
 */
@ApplicationScoped
public class RequestLog {
    private static final Logger LOG = Logger.getLogger(RequestLog.class);
    private static final int WRITERS = 4;
    private static final int AT_ONCE = 200;
    private static final int WAITING = 2_000;

    private final SlackRequests requests;
    private final Withdrawals withdrawals;
    private final Copies copies = new Copies();
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(WAITING);
    private final List<Thread> writers = new ArrayList<>();

    @Inject
    public RequestLog(SlackRequests requests) {
        this.requests = requests;
        this.withdrawals = new Withdrawals(requests);
    }

    /**
     * A request on its way to the database.
     *
     * @param answer true: it is stored; false: it was here before; exceptionally: nobody waits for it any more
     * @param taken set by whoever has the say about it: the writer that sends it, or the caller that gives it up unsent
     */
    private record Waiting(Entry entry, CompletableFuture<Boolean> answer, AtomicBoolean taken) {
        static Waiting of(Entry entry) {
            return new Waiting(entry, new CompletableFuture<>(), new AtomicBoolean());
        }

        boolean take() {
            return taken.compareAndSet(false, true);
        }
    }

    /** The request could not be stored in time, and is kept from taking effect. */
    static final class NotRecorded extends Exception {
        private final transient CompletableFuture<Boolean> withdrawn;

        NotRecorded(String why, CompletableFuture<Boolean> withdrawn) {
            super(why);
            this.withdrawn = withdrawn;
        }

        /** What the database says in the end. False: it takes effect all the same, and the person has to be told so. */
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

    /** The first statement loads classes, which can take longer than a click may wait. */
    private void warmUp() {
        try {
            requests.record(List.of());
        } catch (Retriable e) {
            LOG.infof("slack requests not warmed up reason=%s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        writers.forEach(Thread::interrupt);
        withdrawals.close();
    }

    /**
     * @return false: it was here before, and whoever sent it was or will be answered
     * @throws NotRecorded after {@code within}, or as soon as the database refuses
     */
    boolean firstTime(Entry entry, Duration within) throws NotRecorded {
        if (!copies.isFirst(entry)) {
            return false;
        }
        Waiting one = Waiting.of(entry);
        if (withdrawals.isFull() || !waiting.offer(one)) {
            throw new NotRecorded("too many requests at once", CompletableFuture.completedFuture(true));
        }
        try {
            return one.answer().get(Math.max(0, within.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return givenUp(one, "the database did not answer in time");
        } catch (ExecutionException e) {
            throw new NotRecorded(String.valueOf(e.getCause().getMessage()), withdraw(one));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return givenUp(one, "stopped");
        }
    }

    /** Nobody was told what became of it: the same one is heard when it is sent again. */
    void forget(Entry entry) {
        copies.forget(entry);
    }

    /** Tickets of what its person was told is not recorded, and may be. */
    Set<String> beingWithdrawn() {
        return withdrawals.underWay();
    }

    /** An answer that came in this very moment counts. */
    private boolean givenUp(Waiting one, String why) throws NotRecorded {
        boolean unanswered = one.answer().completeExceptionally(new TimeoutException(why));
        if (unanswered || one.answer().isCompletedExceptionally()) {
            throw new NotRecorded(why, withdraw(one));
        }
        return one.answer().join();
    }

    /** What never left for the database, or decides nothing, needs no taking back. */
    private CompletableFuture<Boolean> withdraw(Waiting one) {
        return one.take() || one.entry().asked().isEmpty()
                ? CompletableFuture.completedFuture(true)
                : withdrawals.add(one.entry());
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, AT_ONCE - 1);
                batch.removeIf(each -> !each.take());
                write(batch);
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(List<Waiting> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            Set<String> fresh =
                    requests.record(together.stream().map(Waiting::entry).toList());
            together.forEach(
                    each -> each.answer().complete(fresh.contains(each.entry().ticket())));
        } catch (Retriable e) {
            together.forEach(each -> each.answer().completeExceptionally(e));
        } catch (RuntimeException e) {
            refused(together, e);
        }
    }

    /** One that the database can't take, such as a text it has no sign for, costs nobody else their click. */
    private void refused(List<Waiting> together, RuntimeException reason) {
        if (together.size() > 1) {
            together.forEach(each -> write(List.of(each)));
            return;
        }
        Waiting alone = together.getFirst();
        LOG.errorf(reason, "slack request not stored tenant=%s", alone.entry().tenant());
        alone.answer().completeExceptionally(reason);
    }
}
