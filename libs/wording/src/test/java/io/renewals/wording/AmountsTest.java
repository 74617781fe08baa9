package io.renewals.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "1050, USD, 'USD 1,050.00'",
        "1234567.5000, EUR, 'EUR 1,234,567.50'",
        "1234.0000, JPY, 'JPY 1,234'",
        "0.1250, USD, USD 0.125",
        "-5000, GBP, 'GBP -5,000.00'",
        "1, ???, ??? 1.00"
    })
    void moneyIsGroupedHasTheCurrencysDigitsAndHidesNone(BigDecimal amount, String currency, String written) {
        assertThat(Amounts.money(amount, currency)).isEqualTo(written);
    }
}
