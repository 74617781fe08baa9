package io.renewals.rulebook;

import io.renewals.rulebook.Ask.Wish;
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
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The one place that says whether an offer is inside the rules. Called when an offer is decided, at the gate, on an
 * edit and again at send, each time with the rulebook in force.
 *
 * <p>The cap compares the percentage as typed; a typed price is compared as the exact percentage it amounts to,
 * without dividing. The floor compares the price rounded half-even to the minor unit. A discount equal to the cap and
 * a price equal to the floor pass. Whatever is not known to be inside is refused.
 */
public final class Limits {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Limits() {}

    public static LimitCheck withinLimits(Rulebook rulebook, Ask ask) {
        Optional<Plan> plan = rulebook.plan(ask.planId());
        if (plan.isEmpty()) {
            return new UnknownPlan(ask.planId());
        }
        Optional<Tier> tier = rulebook.tier(ask.tierId());
        if (tier.isEmpty()) {
            return new UnknownTier(ask.tierId());
        }
        if (!rulebook.currency().equals(ask.currency())) {
            return new CurrencyMismatch(
                    rulebook.currency().getCurrencyCode(), ask.currency().getCurrencyCode());
        }
        if (ask.quantity() < 1) {
            return new BadQuantity(ask.quantity());
        }
        Frame frame = new Frame(
                plan.get(),
                tier.get(),
                effectiveCap(rulebook, tier.get(), ask.exceptionCap()),
                Prices.list(plan.get(), ask.period()),
                Prices.floor(plan.get(), ask.period()));
        return switch (ask.wish()) {
            case Wish.Discount typed -> checkDiscount(frame, typed.percent());
            case Wish.Price typed -> checkPrice(frame, typed.unitPrice());
            case Wish.Offered offer -> checkOffer(frame, offer.percent(), offer.unitPrice());
        };
    }

    /** The cap that applies: the tier's, or a granted wider one, which the exception cap bounds. */
    public static Percent effectiveCap(Rulebook rulebook, Tier tier, Optional<BigDecimal> exceptionCap) {
        return exceptionCap
                .filter(Percent::isValid)
                .map(Percent::new)
                .map(granted -> granted.min(rulebook.exceptions().cap()).max(tier.cap()))
                .orElse(tier.cap());
    }

    private record Frame(Plan plan, Tier tier, Percent cap, Money list, Money floor) {
        /** @param offTimesHundred list price minus price, times 100: the discount in percent times the list price */
        boolean isAtOrUnderCap(BigDecimal offTimesHundred) {
            return offTimesHundred.compareTo(cap.value().multiply(list.amount())) <= 0;
        }

        OverCap overCap(BigDecimal requested) {
            return new OverCap(cap, requested, tier.name());
        }
    }

    private static LimitCheck checkDiscount(Frame frame, BigDecimal percent) {
        if (percent == null || !Percent.isValid(percent)) {
            return new NotADiscount("a discount is between 0 and 100 percent with at most two decimals");
        }
        if (!frame.isAtOrUnderCap(percent.multiply(frame.list().amount()))) {
            return frame.overCap(percent);
        }
        Percent discount = new Percent(percent);
        return checkFloor(frame, discount, Prices.discounted(frame.list(), discount));
    }

    private static LimitCheck checkPrice(Frame frame, BigDecimal unitPrice) {
        Optional<NotADiscount> refused = refusePrice(frame, unitPrice);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!frame.isAtOrUnderCap(frame.list().amount().subtract(unitPrice).multiply(HUNDRED))) {
            return frame.overCap(Prices.percentOff(frame.list(), unitPrice));
        }
        Percent shown = new Percent(Prices.percentOff(frame.list(), unitPrice).setScale(2, RoundingMode.HALF_EVEN));
        return checkFloor(frame, shown, new Money(unitPrice, frame.list().currency()));
    }

    /** The two figures of an offer have to be one of the two above, and the same offer. */
    private static LimitCheck checkOffer(Frame frame, BigDecimal percent, BigDecimal unitPrice) {
        LimitCheck byDiscount = checkDiscount(frame, percent);
        if (!(byDiscount instanceof Within fromDiscount)) {
            return byDiscount;
        }
        Optional<NotADiscount> refused = refusePrice(frame, unitPrice);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (fromDiscount.unitPrice().amount().compareTo(unitPrice) == 0) {
            return fromDiscount;
        }
        LimitCheck byPrice = checkPrice(frame, unitPrice);
        if (byPrice instanceof Within fromPrice && !fromPrice.discount().equals(fromDiscount.discount())) {
            return new PriceMismatch(fromDiscount.unitPrice(), unitPrice);
        }
        return byPrice;
    }

    private static Optional<NotADiscount> refusePrice(Frame frame, BigDecimal unitPrice) {
        Money list = frame.list();
        if (unitPrice == null || !Money.isReasonable(unitPrice) || unitPrice.signum() < 0) {
            return Optional.of(new NotADiscount("a price is an amount from 0 up"));
        }
        if (unitPrice.compareTo(list.amount()) > 0) {
            return Optional.of(new NotADiscount("the price is above the list price of " + list));
        }
        if (unitPrice.stripTrailingZeros().scale() > Money.minorDigits(list.currency())) {
            return Optional.of(new NotADiscount("a price has no more decimals than " + list.currency() + " has"));
        }
        return Optional.empty();
    }

    private static LimitCheck checkFloor(Frame frame, Percent discount, Money unitPrice) {
        if (unitPrice.isLessThan(frame.floor())) {
            return new UnderFloor(frame.floor(), unitPrice, frame.plan().name());
        }
        return new Within(discount, unitPrice, frame.list(), frame.floor(), frame.cap());
    }
}
