package io.renewals.actionservice.slack;

import io.renewals.actionservice.adapter.SlackRequests;
import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.messaging.Retriable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps "not recorded" true: takes back what may have reached the database after its person was told so, all of a company's together,
 * and again every second until the database confirms it.
 */
final class Withdrawals {
    private static final Logger LOG = Logger.getLogger(Withdrawals.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 600;
    private static final int MOST = 5_000;

    private final SlackRequests requests;
    private final ConcurrentLinkedQueue<Late> late = new ConcurrentLinkedQueue<>();
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slack-withdrawals").factory());

    Withdrawals(SlackRequests requests) {
        this.requests = requests;
    }

    private record Late(Entry entry, int attempt, CompletableFuture<Boolean> ended) {
        Late again() {
            return new Late(entry, attempt + 1, ended);
        }
    }

    /** The database has been away for so many that no more may be tried: nothing new is sent to it before these are settled. */
    boolean isFull() {
        return tickets.size() >= MOST;
    }

    Set<String> underWay() {
        return Set.copyOf(tickets);
    }

    /** @return true: it never takes effect; false: this request or another copy of it did, or will */
    CompletableFuture<Boolean> add(Entry entry) {
        Late one = new Late(entry, 1, new CompletableFuture<>());
        tickets.add(entry.ticket());
        one.ended().whenComplete((ended, failed) -> tickets.remove(entry.ticket()));
        late.add(one);
        try {
            thread.execute(this::round);
        } catch (RejectedExecutionException e) {
            LOG.warnf("slack request not withdrawn tenant=%s reason=stopping", entry.tenant());
        }
        return one.ended();
    }

    private void round() {
        List<Late> together = new ArrayList<>();
        for (Late one = late.poll(); one != null; one = late.poll()) {
            together.add(one);
        }
        Map<String, List<Late>> byTenant = together.stream()
                .collect(Collectors.groupingBy(each -> each.entry().tenant()));
        byTenant.forEach(this::withdraw);
    }

    private void withdraw(String tenant, List<Late> together) {
        try {
            Set<String> effective =
                    requests.withdraw(tenant, together.stream().map(Late::entry).toList());
            together.forEach(each ->
                    each.ended().complete(!effective.contains(each.entry().ticket())));
        } catch (Retriable e) {
            together.forEach(each -> again(each, e));
        } catch (RuntimeException e) {
            refused(tenant, together, e);
        }
    }

    /** What the database can't take is not there to be withdrawn, and keeps no other waiting. */
    private void refused(String tenant, List<Late> together, RuntimeException reason) {
        if (together.size() > 1) {
            together.forEach(each -> withdraw(tenant, List.of(each)));
            return;
        }
        LOG.errorf(reason, "slack request not withdrawn tenant=%s", tenant);
        together.getFirst().ended().completeExceptionally(reason);
    }

    private void again(Late one, Retriable reason) {
        if (one.attempt() == ATTEMPTS || thread.isShutdown()) {
            LOG.errorf(
                    "slack request not withdrawn tenant=%s reason=%s",
                    one.entry().tenant(), reason.getMessage());
            one.ended().completeExceptionally(reason);
            return;
        }
        late.add(one.again());
        try {
            thread.schedule(this::round, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debugf(
                    "stopping; tried once more by close tenant=%s", one.entry().tenant());
        }
    }

    /** Tries what is left once more. */
    void close() {
        thread.shutdownNow();
        round();
    }
}
