package io.renewals.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The only clock of all services: it stands still until somebody moves it, and never goes back. */
final class SimulatedClock extends Clock {
    private volatile Instant now;

    SimulatedClock(Instant start) {
        this.now = start;
    }

    /** @throws IllegalArgumentException for an instant that is over */
    void moveTo(Instant instant) {
        if (instant.isBefore(now)) {
            throw new IllegalArgumentException("the clock is at " + now + " and can't go back to " + instant);
        }
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nothing here asks for another zone");
    }
}
