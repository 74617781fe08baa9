package io.renewals.wording;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;

/** How amounts read, the same on pages, in mails to owners and in Slack. */
public final class Amounts {
    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ENGLISH);

    private Amounts() {}

    /** {@code EUR 1,234.50}: the ISO code, for "$" is several currencies. Never fewer digits than the amount has. */
    public static String money(BigDecimal amount, String currency) {
        BigDecimal exact = amount.stripTrailingZeros();
        int shown = Math.max(minorDigits(currency), exact.scale());
        return currency + " " + grouped(amount.setScale(shown, RoundingMode.UNNECESSARY));
    }

    /** Thousands with commas, all decimals kept. */
    public static String grouped(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", SYMBOLS);
        int digits = Math.max(0, number.scale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    private static int minorDigits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            // A refused row may show a currency that does not exist; it must still be readable.
            return 2;
        }
    }
}
