package io.renewals.rulebookfeed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the rulebooks have been read to the end. */
@Readiness
@ApplicationScoped
public class RulebooksReadiness implements HealthCheck {
    private final Rulebooks rulebooks;

    @Inject
    public RulebooksReadiness(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rulebooks read")
                .status(rulebooks.isReady())
                .build();
    }
}
