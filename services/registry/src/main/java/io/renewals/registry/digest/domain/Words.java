package io.renewals.registry.digest.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How figures read. Amounts of different currencies are never added up. */
final class Words {
    static final String NONE = "none";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ENGLISH);

    private Words() {}

    static String yearly(BigDecimal amount, String currency) {
        return money(amount, currency) + " a year";
    }

    /** {@code USD 1,234.50}. */
    static String money(BigDecimal amount, String currency) {
        int shown = Math.max(minorDigits(currency), amount.stripTrailingZeros().scale());
        DecimalFormat format = new DecimalFormat("#,##0", SYMBOLS);
        format.setMinimumFractionDigits(shown);
        format.setMaximumFractionDigits(shown);
        return currency + " " + format.format(amount);
    }

    /** {@code USD 1,200.00 and EUR 300.00 a year}; empty for no rows. */
    static <T> String yearlySum(Collection<T> rows, Function<T, BigDecimal> amount, Function<T, String> currency) {
        String sums = sums(rows, amount, currency);
        return sums.isEmpty() ? "" : sums + " a year";
    }

    /** Sums by currency, in the order of the codes. */
    static <T> String sums(Collection<T> rows, Function<T, BigDecimal> amount, Function<T, String> currency) {
        Map<String, BigDecimal> byCurrency = new TreeMap<>();
        rows.forEach(row -> byCurrency.merge(currency.apply(row), amount.apply(row), BigDecimal::add));
        return byCurrency.entrySet().stream()
                .map(sum -> money(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(" and "));
    }

    /** {@code 7 Dec 2026}. */
    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** {@code 12 accounts}. */
    static String count(int number, String noun) {
        return new DecimalFormat("#,##0", SYMBOLS).format(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 12.5%}, at most one decimal more than a person would type. */
    static String percent(BigDecimal percent) {
        BigDecimal rounded = percent.setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.setScale(Math.max(0, rounded.scale())).toPlainString() + "%";
    }

    /** {@code +0.25}, {@code -0.1}. */
    static String signed(BigDecimal number) {
        String plain = plain(number);
        return number.signum() > 0 ? "+" + plain : plain;
    }

    static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.setScale(Math.max(0, shortest.scale())).toPlainString();
    }

    /** The parts that say something, with a separator between. */
    static String line(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" · "));
    }

    private static int minorDigits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return 2;
        }
    }
}
