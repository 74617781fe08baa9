package io.renewals.actionservice.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the sender right after an approval, or when one of its threads is free again. */
@ApplicationScoped
public class SendWake {
    private final Semaphore rounds = new Semaphore(0);

    public void wake() {
        if (rounds.availablePermits() == 0) {
            rounds.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        boolean woken = rounds.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (woken) {
            rounds.drainPermits();
        }
    }
}
