package io.renewals.actionservice.slack;

import java.time.Duration;

/** The moment by which a request is acknowledged. @param endNanos on {@link System#nanoTime}'s clock */
record Deadline(long endNanos) {
    private static final Duration ROOM = Duration.ofMillis(300);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * For what is put into the answer where it is known by then. Whoever waits for that gives up earlier than for the storing: where many
     * do, all of their answers are written at the same moment.
     */
    Deadline ofTheAnswer() {
        return new Deadline(endNanos - ROOM.toNanos());
    }

    /** Never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }
}
