package io.renewals.rulebook;

import io.renewals.rulebook.Decision.Code;
import io.renewals.rulebook.Decision.NoOffer;
import io.renewals.rulebook.Decision.Offer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides the move for one account: a pure function of its facts, the rulebook and the business date.
 *
 * <p>The policies stand in one list and the first that has an opinion decides. Those that say no come first; a play
 * that fires becomes a {@link Move}, which is clamped to cap and floor and passes {@link Limits} at the end like everybody
 * else's.
 */
public final class Decide {
    /** A rule with a name. It answers only where it has an opinion. */
    private record Policy(String name, Rule rule) {}

    @FunctionalInterface
    private interface Rule {
        Optional<Decision> apply(RenewalCase renewal);
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
        RenewalCase renewal = new RenewalCase(facts, rulebook, businessDate, new Signals(facts.evidence()));
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

    private static Optional<Decision> no(Code code, String reason, List<String> evidenceIds) {
        return Optional.of(new NoOffer(code, reason, evidenceIds));
    }

    private static Optional<Decision> no(Code code, String reason) {
        return no(code, reason, List.of());
    }

    private static Optional<Decision> termsWeCanPrice(RenewalCase renewal) {
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
        if (!facts.isPriceable()) {
            return no(Code.BAD_TERMS, "quantity, price or dates of the account cannot be calculated with");
        }
        return Optional.empty();
    }

    private static Optional<Decision> leftAlone(RenewalCase renewal) {
        return renewal.rulebook()
                .leaveAloneReason(renewal.facts().accountId())
                .flatMap(reason -> no(Code.LEFT_ALONE, "left alone by the rulebook: " + reason));
    }

    private static Optional<Decision> suppressedByRecord(RenewalCase renewal) {
        Signals signals = renewal.signals();
        List<String> open = Stream.of(Metric.OPEN_SEVERE_CASE, Metric.DISPUTE_OPEN)
                .filter(signals::isRaised)
                .flatMap(metric -> signals.sources(metric).stream())
                .toList();
        return renewal.facts().suppression().flatMap(reason -> no(Code.SUPPRESSED, "suppressed: " + reason, open));
    }

    private static Optional<Decision> severeCaseOrDispute(RenewalCase renewal) {
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

    private static Optional<Decision> oneOfferACycle(RenewalCase renewal) {
        return switch (renewal.facts().cycleStatus()) {
            case NONE -> Optional.empty();
            case LIVE_DRAFT -> no(Code.LIVE_DRAFT, "an offer of this cycle is under way");
            case OFFERED -> no(Code.ALREADY_OFFERED, "already offered this cycle");
            case SKIPPED -> no(Code.ALREADY_SKIPPED, "skipped this cycle");
        };
    }

    private static Optional<Decision> tooLate(RenewalCase renewal) {
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

    private static Optional<Decision> notYet(RenewalCase renewal) {
        RenewalFacts facts = renewal.facts();
        LocalDate from = renewal.rulebook()
                .window()
                .prepareFrom(facts.renewalDate(), facts.autoRenew(), facts.noticePeriodDays());
        return renewal.today().isBefore(from)
                ? no(Code.NOT_YET, "outside the prepare-ahead window until " + from)
                : Optional.empty();
    }

    private static Optional<Decision> upgradeNearCeiling(RenewalCase renewal) {
        Plan plan = renewal.plan();
        Optional<Plan> bigger = renewal.rulebook().planAbove(plan);
        if (bigger.isEmpty() || plan.usageLimit().isEmpty() || !renewal.isNearCeiling()) {
            return Optional.empty();
        }
        List<String> usage = renewal.signals().sources(Metric.UTILISATION);
        String why = "heavy user near the " + plan.name() + " ceiling";
        Move move = renewal.isPriceSensitive()
                ? Move.withLoyalty(renewal, Play.UPGRADE, bigger.get(), why, usage)
                : Move.atListPrice(Play.UPGRADE, bigger.get(), why, usage);
        return Optional.of(move.priced(renewal));
    }

    private static Optional<Decision> rightSizeFarUnder(RenewalCase renewal) {
        Optional<Plan> smaller = renewal.rulebook().planBelow(renewal.plan()).filter(renewal::isFarUnderAndFits);
        if (smaller.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = Move.atListPrice(
                        Play.RIGHT_SIZE,
                        smaller.get(),
                        "far under the " + renewal.plan().name() + " plan",
                        renewal.signals().sources(Metric.UTILISATION))
                .priced(renewal);
        return decision instanceof Offer || !renewal.isPriceSensitive() ? Optional.of(decision) : Optional.empty();
    }

    private static Optional<Decision> loyaltyWhenPriceSensitive(RenewalCase renewal) {
        return renewal.isPriceSensitive()
                ? Optional.of(Move.withLoyalty(
                                renewal,
                                Play.LOYALTY,
                                renewal.plan(),
                                "price-sensitive on " + renewal.plan().name(),
                                List.of())
                        .priced(renewal))
                : Optional.empty();
    }
}
