package io.renewals.actionservice.domain;

import io.renewals.rulebook.Ask;
import io.renewals.rulebook.BillingPeriod;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Prices;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * What is offered. Unit prices are for one unit and one billing period, in {@code currency}; percentages are nominal with two
 * decimals (10.00 is ten percent).
 */
public record Offer(
        String play,
        String currentPlan,
        String currentPlanName,
        String proposedPlan,
        String proposedPlanName,
        int quantity,
        BillingPeriod billingPeriod,
        int termMonths,
        String currency,
        BigDecimal currentUnitPrice,
        BigDecimal listUnitPrice,
        BigDecimal discountPercent,
        BigDecimal unitPrice,
        BigDecimal floorUnitPrice,
        BigDecimal capPercent,
        String tier,
        BigDecimal currentArr,
        BigDecimal proposedArr,
        String reason,
        List<String> citations) {
    private static final int MONEY_SCALE = 4;

    public Offer {
        citations = List.copyOf(citations);
    }

    /** The offer as it stands, for the limits: discount and price together. */
    public Ask ask() {
        return Ask.offered(
                proposedPlan,
                tier,
                billingPeriod,
                quantity,
                Currency.getInstance(currency),
                discountPercent,
                unitPrice);
    }

    /** The same account's offer with another plan or discount, for the limits. */
    public Ask ask(String planId, BigDecimal discount) {
        return Ask.discount(planId, tier, billingPeriod, quantity, Currency.getInstance(currency), discount);
    }

    /**
     * The offer with the plan and the figures that a person chose and the limits allowed.
     *
     * @param drafted what the system proposed, and why; where the choice is another, the reason says that it is
     */
    public Offer with(Plan plan, LimitCheck.Within figures, Offer drafted) {
        Currency money = Currency.getInstance(currency);
        BigDecimal price = figures.unitPrice().amount();
        return new Offer(
                play,
                currentPlan,
                currentPlanName,
                plan.id(),
                plan.name(),
                quantity,
                billingPeriod,
                termMonths,
                currency,
                currentUnitPrice,
                scaled(figures.listPrice().amount()),
                figures.discount().value(),
                scaled(price),
                scaled(figures.floorPrice().amount()),
                figures.cap().value(),
                tier,
                currentArr,
                scaled(Prices.arr(price, quantity, billingPeriod, money).amount()),
                drafted.reasonOf(plan, figures),
                citations);
    }

    private String reasonOf(Plan plan, LimitCheck.Within figures) {
        boolean same =
                plan.id().equals(proposedPlan) && figures.discount().value().compareTo(discountPercent) == 0;
        return same
                ? reason
                : "chosen by a person: " + plan.name() + " at " + figures.discount() + "; as drafted: " + reason;
    }

    private static BigDecimal scaled(BigDecimal amount) {
        return amount.setScale(MONEY_SCALE);
    }
}
