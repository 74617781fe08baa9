package io.renewals.rulebook;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;

/**
 * A discount or price that somebody, or some code, wants to offer.
 *
 * @param exceptionCap a wider cap that an approver granted; never reaches beyond the rulebook's exception cap
 */
public record Ask(
        String planId,
        String tierId,
        BillingPeriod period,
        int quantity,
        Currency currency,
        Wish wish,
        Optional<BigDecimal> exceptionCap) {

    /** How the wish was put, which decides how it is compared. */
    public sealed interface Wish {
        /** A percentage as typed. */
        record Discount(BigDecimal percent) implements Wish {}

        /** A unit price per billing period as typed. */
        record Price(BigDecimal unitPrice) implements Wish {}

        /** An existing offer: both stand on it, and they have to agree. */
        record Offered(BigDecimal percent, BigDecimal unitPrice) implements Wish {}
    }

    public Ask {
        Objects.requireNonNull(planId, "planId");
        Objects.requireNonNull(tierId, "tierId");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(wish, "wish");
        Objects.requireNonNull(exceptionCap, "exceptionCap");
    }

    public static Ask discount(
            String planId, String tierId, BillingPeriod period, int quantity, Currency currency, BigDecimal percent) {
        return new Ask(planId, tierId, period, quantity, currency, new Wish.Discount(percent), Optional.empty());
    }

    public static Ask price(
            String planId, String tierId, BillingPeriod period, int quantity, Currency currency, BigDecimal unitPrice) {
        return new Ask(planId, tierId, period, quantity, currency, new Wish.Price(unitPrice), Optional.empty());
    }

    public static Ask offered(
            String planId,
            String tierId,
            BillingPeriod period,
            int quantity,
            Currency currency,
            BigDecimal percent,
            BigDecimal unitPrice) {
        return new Ask(
                planId, tierId, period, quantity, currency, new Wish.Offered(percent, unitPrice), Optional.empty());
    }

    public Ask withExceptionCap(BigDecimal cap) {
        return new Ask(planId, tierId, period, quantity, currency, wish, Optional.of(cap));
    }
}
