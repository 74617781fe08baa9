package io.renewals.rulebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A nominal percentage between 0 and 100 with at most two decimals, as a person writes it: {@code 12.5} is 12.5%.
 *
 * @param value always scaled to two decimals, so equal percentages are equal records
 */
public record Percent(BigDecimal value) implements Comparable<Percent> {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    public static final Percent ZERO = Percent.of(0);

    public Percent {
        Objects.requireNonNull(value, "value");
        if (!isValid(value)) {
            throw new IllegalArgumentException("a percentage is between 0 and 100 with at most two decimals");
        }
        value = value.setScale(2, RoundingMode.UNNECESSARY);
    }

    public static Percent of(String value) {
        return new Percent(new BigDecimal(value));
    }

    public static Percent of(long value) {
        return new Percent(BigDecimal.valueOf(value));
    }

    /** Whether the number can be a percentage: in 0..100, no finer than two decimals. */
    public static boolean isValid(BigDecimal value) {
        return Money.isReasonable(value)
                && value.signum() >= 0
                && value.compareTo(HUNDRED) <= 0
                && value.stripTrailingZeros().scale() <= 2;
    }

    public Percent min(Percent other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Percent max(Percent other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    @Override
    public int compareTo(Percent other) {
        return value.compareTo(other.value);
    }

    /** For people: {@code 10%}, {@code 12.5%}. */
    @Override
    public String toString() {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + "%";
    }
}
