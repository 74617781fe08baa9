package io.renewals.actionservice.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** An instance whose sender has ended would leave approved mails lying; it wants a restart. */
@Liveness
@ApplicationScoped
public class SenderAlive implements HealthCheck {
    private final SendApprovedMail sender;

    @Inject
    public SenderAlive(SendApprovedMail sender) {
        this.sender = sender;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mail sender").status(sender.isAlive()).build();
    }
}
