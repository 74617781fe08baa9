package io.renewals.rulebook;

import static io.renewals.rulebook.Samples.ACME;
import static io.renewals.rulebook.Samples.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.LimitCheck.BadQuantity;
import io.renewals.rulebook.LimitCheck.CurrencyMismatch;
import io.renewals.rulebook.LimitCheck.NotADiscount;
import io.renewals.rulebook.LimitCheck.OverCap;
import io.renewals.rulebook.LimitCheck.PriceMismatch;
import io.renewals.rulebook.LimitCheck.UnderFloor;
import io.renewals.rulebook.LimitCheck.UnknownPlan;
import io.renewals.rulebook.LimitCheck.UnknownTier;
import io.renewals.rulebook.LimitCheck.Within;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

/** Pro costs 49.00 with a floor of 39.00; the mid tier's cap is 15%, the enterprise tier's 20%, exceptions 25%. */
class LimitsTest {
    private static Ask discount(String percent) {
        return Ask.discount("pro", "mid", BillingPeriod.MONTHLY, 1, USD, new BigDecimal(percent));
    }

    private static Ask price(String price) {
        return Ask.price("pro", "mid", BillingPeriod.MONTHLY, 1, USD, new BigDecimal(price));
    }

    private static Ask offered(String percent, String price) {
        return Ask.offered("pro", "mid", BillingPeriod.MONTHLY, 1, USD, new BigDecimal(percent), new BigDecimal(price));
    }

    private static LimitCheck check(Ask ask) {
        return Limits.withinLimits(ACME, ask);
    }

    private static Within within(Ask ask) {
        assertThat(check(ask)).isInstanceOf(Within.class);
        return (Within) check(ask);
    }

    @Test
    void aDiscountEqualToTheCapPasses() {
        Within within = within(discount("15"));
        assertThat(within.unitPrice()).isEqualTo(Money.of("41.65", USD));
        assertThat(within.discount()).isEqualTo(Percent.of(15));
        assertThat(within.cap()).isEqualTo(Percent.of(15));
        assertThat(within.listPrice()).isEqualTo(Money.of("49.00", USD));
        assertThat(within.floorPrice()).isEqualTo(Money.of("39.00", USD));
    }

    @Test
    void aHundredthAboveTheCapDoesNot() {
        assertThat(check(discount("15.01")))
                .isEqualTo(new OverCap(Percent.of(15), new BigDecimal("15.01"), "Mid-market"));
    }

    @Test
    void theRefusalNamesCapAndTier() {
        assertThat(((OverCap) check(discount("18"))).message())
                .isEqualTo("that's above the 15% cap for the Mid-market tier; lower it or ask for an exception");
    }

    @Test
    void aPriceThatIsExactlyTheCapPasses() {
        assertThat(within(price("41.65")).discount()).isEqualTo(Percent.of(15));
    }

    @Test
    void aPriceACentBelowIsComparedAtFullPrecision() {
        OverCap over = (OverCap) check(price("41.64"));
        assertThat(over.requested()).isGreaterThan(new BigDecimal("15.02")).isLessThan(new BigDecimal("15.03"));
    }

    @Test
    void aPriceWhosePercentageOnlyRoundsToTheCapIsOver() {
        // 20% of 149.00 is 119.20; 12 × 149 − 0.01 under the cap's price is 20.0006%, which shows as 20%.
        Ask ask = Ask.price("enterprise", "enterprise", BillingPeriod.ANNUAL, 1, USD, new BigDecimal("1430.39"));
        assertThat(check(ask)).isInstanceOf(OverCap.class);
    }

    @Test
    void aPriceEqualToTheFloorPassesAndACentBelowDoesNot() {
        Ask atFloor = price("39.00").withExceptionCap(new BigDecimal("25"));
        Ask below = price("38.99").withExceptionCap(new BigDecimal("25"));
        assertThat(within(atFloor).unitPrice()).isEqualTo(Money.of("39.00", USD));
        assertThat(check(below)).isEqualTo(new UnderFloor(Money.of("39.00", USD), Money.of("38.99", USD), "Pro"));
    }

    @Test
    void theFloorComparesTheRoundedPrice() {
        // 20.41% off 49.00 is 38.9991, which the customer reads as 39.00.
        assertThat(within(discount("20.41").withExceptionCap(new BigDecimal("25")))
                        .unitPrice())
                .isEqualTo(Money.of("39.00", USD));
        assertThat(check(discount("20.42").withExceptionCap(new BigDecimal("25"))))
                .isInstanceOf(UnderFloor.class);
    }

