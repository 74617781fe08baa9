package io.renewals.e2e.product;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** Waiting for what the product does in its own time. */
public final class Await {
    /** How long anything in the flow may take on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration POLL = Duration.ofMillis(50);

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) {
        until(what, PATIENCE, condition);
    }

    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        await(what).atMost(patience).pollInterval(POLL).pollDelay(Duration.ZERO).until(condition);
    }

    /** Repeats the assertions until they hold; the last failure is what is reported. */
    public static void asserted(String what, org.awaitility.core.ThrowingRunnable assertions) {
        await(what).atMost(PATIENCE).pollInterval(POLL).pollDelay(Duration.ZERO).untilAsserted(assertions);
    }

    /** The value, as soon as there is one. */
    public static <T> T value(String what, Callable<Optional<T>> found) {
        AtomicReference<T> value = new AtomicReference<>();
        until(what, () -> {
            found.call().ifPresent(value::set);
            return value.get() != null;
        });
        return value.get();
    }

    /**
     * Watches for a while that something stays as it is: for what must not happen, where nothing says that it will not.
     */
    public static void stays(String what, Duration span, Callable<Boolean> condition) {
        await(what)
                .during(span)
                .atMost(span.plusSeconds(10))
                .pollInterval(POLL)
                .pollDelay(Duration.ZERO)
                .until(condition);
    }
}
