package io.renewals.rulebook;

import io.renewals.rulebook.Decision.Code;
import io.renewals.rulebook.Decision.NoOffer;
import io.renewals.rulebook.Decision.Offer;
import io.renewals.rulebook.LimitCheck.Refusal;
import io.renewals.rulebook.LimitCheck.Within;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a play wants to offer, before cap and floor.
 *
 * @param wanted the discount the play would like to give
 * @param why first half of the one-line reason
 */
record Move(Play play, Plan plan, Percent wanted, String why, List<String> evidenceIds) {

    static Move atListPrice(Play play, Plan plan, String why, List<String> evidenceIds) {
        return new Move(play, plan, Percent.ZERO, why, evidenceIds);
    }

    /** The modest end of the tier's band, and the far end where the account may be lost otherwise. */
    static Move withLoyalty(RenewalCase renewal, Play play, Plan plan, String why, List<String> evidenceIds) {
        Band band = renewal.tier().loyaltyBand();
        List<String> sensitive = renewal.signals().sources(Metric.PRICE_SENSITIVE);
        Assessment assessment = Assess.assess(renewal.facts(), renewal.rulebook());
        return switch (assessment.verdict()) {
            case AT_RISK, LIKELY_CHURN ->
                new Move(
                        play,
                        plan,
                        band.max(),
                        why + ", account at risk",
                        distinct(evidenceIds, sensitive, assessment.citations()));
            case EXPANSION, STANDARD -> new Move(play, plan, band.min(), why, distinct(evidenceIds, sensitive));
        };
    }

    @SafeVarargs
    private static List<String> distinct(List<String>... ids) {
        return Stream.of(ids).flatMap(List::stream).distinct().toList();
    }

    /** Clamps the discount to cap and floor, prices it, and lets {@link Limits} have the last word. */
    Decision priced(RenewalCase renewal) {
        RenewalFacts facts = renewal.facts();
        Percent room = Prices.largestDiscountAbove(
                Prices.list(plan, facts.billingPeriod()), Prices.floor(plan, facts.billingPeriod()));
        Percent discount = wanted.min(renewal.tier().cap()).min(room);
        if (play == Play.LOYALTY && discount.isZero()) {
            return new NoOffer(
                    Code.NO_ROOM_ABOVE_FLOOR, why + ", but cap and floor leave no room for a discount", evidenceIds);
        }
        Ask ask = Ask.discount(
                plan.id(), facts.tierId(), facts.billingPeriod(), facts.quantity(), facts.currency(), discount.value());
        return switch (Limits.withinLimits(renewal.rulebook(), ask)) {
            case Within within -> offer(facts, within);
            case Refusal refusal ->
                new NoOffer(Code.NO_ROOM_ABOVE_FLOOR, why + ", but " + refusal.message(), evidenceIds);
        };
    }

    private Decision offer(RenewalFacts facts, Within within) {
        String reason = reason(within.discount());
        // An upgrade costs more by nature; the other two promise relief and must not raise the price.
        if (play != Play.UPGRADE && within.unitPrice().amount().compareTo(facts.unitPrice()) > 0) {
            return new NoOffer(
                    Code.PAYS_LESS_ALREADY,
                    why + ", but the account pays less already than " + within.unitPrice(),
                    evidenceIds);
        }
        return new Offer(
                play,
                plan.id(),
                plan.name(),
                facts.quantity(),
                facts.billingPeriod(),
                within.discount(),
                within.unitPrice(),
                within.listPrice(),
                within.floorPrice(),
                within.cap(),
                facts.arr(),
                Prices.arr(within.unitPrice().amount(), facts.quantity(), facts.billingPeriod(), facts.currency()),
                reason,
                evidenceIds);
    }

    private String reason(Percent discount) {
        String given = discount.isZero() ? "" : "; loyalty discount " + discount;
        String held = discount.compareTo(wanted) < 0 ? " (held to the limits, " + wanted + " wanted)" : "";
        return why + given + held;
    }
}
