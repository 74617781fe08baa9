package io.renewals.web;

import io.renewals.rulebook.TenantZone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock and the zone that pages show time in: the service's {@link Clock} bean if it has one, else the system's. */
@Named("time")
@ApplicationScoped
public class PageTime {

    private final Instance<Clock> clock;
    private final Instance<TenantZone> zones;
    private final SignedIn signedIn;

    @Inject
    public PageTime(Instance<Clock> clock, Instance<TenantZone> zones, SignedIn signedIn) {
        this.clock = clock;
        this.zones = zones;
        this.signedIn = signedIn;
    }

    public Instant now() {
        return clock.isResolvable() ? clock.get().instant() : Clock.systemUTC().instant();
    }

    /** The zone of the signed-in person's tenant. */
    public ZoneId zone() {
        return zones.isResolvable() && signedIn.present() ? zones.get().zone(signedIn.tenant()) : ZoneOffset.UTC;
    }

    /** The zone's name and its offset now, for a page that shows many times. */
    public String getZoneWords() {
        return Wording.zone(zone(), now());
    }

    /** Today where the tenant is. */
    public LocalDate today() {
        return LocalDate.ofInstant(now(), zone());
    }
}
