package io.renewals.rulebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;

/**
 * An amount in whole minor units of its currency (two decimals for USD and EUR, none for JPY).
 *
 * @param amount scaled to the currency's minor unit; an amount with more decimals is refused, never rounded silently
 * @param currency ISO 4217, with a minor unit (pseudo currencies such as XXX are refused)
 */
public record Money(BigDecimal amount, Currency currency) {
    /** More digits than any column or contract holds; keeps arithmetic on hostile input bounded. */
    static final int MAX_DIGITS = 34;

    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        if (!isReasonable(amount)) {
            throw new IllegalArgumentException("amount is out of range");
        }
        try {
            amount = amount.setScale(minorDigits(currency), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(
                    amount.toPlainString() + " has more decimals than " + currency.getCurrencyCode() + " allows");
        }
    }

    public static Money of(String amount, Currency currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /** Rounds half-even to the currency's minor unit. */
    public static Money rounded(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(minorDigits(currency), RoundingMode.HALF_EVEN), currency);
    }

    /** Decimals of the currency's minor unit. @throws IllegalArgumentException for a currency that has none */
    public static int minorDigits(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(
                    currency.getCurrencyCode() + " is not money a customer can be charged in");
        }
        return digits;
    }

    /** Whether a number from outside is small enough to calculate with (an exponent of a billion is not). */
    static boolean isReasonable(BigDecimal value) {
        return value.precision() <= MAX_DIGITS && Math.abs((long) value.scale()) <= MAX_DIGITS;
    }

    /** The exact product: minor units stay whole when multiplied by a whole number. */
    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public boolean isLessThan(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot compare " + currency + " with " + other.currency);
        }
        return amount.compareTo(other.amount) < 0;
    }

    /** For people and logs: {@code USD 1,234.50}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + String.format(Locale.ENGLISH, " %,." + amount.scale() + "f", amount);
    }
}
