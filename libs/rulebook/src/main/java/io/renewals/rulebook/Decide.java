package io.renewals.rulebook;

import io.renewals.rulebook.Decision.Code;
import io.renewals.rulebook.Decision.NoOffer;
import io.renewals.rulebook.Decision.Offer;
import io.renewals.rulebook.LimitCheck.Refusal;
import io.renewals.rulebook.LimitCheck.Within;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides the move for one account: a pure function of its facts, the rulebook and the business date.
 *
 * <p>The policies stand in one list and the first that has an opinion decides. Those that say no come first; a play
 * that fires has its discount clamped to the cap and to what the floor leaves, and passes {@link Limits} at the end
 * like everybody else's.
 */
public final class Decide {
    /** A rule with a name. It answers only where it has an opinion. */
    private record Policy(String name, Rule rule) {}

    @FunctionalInterface
    private interface Rule {
        Optional<Decision> apply(Case renewal);
    }

    private static final List<Policy> POLICIES = List.of(
            new Policy("terms we can price", Decide::termsWeCanPrice),
            new Policy("left alone", Decide::leftAlone),
            new Policy("suppressed by the record", Decide::suppressedByRecord),
            new Policy("severe case or dispute", Decide::severeCaseOrDispute),
            new Policy("one offer a cycle", Decide::oneOfferACycle),
            new Policy("too late", Decide::tooLate),
            new Policy("not yet", Decide::notYet),
            new Policy("upgrade near the ceiling", Decide::upgradeNearCeiling),
            new Policy("right-size far under", Decide::rightSizeFarUnder),
            new Policy("loyalty when price-sensitive", Decide::loyaltyWhenPriceSensitive));

    private Decide() {}

    /** @param businessDate today in the tenant's time zone */
    public static Decision decide(RenewalFacts facts, Rulebook rulebook, LocalDate businessDate) {
        Case renewal = new Case(facts, rulebook, businessDate, new Signals(facts.evidence()));
        return POLICIES.stream()
                .flatMap(policy -> policy.rule().apply(renewal).stream())
                .findFirst()
                .orElseGet(
                        () -> new NoOffer(Code.STANDARD, "in the window, and no signal speaks for a move", List.of()));
    }

    /** The policies' names, in order, for the page that explains a decision. */
    public static List<String> policyNames() {
        return POLICIES.stream().map(Policy::name).toList();
    }

    private record Case(RenewalFacts facts, Rulebook rulebook, LocalDate today, Signals signals) {
        /** Present after {@link #termsWeCanPrice}. */
        Plan plan() {
            return rulebook.plan(facts.planId()).orElseThrow();
        }

        Tier tier() {
            return rulebook.tier(facts.tierId()).orElseThrow();
        }

        boolean isPriceSensitive() {
            return signals.value(Metric.PRICE_SENSITIVE)
                    .map(strength -> strength.movePointRight(2))
                    .filter(strength ->
                            strength.compareTo(rulebook.plays().priceSensitive().value()) >= 0)
                    .isPresent();
        }
    }

    private static Optional<Decision> no(Code code, String reason, List<String> evidenceIds) {
        return Optional.of(new NoOffer(code, reason, evidenceIds));
    }

    private static Optional<Decision> no(Code code, String reason) {
        return no(code, reason, List.of());
    }

    private static Optional<Decision> termsWeCanPrice(Case renewal) {
        RenewalFacts facts = renewal.facts();
        Rulebook rulebook = renewal.rulebook();
        if (rulebook.plan(facts.planId()).isEmpty()) {
            return no(Code.UNKNOWN_PLAN, "the rulebook has no plan '" + facts.planId() + "'");
        }
        if (rulebook.tier(facts.tierId()).isEmpty()) {
            return no(Code.UNKNOWN_TIER, "the rulebook has no tier '" + facts.tierId() + "'");
        }
        if (!rulebook.currency().equals(facts.currency())) {
            return no(
                    Code.CURRENCY_MISMATCH,
                    "the account is billed in " + facts.currency() + ", the rulebook prices in " + rulebook.currency());
        }
        if (facts.quantity() < 1 || facts.unitPrice().signum() < 0 || !Money.isReasonable(facts.unitPrice())) {
            return no(Code.BAD_TERMS, "quantity or unit price of the account cannot be priced");
        }
        return Optional.empty();
    }

