package io.renewals.rulebook;

import java.time.ZoneId;

/** Where a tenant's day begins: as the rulebook in force says, and in UTC before the first. */
public interface TenantZone {

    ZoneId zone(String tenant);
}
