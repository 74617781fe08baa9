package io.renewals.rulebook;

import static io.renewals.rulebook.Samples.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void roundsHalfToEven() {
        assertThat(Prices.discounted(Money.of("0.25", USD), Percent.of(50))).isEqualTo(Money.of("0.12", USD));
        assertThat(Prices.discounted(Money.of("0.27", USD), Percent.of(50))).isEqualTo(Money.of("0.14", USD));
        assertThat(Prices.discounted(Money.of("5", JPY), Percent.of(50))).isEqualTo(Money.of("2", JPY));
    }

    @Test
    void arrCountsQuantityAndPeriods() {
        BigDecimal price = new BigDecimal("147.005");
        assertThat(Prices.arr(price, 3, BillingPeriod.QUARTERLY, USD)).isEqualTo(Money.of("1764.06", USD));
        assertThat(Prices.arr(BigDecimal.TEN, 2, BillingPeriod.MONTHLY, USD)).isEqualTo(Money.of("240.00", USD));
        assertThat(Prices.arr(BigDecimal.TEN, 2, BillingPeriod.ANNUAL, USD)).isEqualTo(Money.of("20.00", USD));
    }

    @Test
    void theLargestDiscountLandsOnTheFloorOrAbove() {
        assertThat(Prices.largestDiscountAbove(Money.of("49", USD), Money.of("39", USD)))
                .isEqualTo(Percent.of("20.40"));
        assertThat(Prices.largestDiscountAbove(Money.of("49", USD), Money.of("49", USD)))
                .isEqualTo(Percent.ZERO);
        assertThat(Prices.largestDiscountAbove(Money.of("49", USD), Money.of("50", USD)))
                .isEqualTo(Percent.ZERO);
        assertThat(Prices.largestDiscountAbove(Money.of("49", USD), Money.of("0", USD)))
                .isEqualTo(Percent.of(100));
    }

    @Test
    void aTypedPriceIsAPercentageAtFullPrecision() {
        assertThat(Prices.percentOff(Money.of("3", USD), BigDecimal.ONE).toPlainString())
                .startsWith("66.66666666666666");
    }

    @Test
    void moneyIsNeverRoundedSilently() {
        assertThatThrownBy(() -> Money.of("1.005", USD)).hasMessageContaining("more decimals");
        assertThatThrownBy(() -> Money.of("1.5", JPY)).hasMessageContaining("more decimals");
        assertThatThrownBy(() -> Money.of("1", Currency.getInstance("XXX"))).hasMessageContaining("XXX");
        assertThat(Money.of("1.500", USD)).isEqualTo(Money.of("1.5", USD)).hasToString("USD 1.50");
        assertThat(Money.of("1234567.5", USD)).hasToString("USD 1,234,567.50");
    }

    @Test
    void percentagesReadAsPeopleWriteThem() {
        assertThat(Percent.of("10.00")).hasToString("10%");
        assertThat(Percent.of("12.50")).hasToString("12.5%");
        assertThat(Percent.of(100)).hasToString("100%");
        assertThat(Percent.ZERO).hasToString("0%");
    }
}
