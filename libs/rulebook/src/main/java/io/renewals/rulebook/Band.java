package io.renewals.rulebook;

import java.util.Objects;

/** The loyalty discounts a tier may get without asking, both ends included. */
public record Band(Percent min, Percent max) {
    public Band {
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
        new Flaws()
                .require(min.compareTo(max) <= 0, "/min", min + " is above the maximum " + max, "swap them")
                .throwIfAny();
    }

    public boolean contains(Percent discount) {
        return min.compareTo(discount) <= 0 && discount.compareTo(max) <= 0;
    }
}
