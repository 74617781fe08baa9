package io.renewals.actionservice.slack;

import java.time.Duration;

/** The moment by which a request is acknowledged. @param endNanos on {@link System#nanoTime}'s clock */
record Deadline(long endNanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }
}