    private static Optional<Decision> leftAlone(Case renewal) {
        return renewal.rulebook()
                .leaveAloneReason(renewal.facts().accountId())
                .flatMap(reason -> no(Code.LEFT_ALONE, "left alone by the rulebook: " + reason));
    }

    private static Optional<Decision> suppressedByRecord(Case renewal) {
        return renewal.facts().suppression().flatMap(reason -> no(Code.SUPPRESSED, "suppressed: " + reason));
    }

    private static Optional<Decision> severeCaseOrDispute(Case renewal) {
        Signals signals = renewal.signals();
        if (signals.isRaised(Metric.OPEN_SEVERE_CASE)) {
            return no(
                    Code.SUPPRESSED,
                    "suppressed: a severe support case is open",
                    signals.sources(Metric.OPEN_SEVERE_CASE));
        }
        if (signals.isRaised(Metric.DISPUTE_OPEN)) {
            return no(Code.SUPPRESSED, "suppressed: a billing dispute is open", signals.sources(Metric.DISPUTE_OPEN));
        }
        return Optional.empty();
    }

    private static Optional<Decision> oneOfferACycle(Case renewal) {
        return switch (renewal.facts().cycleStatus()) {
            case NONE -> Optional.empty();
            case LIVE_DRAFT -> no(Code.LIVE_DRAFT, "an offer of this cycle is under way");
            case OFFERED -> no(Code.ALREADY_OFFERED, "already offered this cycle");
            case SKIPPED -> no(Code.ALREADY_SKIPPED, "skipped this cycle");
        };
    }

    private static Optional<Decision> tooLate(Case renewal) {
        RenewalFacts facts = renewal.facts();
        RenewalWindow window = renewal.rulebook().window();
        if (!window.isMissed(facts.renewalDate(), facts.autoRenew(), facts.noticePeriodDays(), renewal.today())) {
            return Optional.empty();
        }
        return window.noticeDeadline(facts.renewalDate(), facts.autoRenew(), facts.noticePeriodDays())
                .filter(renewal.today()::isAfter)
                .map(deadline -> no(Code.PAST_NOTICE_DEADLINE, "the notice deadline was " + deadline))
                .orElseGet(() -> no(
                        Code.TOO_LATE,
                        "renews on " + facts.renewalDate() + ", less than " + window.scanFromDays() + " days away"));
    }

    private static Optional<Decision> notYet(Case renewal) {
        RenewalFacts facts = renewal.facts();
        LocalDate from = renewal.rulebook()
                .window()
                .prepareFrom(facts.renewalDate(), facts.autoRenew(), facts.noticePeriodDays());
        return renewal.today().isBefore(from)
                ? no(Code.NOT_YET, "outside the prepare-ahead window until " + from)
                : Optional.empty();
    }

    private static Optional<Decision> upgradeNearCeiling(Case renewal) {
        Plan plan = renewal.plan();
        Optional<Plan> bigger = renewal.rulebook().planAbove(plan);
        if (bigger.isEmpty() || plan.usageLimit().isEmpty() || !isAtLeastNearCeiling(renewal)) {
            return Optional.empty();
        }
        String reason = "heavy user near the " + plan.name() + " ceiling";
        return Optional.of(
                renewal.isPriceSensitive()
                        ? offer(
                                renewal,
                                Play.UPGRADE,
                                bigger.get(),
                                loyaltyDiscount(renewal),
                                reason,
                                Metric.UTILISATION,
                                Metric.PRICE_SENSITIVE)
                        : offer(renewal, Play.UPGRADE, bigger.get(), Percent.ZERO, reason, Metric.UTILISATION));
    }

    private static boolean isAtLeastNearCeiling(Case renewal) {
        BigDecimal ceiling = renewal.rulebook().plays().nearCeiling().value();
        return renewal.signals()
                .value(Metric.UTILISATION)
                .filter(used -> used.compareTo(ceiling) >= 0)
                .isPresent();
    }

