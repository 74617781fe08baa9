package io.renewals.web;

import java.time.ZoneId;

/** Where a tenant's day begins. A service that knows the rulebook supplies it as a bean; else it is UTC. */
public interface TenantZone {

    ZoneId of(String tenant);
}