    @Test
    void anExceptionReachesItsOwnCapAndNeverBeyondTheRulebooks() {
        assertThat(within(discount("18").withExceptionCap(new BigDecimal("18"))).cap())
                .isEqualTo(Percent.of(18));
        assertThat(check(discount("18.01").withExceptionCap(new BigDecimal("18"))))
                .isInstanceOf(OverCap.class);
        assertThat(((OverCap) check(discount("25.01").withExceptionCap(new BigDecimal("90")))).cap())
                .isEqualTo(Percent.of(25));
    }

    @Test
    void anExceptionNeverNarrowsTheCapAndANonsensicalOneIsNone() {
        assertThat(within(discount("15").withExceptionCap(BigDecimal.ONE)).cap())
                .isEqualTo(Percent.of(15));
        assertThat(check(discount("16").withExceptionCap(new BigDecimal("1000"))))
                .isInstanceOf(OverCap.class);
    }

    @Test
    void anOfferWhoseTwoFiguresAgreePasses() {
        assertThat(within(offered("10", "44.10")).unitPrice()).isEqualTo(Money.of("44.10", USD));
        // A typed price keeps the percentage it shows.
        assertThat(within(offered("8.16", "45.00")).discount()).isEqualTo(Percent.of("8.16"));
    }

    @Test
    void anOfferThatStatesLessDiscountThanItsPriceGivesDoesNot() {
        assertThat(check(offered("5", "42.00")))
                .isEqualTo(new PriceMismatch(Money.of("46.55", USD), new BigDecimal("42.00")));
        assertThat(check(offered("5", "30.00"))).isInstanceOf(OverCap.class);
        assertThat(check(offered("15.01", "49.00"))).isInstanceOf(OverCap.class);
    }

    @Test
    void whatIsNotADiscountIsRefused() {
        for (String percent : new String[] {"-0.01", "100.01", "10.001", "1e99999999", "1e-99999999"}) {
            assertThat(check(discount(percent))).as(percent).isInstanceOf(NotADiscount.class);
        }
        for (String price : new String[] {"-1", "49.01", "45.001", "1e-99999999", "1e99999999"}) {
            assertThat(check(price(price))).as(price).isInstanceOf(NotADiscount.class);
            assertThat(check(offered("10", price))).as(price).isInstanceOf(NotADiscount.class);
        }
    }

    @Test
    void theListPriceItselfIsADiscountOfNothing() {
        assertThat(within(price("49")).discount()).isEqualTo(Percent.ZERO);
    }

    @Test
    void nothingIsAPriceAndFarOverTheCap() {
        assertThat(check(price("0"))).isInstanceOf(OverCap.class);
    }

    @Test
    void anAbsentFigureFailsClosed() {
        assertThat(check(new Ask(
                        "pro",
                        "mid",
                        BillingPeriod.MONTHLY,
                        1,
                        USD,
                        new Ask.Wish.Discount(null),
                        java.util.Optional.empty())))
                .isInstanceOf(NotADiscount.class);
        assertThat(check(new Ask(
                        "pro",
                        "mid",
                        BillingPeriod.MONTHLY,
                        1,
                        USD,
                        new Ask.Wish.Price(null),
                        java.util.Optional.empty())))
                .isInstanceOf(NotADiscount.class);
    }

    @Test
    void anUnknownPlanTierCurrencyOrQuantityIsRefused() {
        BigDecimal none = BigDecimal.ZERO;
        assertThat(check(Ask.discount("gold", "mid", BillingPeriod.MONTHLY, 1, USD, none)))
                .isEqualTo(new UnknownPlan("gold"));
        assertThat(check(Ask.discount("pro", "vip", BillingPeriod.MONTHLY, 1, USD, none)))
                .isEqualTo(new UnknownTier("vip"));
        assertThat(check(Ask.discount("pro", "mid", BillingPeriod.MONTHLY, 1, Currency.getInstance("EUR"), none)))
                .isEqualTo(new CurrencyMismatch("USD", "EUR"));
        assertThat(check(Ask.discount("pro", "mid", BillingPeriod.MONTHLY, 0, USD, none)))
                .isEqualTo(new BadQuantity(0));
    }

    @Test
    void pricesAreForTheBillingPeriod() {
        Within within = within(Ask.discount("pro", "mid", BillingPeriod.ANNUAL, 3, USD, BigDecimal.TEN));
        assertThat(within.listPrice()).isEqualTo(Money.of("588.00", USD));
        assertThat(within.floorPrice()).isEqualTo(Money.of("468.00", USD));
        assertThat(within.unitPrice()).isEqualTo(Money.of("529.20", USD));
    }
}
