package io.renewals.rulebook;

import java.util.Objects;

/**
 * When a play fires.
 *
 * @param nearCeiling utilisation, in percent of the plan's limit, from which an upgrade is proposed
 * @param farUnder utilisation at or below which a smaller plan is proposed
 * @param priceSensitive strength of the price-sensitive signal, in percent (1 is 100), from which loyalty is proposed
 */
public record PlayRules(Percent nearCeiling, Percent farUnder, Percent priceSensitive) {
    public PlayRules {
        Objects.requireNonNull(nearCeiling, "nearCeiling");
        Objects.requireNonNull(priceSensitive, "priceSensitive");
        new Flaws()
                .require(
                        farUnder.compareTo(nearCeiling) < 0,
                        "/far_under",
                        farUnder + " is not below near_ceiling " + nearCeiling,
                        "lower far_under or raise near_ceiling")
                .require(!priceSensitive.isZero(), "/price_sensitive", "is 0", "write a percentage above 0")
                .throwIfAny();
    }
}
