package io.renewals.guardrailgate.domain;

import io.renewals.rulebook.Owner;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.Optional;

/** Gate 1: who decides. The account's own owner, else the tier's, else the admin; who is away is stood in for. */
public final class OwnerGate {
    private OwnerGate() {}

    /**
     * @param resolvedBy override, tier-default or admin-fallback
     * @param note why it is not who one would expect; empty mostly
     */
    public record Resolved(Owner owner, String resolvedBy, Optional<String> note) {}

    /** @param today in the tenant's time zone */
    public static Resolved resolve(Rulebook rulebook, Optional<String> ownerEmail, String tier, LocalDate today) {
        OwnerResolution.Resolved found = OwnerResolution.resolve(rulebook, ownerEmail, tier, today);
        String resolvedBy =
                switch (found.source()) {
                    case ACCOUNT_OVERRIDE -> "override";
                    case TIER_DEFAULT -> "tier-default";
                    case ADMIN_FALLBACK -> "admin-fallback";
                };
        Optional<String> away = found.standingInFor().map(owner -> "stands in for " + owner.name() + ", who is away");
        return new Resolved(found.owner(), resolvedBy, away.or(found::note));
    }
}
