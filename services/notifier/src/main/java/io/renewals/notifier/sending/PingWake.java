package io.renewals.notifier.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the sender when there is something to post, or one of its threads is free again. */
@ApplicationScoped
public class PingWake {
    private final Semaphore rounds = new Semaphore(0);

    public void wake() {
        if (rounds.availablePermits() == 0) {
            rounds.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (rounds.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rounds.drainPermits();
        }
    }
}
