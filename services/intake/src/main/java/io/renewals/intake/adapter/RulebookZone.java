package io.renewals.intake.adapter;

import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.web.TenantZone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;

/** Pages show times by the clock of the tenant's rulebook in force. */
@ApplicationScoped
public class RulebookZone implements TenantZone {
    private final Rulebooks rulebooks;

    @Inject
    public RulebookZone(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    @Override
    public ZoneId of(String tenant) {
        return rulebooks.zone(tenant);
    }
}
