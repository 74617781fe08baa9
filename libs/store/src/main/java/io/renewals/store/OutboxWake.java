package io.renewals.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay right after a commit; many commits while it works make one more round. */
@ApplicationScoped
public class OutboxWake {
    private final Semaphore rounds = new Semaphore(0);

    void wake() {
        if (rounds.availablePermits() == 0) {
            rounds.release();
        }
    }

    /** True: woken; false: {@code longest} passed. For whoever publishes the outbox. */
    public boolean await(Duration longest) throws InterruptedException {
        boolean woken = rounds.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        rounds.drainPermits();
        return woken;
    }
}
