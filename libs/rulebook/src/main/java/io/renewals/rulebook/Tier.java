package io.renewals.rulebook;

import java.util.Objects;
import java.util.Optional;

/**
 * A class of accounts.
 *
 * @param cap the largest discount without an exception
 * @param loyaltyBand inside the cap
 * @param defaultOwner owner id; empty means the admin fallback owns this tier's accounts
 * @param exceptionApprover owner id of who decides on going beyond the cap; empty means the approvers of all tiers do
 */
public record Tier(
        String id,
        String name,
        Percent cap,
        Band loyaltyBand,
        Optional<String> defaultOwner,
        Optional<String> exceptionApprover) {
    public Tier {
        Objects.requireNonNull(cap, "cap");
        Objects.requireNonNull(loyaltyBand, "loyaltyBand");
        Objects.requireNonNull(defaultOwner, "defaultOwner");
        Objects.requireNonNull(exceptionApprover, "exceptionApprover");
        new Flaws()
                .requireId(id, "/id")
                .requireLine(name, "/name")
                .require(
                        loyaltyBand.max().compareTo(cap) <= 0,
                        "/loyalty_band/max",
                        loyaltyBand.max() + " is above the tier's cap of " + cap,
                        "lower the band or raise discount_cap")
                .throwIfAny();
    }
}