    private static Optional<Decision> rightSizeFarUnder(Case renewal) {
        Plan plan = renewal.plan();
        Optional<BigDecimal> used = renewal.signals()
                .value(Metric.UTILISATION)
                .filter(percent ->
                        percent.compareTo(renewal.rulebook().plays().farUnder().value()) <= 0);
        Optional<Plan> smaller = renewal.rulebook()
                .planBelow(plan)
                .filter(candidate -> used.isPresent() && fits(renewal.rulebook(), plan, candidate, used.get()));
        if (smaller.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = offer(
                renewal,
                Play.RIGHT_SIZE,
                smaller.get(),
                Percent.ZERO,
                "far under the " + plan.name() + " plan",
                Metric.UTILISATION);
        return Optional.of(decision).filter(Offer.class::isInstance);
    }

    /** A plan that would be near its own ceiling from the first day is no favour. */
    private static boolean fits(Rulebook rulebook, Plan plan, Plan smaller, BigDecimal usedPercent) {
        if (plan.usageLimit().isEmpty() || smaller.usageLimit().isEmpty()) {
            return false;
        }
        BigDecimal used =
                usedPercent.multiply(BigDecimal.valueOf(plan.usageLimit().getAsLong()));
        BigDecimal room = rulebook.plays()
                .nearCeiling()
                .value()
                .multiply(BigDecimal.valueOf(smaller.usageLimit().getAsLong()));
        return used.compareTo(room) < 0;
    }

    private static Optional<Decision> loyaltyWhenPriceSensitive(Case renewal) {
        return renewal.isPriceSensitive()
                ? Optional.of(offer(
                        renewal,
                        Play.LOYALTY,
                        renewal.plan(),
                        loyaltyDiscount(renewal),
                        "price-sensitive on " + renewal.plan().name(),
                        Metric.PRICE_SENSITIVE))
                : Optional.empty();
    }

    /** The modest end of the tier's band, and the far end where the account may be lost otherwise. */
    private static Percent loyaltyDiscount(Case renewal) {
        Band band = renewal.tier().loyaltyBand();
        return switch (Assess.assess(renewal.facts(), renewal.rulebook()).verdict()) {
            case AT_RISK, LIKELY_CHURN -> band.max();
            case EXPANSION, STANDARD -> band.min();
        };
    }

    /** Clamps the discount to cap and floor, prices it, and lets {@link Limits} have the last word. */
    private static Decision offer(Case renewal, Play play, Plan plan, Percent wanted, String why, Metric... grounds) {
        RenewalFacts facts = renewal.facts();
        Money list = Prices.list(plan, facts.billingPeriod());
        Money floor = Prices.floor(plan, facts.billingPeriod());
        Percent discount = wanted.min(renewal.tier().cap()).min(Prices.largestDiscountAbove(list, floor));
        List<String> evidenceIds = renewal.signals().sources(grounds);
        if (play == Play.LOYALTY && discount.isZero()) {
            return new NoOffer(
                    Code.NO_ROOM_ABOVE_FLOOR, why + ", and the floor leaves no room for a discount", evidenceIds);
        }
        LimitCheck check = Limits.withinLimits(
                renewal.rulebook(),
                Ask.discount(
                        plan.id(),
                        facts.tierId(),
                        facts.billingPeriod(),
                        facts.quantity(),
                        facts.currency(),
                        discount.value()));
        return switch (check) {
            case Within within -> priced(renewal, play, plan, within, reason(why, discount, wanted), evidenceIds);
            case Refusal refusal ->
                new NoOffer(Code.NO_ROOM_ABOVE_FLOOR, why + ", but " + refusal.message(), evidenceIds);
        };
    }

    private static String reason(String why, Percent discount, Percent wanted) {
        return Stream.of(
                        why,
                        discount.isZero() ? "" : "; loyalty discount " + discount,
                        discount.compareTo(wanted) < 0 ? " (" + wanted + " would go below the floor price)" : "")
                .reduce("", String::concat);
    }

    private static Decision priced(
            Case renewal, Play play, Plan plan, Within within, String reason, List<String> evidenceIds) {
        RenewalFacts facts = renewal.facts();
        // An upgrade costs more by nature; the other two promise relief and must not raise the price.
        if (play != Play.UPGRADE && within.unitPrice().amount().compareTo(facts.unitPrice()) > 0) {
            return new NoOffer(
                    Code.PAYS_LESS_ALREADY,
                    reason + "; the account pays less already than " + within.unitPrice(),
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
}
