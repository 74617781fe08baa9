package io.renewals.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What people and other systems do, and when. Of two things at one instant the one noted first comes first. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private long numbers;

    /** @param what for the message of a failure */
    record Entry(Instant at, long number, String what, Runnable act) {}

    void at(Instant instant, String what, Runnable act) {
        entries.add(new Entry(instant, numbers++, what, act));
    }

    /** The next one before {@code end}, taken out. */
    Optional<Entry> next(Instant end) {
        return isDueBefore(end) ? Optional.of(entries.poll()) : Optional.empty();
    }

    boolean isDueBefore(Instant end) {
        return !entries.isEmpty() && entries.peek().at().isBefore(end);
    }
}
