package io.renewals.rulebook;

import io.renewals.rulebook.Assessment.Severity;
import io.renewals.rulebook.Assessment.Term;
import io.renewals.rulebook.Assessment.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges an account by four weighted factors, each with its citations. */
public final class Assess {
    private static final BigDecimal BEST = BigDecimal.ONE;
    private static final BigDecimal WORST = BigDecimal.ONE.negate();
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int SCORE_DIGITS = 4;

    private Assess() {}

    public static Assessment assess(RenewalFacts facts, Rulebook rulebook) {
        Signals signals = new Signals(facts.evidence());
        AssessmentRules rules = rulebook.assessment();
        List<Term> terms = Arrays.stream(Factor.values())
                .map(factor -> term(factor, signals, rulebook))
                .toList();
        BigDecimal score = terms.stream().map(Term::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Term> backed =
                terms.stream().filter(term -> !term.citations().isEmpty()).toList();
        if (backed.size() < rules.minFactors()) {
            String reason = "thin_evidence: " + backed.size() + " of " + terms.size() + " factors have evidence, "
                    + rules.minFactors() + " are needed";
            return new Assessment(
                    Verdict.STANDARD, Severity.LOW, score, terms, Optional.of(reason), "standard: " + reason);
        }
        Verdict verdict = verdict(score, rules);
        return new Assessment(
                verdict,
                severity(verdict, facts, rulebook),
                score,
                terms,
                Optional.empty(),
                summary(verdict, score, backed));
    }

    private static Verdict verdict(BigDecimal score, AssessmentRules rules) {
        if (score.compareTo(rules.likelyChurnAt()) <= 0) {
            return Verdict.LIKELY_CHURN;
        }
        if (score.compareTo(rules.atRiskAt()) <= 0) {
            return Verdict.AT_RISK;
        }
        return score.compareTo(rules.expansionAt()) >= 0 ? Verdict.EXPANSION : Verdict.STANDARD;
    }

    /** Severity grows with the danger and with what is at stake. */
    private static Severity severity(Verdict verdict, RenewalFacts facts, Rulebook rulebook) {
        return switch (verdict) {
            case LIKELY_CHURN -> Severity.HIGH;
            case AT_RISK -> isHighStakes(facts, rulebook) ? Severity.HIGH : Severity.MEDIUM;
            case EXPANSION, STANDARD -> Severity.LOW;
        };
    }

    private static boolean isHighStakes(RenewalFacts facts, Rulebook rulebook) {
        Money threshold = rulebook.exceptions().arrThreshold();
        return facts.currency().equals(rulebook.currency())
                && facts.isPriceable()
                && !facts.arr().isLessThan(threshold);
    }

    private static String summary(Verdict verdict, BigDecimal score, List<Term> backed) {
        String moved = backed.stream()
                .filter(term -> term.contribution().signum() != 0)
                .sorted((a, b) ->
                        b.contribution().abs().compareTo(a.contribution().abs()))
                .limit(2)
                .map(term -> term.factor().key() + " " + signed(term.contribution()))
                .collect(Collectors.joining(", "));
        String name = verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return name + " at " + signed(score) + (moved.isEmpty() ? "" : ": " + moved);
    }

    private static String signed(BigDecimal value) {
        BigDecimal shown = value.setScale(2, RoundingMode.HALF_EVEN);
        return (shown.signum() > 0 ? "+" : "") + shown.toPlainString();
    }

    private static Term term(Factor factor, Signals signals, Rulebook rulebook) {
        Reading reading =
                switch (factor) {
                    case PAYMENT_HISTORY -> payment(signals, rulebook.assessment());
                    case USAGE_TREND -> usage(signals, rulebook);
                    case CHAMPION_STATUS -> champion(signals, rulebook.assessment());
                    case SUPPORT_SENTIMENT -> support(signals);
                };
        BigDecimal weight = rulebook.assessment().weight(factor);
        BigDecimal score = reading.score();
        return new Term(
                factor,
                weight,
                score,
                weight.multiply(score).setScale(SCORE_DIGITS, RoundingMode.HALF_EVEN),
                reading.citations());
    }

    /** Partial scores of one factor and what they rest on. */
    private record Reading(BigDecimal score, List<String> citations) {}

    /** On time is half good, late falls to the worst at the rulebook's days; a failed payment or dispute decides. */
    private static Reading payment(Signals signals, AssessmentRules rules) {
        List<BigDecimal> scores = new ArrayList<>();
        signals.value(Metric.DAYS_LATE)
                .map(days -> HALF.subtract(
                        share(days.max(BigDecimal.ZERO), rules.lateDays()).multiply(new BigDecimal("1.5"))))
                .ifPresent(scores::add);
        signals.value(Metric.FAILED_PAYMENT)
                .map(failed -> failed.signum() > 0 ? new BigDecimal("-0.75") : HALF)
                .ifPresent(scores::add);
        signals.value(Metric.DISPUTE_OPEN)
                .map(open -> open.signum() > 0 ? WORST : HALF)
                .ifPresent(scores::add);
        BigDecimal worst = scores.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        return reading(worst, signals.sources(Metric.DAYS_LATE, Metric.FAILED_PAYMENT, Metric.DISPUTE_OPEN));
    }

    /** The mean of how full the plan is and where usage is going. */
    private static Reading usage(Signals signals, Rulebook rulebook) {
        List<BigDecimal> scores = new ArrayList<>();
        signals.value(Metric.UTILISATION)
                .map(used -> fullness(used, rulebook.plays()))
                .ifPresent(scores::add);
        signals.value(Metric.TREND)
                .map(trend -> share(trend, rulebook.assessment().trendPercent()))
                .ifPresent(scores::add);
        return reading(mean(scores), signals.sources(Metric.UTILISATION, Metric.TREND));
    }

    /** -1 at "far under", 1 at "near the ceiling", straight between. */
    private static BigDecimal fullness(BigDecimal used, PlayRules plays) {
        BigDecimal low = plays.farUnder().value();
        BigDecimal span = plays.nearCeiling().value().subtract(low);
        BigDecimal position = used.subtract(low).divide(span, MathContext.DECIMAL64);
        return clamp(position.add(position).subtract(BEST));
    }

    /** The mean of the champion and of how the deal moves. */
    private static Reading champion(Signals signals, AssessmentRules rules) {
        List<BigDecimal> scores = new ArrayList<>();
        List<String> citations = new ArrayList<>();
        signals.latest(Metric.CHAMPION).ifPresent(evidence -> {
            Optional<BigDecimal> score = championScore(evidence.text());
            score.ifPresent(scores::add);
            score.ifPresent(known -> citations.add(evidence.sourceId()));
        });
        signals.value(Metric.DEAL_STALE_DAYS).ifPresent(days -> {
            scores.add(staleScore(days, rules.staleDealDays()));
            citations.addAll(signals.sources(Metric.DEAL_STALE_DAYS));
        });
        return reading(mean(scores), citations.stream().distinct().toList());
    }

    /** Empty for a word the vocabulary does not have: it is no evidence. */
    private static Optional<BigDecimal> championScore(String status) {
        return switch (status.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "active" -> Optional.of(BEST);
            case "quiet" -> Optional.of(HALF.negate());
            case "left" -> Optional.of(WORST);
            default -> Optional.empty();
        };
    }

    private static BigDecimal staleScore(BigDecimal days, int staleDays) {
        BigDecimal limit = BigDecimal.valueOf(staleDays);
        if (days.compareTo(limit) < 0) {
            return BigDecimal.ZERO;
        }
        return days.compareTo(limit.add(limit)) < 0 ? HALF.negate() : WORST;
    }

    /** The sentiment as reported; an open severe case decides. */
    private static Reading support(Signals signals) {
        List<BigDecimal> scores = new ArrayList<>();
        signals.value(Metric.SENTIMENT).map(Assess::clamp).ifPresent(scores::add);
        if (signals.isRaised(Metric.OPEN_SEVERE_CASE)) {
            scores.add(WORST);
        }
        BigDecimal worst = scores.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        return reading(worst, signals.sources(Metric.SENTIMENT, Metric.OPEN_SEVERE_CASE));
    }

    private static Reading reading(BigDecimal score, List<String> citations) {
        return new Reading(clamp(score).setScale(SCORE_DIGITS, RoundingMode.HALF_EVEN), citations);
    }

    private static BigDecimal share(BigDecimal value, int full) {
        return clamp(value.divide(BigDecimal.valueOf(full), MathContext.DECIMAL64));
    }

    private static BigDecimal mean(List<BigDecimal> scores) {
        return scores.isEmpty()
                ? BigDecimal.ZERO
                : scores.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(scores.size()), MathContext.DECIMAL64);
    }

    private static BigDecimal clamp(BigDecimal value) {
        return value.max(WORST).min(BEST);
    }
}
