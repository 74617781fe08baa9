package io.renewals.rulebook;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One line of the plan menu.
 *
 * @param listPrice per unit per month, above zero
 * @param floorPrice per unit per month; no offer goes below it
 * @param usageLimit what one unit may use; empty means unlimited, and then usage is never near the ceiling
 * @param order place in the menu; a higher number is a bigger plan
 */
public record Plan(
        String id,
        String name,
        int order,
        Money listPrice,
        Money floorPrice,
        OptionalLong usageLimit,
        String description) {
    public Plan {
        Objects.requireNonNull(listPrice, "listPrice");
        Objects.requireNonNull(floorPrice, "floorPrice");
        Objects.requireNonNull(usageLimit, "usageLimit");
        Objects.requireNonNull(description, "description");
        new Flaws()
                .requireId(id, "/id")
                .requireLine(name, "/name")
                .require(order >= 0, "/order", "is negative", "number the plans upwards from 1")
                .require(listPrice.amount().signum() > 0, "/list_price", "is not above zero", "write the monthly price")
                .require(floorPrice.amount().signum() >= 0, "/floor_price", "is negative", "write a price from 0 up")
                .require(
                        listPrice.currency().equals(floorPrice.currency()) && !listPrice.isLessThan(floorPrice),
                        "/floor_price",
                        "the floor " + floorPrice + " is above the list price " + listPrice,
                        "lower the floor or raise the list price")
                .require(
                        usageLimit.isEmpty() || usageLimit.getAsLong() > 0,
                        "/usage_limit",
                        "is not above zero",
                        "write the limit of one unit, or leave it out for unlimited")
                .throwIfAny();
    }
}
