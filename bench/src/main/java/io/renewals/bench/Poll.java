package io.renewals.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another process does. */
final class Poll {
    private Poll() {}

    /** @param state said when the deadline passes */
    static void until(Duration deadline, Duration every, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + deadline.toSeconds() + " s: " + state.get());
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** Parks until this moment of {@link System#nanoTime}. */
    static void untilNanos(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
