package io.renewals.actionservice.web;

import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.web.TenantZone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;

/** The rulebook in force says where a tenant's day begins. */
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
