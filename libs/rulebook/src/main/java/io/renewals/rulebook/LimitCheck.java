package io.renewals.rulebook;

import java.math.BigDecimal;

/** What {@link Limits} says about an ask. Everything but {@link Within} is a refusal with a stable code and a sentence. */
public sealed interface LimitCheck {
    /**
     * Allowed.
     *
     * @param discount two decimals; for a typed price the percentage it amounts to, rounded half-even for showing
     * @param unitPrice per billing period, in whole minor units
     * @param cap the cap that applied: the tier's, or the wider one of an exception
     */
    record Within(Percent discount, Money unitPrice, Money listPrice, Money floorPrice, Percent cap)
            implements LimitCheck {}

    /** Not allowed. */
    sealed interface Refusal extends LimitCheck {
        /** Stable, for events, logs and tests. */
        String code();

        /** For the person who asked, with what to do about it. */
        String message();
    }

    /** @param requested the discount asked for, in percent, at the precision it was compared with for showing */
    record OverCap(Percent cap, BigDecimal requested, String tier) implements Refusal {
        @Override
        public String code() {
            return "over_cap";
        }

        @Override
        public String message() {
            return "that's above the " + cap + " cap for the " + tier + " tier; lower it or ask for an exception";
        }
    }

    /** @param price the rounded unit price that was asked for */
    record UnderFloor(Money floor, Money price, String plan) implements Refusal {
        @Override
        public String code() {
            return "under_floor";
        }

        @Override
        public String message() {
            return price + " is below the floor price of " + floor + " for " + plan + "; raise the price";
        }
    }

    /** The price and the discount of one offer do not belong together. */
    record PriceMismatch(Money expected, BigDecimal stated) implements Refusal {
        @Override
        public String code() {
            return "price_mismatch";
        }

        @Override
        public String message() {
            return "the price " + stated.toEngineeringString() + " is not what the stated discount gives, " + expected;
        }
    }

    /** Not a discount: negative, above 100, finer than two decimals, or a price above the list price or below zero. */
    record NotADiscount(String what) implements Refusal {
        @Override
        public String code() {
            return "not_a_discount";
        }

        @Override
        public String message() {
            return what;
        }
    }

    record UnknownPlan(String plan) implements Refusal {
        @Override
        public String code() {
            return "unknown_plan";
        }

        @Override
        public String message() {
            return "the rulebook has no plan '" + plan + "'; choose one of its menu";
        }
    }

    record UnknownTier(String tier) implements Refusal {
        @Override
        public String code() {
            return "unknown_tier";
        }

        @Override
        public String message() {
            return "the rulebook has no tier '" + tier + "'; correct the account or the rulebook";
        }
    }

    record CurrencyMismatch(String rulebook, String asked) implements Refusal {
        @Override
        public String code() {
            return "currency_mismatch";
        }

        @Override
        public String message() {
            return "the rulebook's prices are in " + rulebook + ", this account's in " + asked;
        }
    }

    record BadQuantity(int quantity) implements Refusal {
        @Override
        public String code() {
            return "bad_quantity";
        }

        @Override
        public String message() {
            return quantity + " units cannot be offered; the quantity is 1 or more";
        }
    }
}
