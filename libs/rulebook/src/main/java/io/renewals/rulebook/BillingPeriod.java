package io.renewals.rulebook;

/** How often a unit is billed; prices in terms and offers are per unit per this period. */
public enum BillingPeriod {
    MONTHLY(1),
    QUARTERLY(3),
    ANNUAL(12);

    private final int months;

    BillingPeriod(int months) {
        this.months = months;
    }

    /** Length in months: 1, 3 or 12. */
    public int months() {
        return months;
    }

    /** Billing periods in a year: 12, 4 or 1. */
    public int perYear() {
        return 12 / months;
    }
}
