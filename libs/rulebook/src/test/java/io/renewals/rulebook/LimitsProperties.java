package io.renewals.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.LimitCheck.OverCap;
import io.renewals.rulebook.LimitCheck.UnderFloor;
import io.renewals.rulebook.LimitCheck.Within;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The promise itself: whatever is asked, by whomever, nothing beyond cap or floor comes back as allowed. */
class LimitsProperties {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Property(tries = 3000)
    void nothingBeyondCapOrFloorIsEverWithin(@ForAll("rulebooks") Rulebook rulebook, @ForAll("asks") Ask ask) {
        if (Limits.withinLimits(rulebook, ask) instanceof Within within) {
            Tier tier = rulebook.tier(ask.tierId()).orElseThrow();
            Percent highest =
                    ask.exceptionCap().isPresent() ? rulebook.exceptions().cap().max(tier.cap()) : tier.cap();
            assertThat(within.discount()).isLessThanOrEqualTo(highest);
            assertThat(within.unitPrice().amount())
                    .isGreaterThanOrEqualTo(within.floorPrice().amount())
                    .isGreaterThanOrEqualTo(
                            Prices.discounted(within.listPrice(), highest).amount())
                    .isLessThanOrEqualTo(within.listPrice().amount());
        }
    }

    @Property(tries = 1000)
    void exactlyAtTheCapPassesUnlessTheFloorForbids(
            @ForAll("rulebooks") Rulebook rulebook, @ForAll BillingPeriod period) {
        for (Tier tier : rulebook.tiers()) {
            Plan plan = rulebook.plans().getFirst();
            Money atCap = Prices.discounted(Prices.list(plan, period), tier.cap());
            LimitCheck check = Limits.withinLimits(
                    rulebook,
                    Ask.discount(
                            plan.id(),
                            tier.id(),
                            period,
                            1,
                            rulebook.currency(),
                            tier.cap().value()));
            if (atCap.isLessThan(Prices.floor(plan, period))) {
                assertThat(check).isInstanceOf(UnderFloor.class);
            } else {
                assertThat(check).isInstanceOf(Within.class);
            }
        }
    }

    @Property(tries = 1000)
    void aHundredthAboveTheCapNeverPasses(@ForAll("rulebooks") Rulebook rulebook, @ForAll BillingPeriod period) {
        Tier tier = rulebook.tiers().getFirst();
        BigDecimal above = tier.cap().value().add(new BigDecimal("0.01"));
        if (Percent.isValid(above)) {
            assertThat(Limits.withinLimits(
                            rulebook, Ask.discount("p1", tier.id(), period, 1, rulebook.currency(), above)))
                    .isInstanceOf(OverCap.class);
        }
    }

    @Property(tries = 1000)
    void aTypedPricePassesExactlyWhenItsFullPercentageIsInTheCap(
            @ForAll("rulebooks") Rulebook rulebook, @ForAll("amounts") BigDecimal typed) {
        Plan plan = rulebook.plans().getFirst();
        Tier tier = rulebook.tiers().getFirst();
        BigDecimal list = plan.listPrice().amount();
        BigDecimal price = typed.min(list).setScale(Money.minorDigits(rulebook.currency()), RoundingMode.DOWN);
        boolean inside = list.subtract(price)
                                .multiply(HUNDRED)
                                .compareTo(tier.cap().value().multiply(list))
                        <= 0
                && price.compareTo(plan.floorPrice().amount()) >= 0;
        LimitCheck check = Limits.withinLimits(
                rulebook, Ask.price(plan.id(), tier.id(), BillingPeriod.MONTHLY, 1, rulebook.currency(), price));
        assertThat(check instanceof Within).isEqualTo(inside);
    }

    @Property(tries = 1000)
    void whatPassedPassesAgainAsTheOfferItBecame(@ForAll("rulebooks") Rulebook rulebook, @ForAll("asks") Ask ask) {
        if (Limits.withinLimits(rulebook, ask) instanceof Within within) {
            Ask again = new Ask(
                    ask.planId(),
                    ask.tierId(),
                    ask.period(),
                    ask.quantity(),
                    ask.currency(),
                    new Ask.Wish.Offered(
                            within.discount().value(), within.unitPrice().amount()),
                    ask.exceptionCap());
            assertThat(Limits.withinLimits(rulebook, again)).isEqualTo(within);
        }
    }

    @Provide
    static Arbitrary<Rulebook> rulebooks() {
        return Rulebooks.any();
    }

    @Provide
    static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("500"))
                .ofScale(2);
    }

    /** Sensible figures near the limits, and hostile ones of any size and precision. */
    private static Arbitrary<BigDecimal> figures() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        6,
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, HUNDRED)
                                .ofScale(2)),
                net.jqwik.api.Tuple.of(
                        2,
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-1e9"), new BigDecimal("1e9"))
                                .ofScale(7)),
                net.jqwik.api.Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.longs(),
                                        Arbitraries.integers().between(-2_000_000_000, 2_000_000_000))
                                .as(BigDecimal::valueOf)));
    }

    @Provide
    static Arbitrary<Ask> asks() {
        Arbitrary<Ask.Wish> wishes = Arbitraries.oneOf(
                figures().map(Ask.Wish.Discount::new),
                figures().map(Ask.Wish.Price::new),
                Combinators.combine(figures(), figures()).as(Ask.Wish.Offered::new));
        return Combinators.combine(
                        Arbitraries.of("p1", "p2", "p3", "other"),
                        Arbitraries.of("t1", "t2", "other"),
                        Arbitraries.of(BillingPeriod.class),
                        Arbitraries.integers().between(-1, 1000),
                        Arbitraries.of("USD", "JPY").map(Currency::getInstance),
                        wishes,
                        figures()
                                .map(Optional::of)
                                .injectNull(0.5)
                                .map(o -> o == null ? Optional.<BigDecimal>empty() : o))
                .as(Ask::new);
    }
}
