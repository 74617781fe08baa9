package io.renewals.notifier;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time that passes, and what a test adds to it: the service's clock in every test of it. */
@ApplicationScoped
public class MovableClock extends Clock {
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    static Instant moved() {
        return Instant.now().plus(AHEAD.get());
    }

    void advance(Duration by) {
        AHEAD.updateAndGet(so -> so.plus(by));
    }

    @Override
    public Instant instant() {
        return moved();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), AHEAD.get());
    }
}
