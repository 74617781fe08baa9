package io.renewals.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    public <T> T untilDone(String what, Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .onFailure(Retriable.class)
                .invoke(e -> LOG.warnf("waiting step=%s reason=%s", what, e.getMessage()))
                .onFailure(Retriable.class)
                .retry()
                .withBackOff(config.retryMin(), config.retryMax())
                .withJitter(0.2)
                .indefinitely()
                .await()
                .indefinitely();
    }
}
