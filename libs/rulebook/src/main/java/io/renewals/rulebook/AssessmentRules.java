package io.renewals.rulebook;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How an account is judged. A factor's score is between -1 (worst) and 1 (best); the verdict goes by the weighted sum.
 *
 * @param weights one for each factor, 0 to 1, together exactly 1
 * @param expansionAt weighted sum from which an account is expanding
 * @param atRiskAt weighted sum at or below which it is at risk
 * @param likelyChurnAt weighted sum at or below which it is likely to churn
 * @param minFactors factors that need evidence; with fewer the assessment abstains
 * @param lateDays days late at which the payment score is -1
 * @param trendPercent change in usage, up or down, at which the trend score is 1 or -1
 * @param staleDealDays days without movement from which a deal counts against the champion
 */
public record AssessmentRules(
        Map<Factor, BigDecimal> weights,
        BigDecimal expansionAt,
        BigDecimal atRiskAt,
        BigDecimal likelyChurnAt,
        int minFactors,
        int lateDays,
        int trendPercent,
        int staleDealDays) {
    public AssessmentRules {
        EnumMap<Factor, BigDecimal> sorted = new EnumMap<>(Factor.class);
        weights.forEach((factor, weight) -> sorted.put(factor, plain(weight)));
        weights = Collections.unmodifiableMap(sorted);
        expansionAt = plain(expansionAt);
        atRiskAt = plain(atRiskAt);
        likelyChurnAt = plain(likelyChurnAt);
        Flaws flaws = new Flaws();
        requireWeights(flaws, weights);
        flaws.require(isScore(expansionAt), "/expansion_at", "is not between -1 and 1", "write a score")
                .require(
                        atRiskAt.compareTo(expansionAt) < 0,
                        "/at_risk_at",
                        "is not below expansion_at",
                        "order them likely_churn_at < at_risk_at < expansion_at")
                .require(
                        likelyChurnAt.compareTo(atRiskAt) < 0 && isScore(likelyChurnAt),
                        "/likely_churn_at",
                        "is not between -1 and at_risk_at",
                        "order them likely_churn_at < at_risk_at < expansion_at")
                .require(minFactors >= 1 && minFactors <= 4, "/min_factors", "is not 1 to 4", "write 1, 2, 3 or 4")
                .require(lateDays >= 1, "/late_days", "is below 1", "write days")
                .require(trendPercent >= 1, "/trend_percent", "is below 1", "write a percentage")
                .require(staleDealDays >= 1, "/stale_deal_days", "is below 1", "write days")
                .throwIfAny();
    }

    private static void requireWeights(Flaws flaws, Map<Factor, BigDecimal> weights) {
        for (Factor factor : Factor.values()) {
            BigDecimal weight = weights.get(factor);
            flaws.require(
                    weight != null && weight.signum() >= 0 && weight.compareTo(BigDecimal.ONE) <= 0,
                    "/weights/" + factor.key(),
                    "is not a weight between 0 and 1",
                    "write a number between 0 and 1");
        }
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        flaws.require(
                sum.compareTo(BigDecimal.ONE) == 0,
                "/weights",
                "the weights sum to " + sum.toPlainString() + ", not 1.0",
                "change them so that they sum to 1.0");
    }

    private static boolean isScore(BigDecimal value) {
        return value.abs().compareTo(BigDecimal.ONE) <= 0;
    }

    /** One representation per number, so that equal rules are equal records. */
    private static BigDecimal plain(BigDecimal value) {
        Objects.requireNonNull(value);
        if (!Money.isReasonable(value)) {
            throw new IllegalArgumentException("number out of range");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    public BigDecimal weight(Factor factor) {
        return weights.get(factor);
    }
}
