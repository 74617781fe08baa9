package io.renewals.rulebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;

/** Price arithmetic. Unit prices are per unit (seat) per billing period; the rulebook's are per unit per month. */
public final class Prices {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Prices() {}

    /** The plan's list price of one unit for one billing period. */
    public static Money list(Plan plan, BillingPeriod period) {
        return plan.listPrice().times(period.months());
    }

    /** The plan's floor price of one unit for one billing period. */
    public static Money floor(Plan plan, BillingPeriod period) {
        return plan.floorPrice().times(period.months());
    }

    /** list × (1 − discount / 100), rounded half-even to the currency's minor unit. */
    public static Money discounted(Money list, Percent discount) {
        BigDecimal exact =
                list.amount().multiply(HUNDRED.subtract(discount.value())).movePointLeft(2);
        return Money.rounded(exact, list.currency());
    }

    /** Annual recurring revenue: unit price × quantity × billing periods a year, rounded half-even. */
    public static Money arr(BigDecimal unitPrice, int quantity, BillingPeriod period, Currency currency) {
        return Money.rounded(unitPrice.multiply(BigDecimal.valueOf((long) quantity * period.perYear())), currency);
    }

    /**
     * The discount a typed price amounts to, in percent of the list price, to 34 significant digits. For showing;
     * {@link Limits} compares without dividing, so no digit is lost there.
     */
    public static BigDecimal percentOff(Money list, BigDecimal price) {
        return list.amount().subtract(price).multiply(HUNDRED).divide(list.amount(), MathContext.DECIMAL128);
    }

    /** The largest two-decimal discount whose rounded price is still at or above the floor. */
    public static Percent largestDiscountAbove(Money list, Money floor) {
        if (list.isLessThan(floor)) {
            return Percent.ZERO;
        }
        return new Percent(
                list.amount().subtract(floor.amount()).multiply(HUNDRED).divide(list.amount(), 2, RoundingMode.DOWN));
    }
}
