package io.renewals.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tries again, with growing pauses, for as long as the failure is {@link Retriable}. */
@ApplicationScoped
public class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);

    private final MessagingConfig config;

    @Inject
    public Patience(MessagingConfig config) {
        this.config = config;
    }

    /** @throws RuntimeException any failure of {@code work} that is not {@link Retriable} */
    public void untilDone(String what, Runnable work) {
        untilDone(what, () -> {
            work.run();
            return true;
        });
    }

    /** The same, with an answer. Every attempt runs on the caller's thread, which may block. */
    public <T> T untilDone(String what, Supplier<T> work) {
        Duration pause = config.retryMin();
        while (true) {
            try {
                return work.get();
            } catch (Retriable e) {
                LOG.warnf("waiting step=%s reason=%s", what, e.getMessage());
                rest(pause, e);
                pause = longer(pause);
            }
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(config.retryMax()) < 0 ? doubled : config.retryMax();
    }

    private static void rest(Duration pause, Retriable because) {
        long jittered = (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        try {
            new CountDownLatch(1).await(jittered, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw because;
        }
    }
}
