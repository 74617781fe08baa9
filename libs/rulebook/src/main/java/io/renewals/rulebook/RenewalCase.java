package io.renewals.rulebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** One account on one day, as the policies of {@link Decide} ask about it. */
record RenewalCase(RenewalFacts facts, Rulebook rulebook, LocalDate today, Signals signals) {

    /** Only after the policy that makes sure the rulebook has it. */
    Plan plan() {
        return rulebook.plan(facts.planId()).orElseThrow();
    }

    /** Only after the policy that makes sure the rulebook has it. */
    Tier tier() {
        return rulebook.tier(facts.tierId()).orElseThrow();
    }

    boolean isPriceSensitive() {
        return signals.value(Metric.PRICE_SENSITIVE)
                .map(strength -> strength.movePointRight(2))
                .filter(percent ->
                        percent.compareTo(rulebook.plays().priceSensitive().value()) >= 0)
                .isPresent();
    }

    boolean isNearCeiling() {
        return utilisation()
                .filter(used -> used.compareTo(rulebook.plays().nearCeiling().value()) >= 0)
                .isPresent();
    }

    /** A plan that would be near its own ceiling from the first day is no favour. */
    boolean isFarUnderAndFits(Plan smaller) {
        if (plan().usageLimit().isEmpty() || smaller.usageLimit().isEmpty()) {
            return false;
        }
        BigDecimal limit = BigDecimal.valueOf(plan().usageLimit().getAsLong());
        BigDecimal room = rulebook.plays()
                .nearCeiling()
                .value()
                .multiply(BigDecimal.valueOf(smaller.usageLimit().getAsLong()));
        return utilisation()
                .filter(used -> used.compareTo(rulebook.plays().farUnder().value()) <= 0)
                .filter(used -> used.multiply(limit).compareTo(room) < 0)
                .isPresent();
    }

    private Optional<BigDecimal> utilisation() {
        return signals.value(Metric.UTILISATION);
    }
}
