package io.renewals.notifier.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down where the table has not been looked at for minutes: a database that is away does not make it so, a stuck thread does. */
@Liveness
@ApplicationScoped
public class PingsAlive implements HealthCheck {
    private static final Duration STUCK = Duration.ofMinutes(3);

    private final SendPings pings;

    @Inject
    public PingsAlive(SendPings pings) {
        this.pings = pings;
    }

    @Override
    public HealthCheckResponse call() {
        Duration silent = pings.sinceLastRound();
        return HealthCheckResponse.named("pings")
                .status(silent.compareTo(STUCK) < 0)
                .withData("seconds-since-last-round", silent.toSeconds())
                .build();
    }
}
