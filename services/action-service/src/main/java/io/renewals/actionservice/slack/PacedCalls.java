package io.renewals.actionservice.slack;

import io.renewals.actionservice.slack.SlackCalls.Answered;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Calls to Slack, at Slack's pace: once a method asks to wait, every call of that method and tenant waits as long, inside its own
 * time. A call is repeated only where Slack said that it did nothing.
 */
final class PacedCalls {
    private static final Logger LOG = Logger.getLogger(PacedCalls.class);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(1);
    private static final int THREADS = 8;
    private static final int WAITING = 2_000;

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("slack-calls-", 1).factory());
    private final Map<String, Long> notBefore = new ConcurrentHashMap<>();

    /** Slack asks to wait, and did nothing. */
    static final class Paced extends IOException {
        private final Duration wait;

        Paced(Duration wait) {
            super("asked to wait " + wait);
            this.wait = wait;
        }
    }

    interface Call<T> {
        Answered<T> make() throws IOException;
    }

    /** As Slack's header says it: whole seconds. */
    static Duration wait(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}")
                ? Duration.ofSeconds(Math.max(1, Long.parseLong(retryAfter)))
                : DEFAULT_WAIT;
    }

    <T> CompletableFuture<Answered<T>> make(String method, Duration within, Call<T> call) {
        return make(method, "", within, call);
    }

    /** @param within from now; what can't begin by then is given up. @return never completed exceptionally */
    <T> CompletableFuture<Answered<T>> make(String method, String tenant, Duration within, Call<T> call) {
        CompletableFuture<Answered<T>> answer = new CompletableFuture<>();
        if (threads.getQueue().size() >= WAITING) {
            return CompletableFuture.completedFuture(givenUp(method, "too many at once"));
        }
        schedule(method, method + " " + tenant, System.nanoTime() + within.toNanos(), call, answer);
        return answer;
    }

    private <T> void schedule(
            String method, String pace, long deadline, Call<T> call, CompletableFuture<Answered<T>> answer) {
        long now = System.nanoTime();
        long start = Math.max(now, notBefore.getOrDefault(pace, now));
        if (start > deadline) {
            answer.complete(givenUp(method, "Slack asks to wait longer than this can"));
            return;
        }
        try {
            threads.schedule(() -> attempt(method, pace, deadline, call, answer), start - now, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            answer.complete(givenUp(method, "stopped"));
        }
    }

    private <T> void attempt(
            String method, String pace, long deadline, Call<T> call, CompletableFuture<Answered<T>> answer) {
        if (notBefore.getOrDefault(pace, Long.MIN_VALUE) > System.nanoTime()) {
            schedule(method, pace, deadline, call, answer);
            return;
        }
        try {
            Answered<T> got = call.make();
            if (got instanceof Answered.No<T> no) {
                LOG.warnf("slack refuses call=%s reason=%s", method, no.error());
            }
            answer.complete(got);
        } catch (Paced e) {
            LOG.infof("slack asks to wait call=%s for=%s", method, e.wait);
            notBefore.merge(pace, System.nanoTime() + e.wait.toNanos(), Math::max);
            schedule(method, pace, deadline, call, answer);
        } catch (IOException | RuntimeException e) {
            answer.complete(givenUp(method, String.valueOf(e.getMessage())));
        }
    }

    private static <T> Answered<T> givenUp(String method, String reason) {
        LOG.warnf("slack call failed call=%s reason=%s", method, reason);
        return new Answered.No<>(reason);
    }
}
