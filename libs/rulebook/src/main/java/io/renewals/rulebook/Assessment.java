package io.renewals.rulebook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The judgement of one account, with the arithmetic behind it.
 *
 * @param score weighted sum of the factor terms, -1 to 1
 * @param terms one for each factor, in the order of {@link Factor}
 * @param abstainReason why the assessment gives no opinion and says STANDARD instead; empty when it gives one
 * @param summary one line for people
 */
public record Assessment(
        Verdict verdict,
        Severity severity,
        BigDecimal score,
        List<Term> terms,
        Optional<String> abstainReason,
        String summary) {
    public enum Verdict {
        EXPANSION,
        STANDARD,
        AT_RISK,
        LIKELY_CHURN
    }

    public enum Severity {
        LOW,
        MEDIUM,
        HIGH
    }

    /**
     * One factor's share.
     *
     * @param score -1 to 1; 0 where there is no evidence
     * @param contribution weight × score
     * @param citations source ids of the evidence behind the score; empty means there is none
     */
    public record Term(
            Factor factor, BigDecimal weight, BigDecimal score, BigDecimal contribution, List<String> citations) {
        public Term {
            citations = List.copyOf(citations);
        }
    }

    public Assessment {
        terms = List.copyOf(terms);
    }

    /** All source ids cited, without doubles. */
    public List<String> citations() {
        return terms.stream()
                .flatMap(term -> term.citations().stream())
                .distinct()
                .toList();
    }

    /** The same assessment, or, if it cites anything else, an abstention: a claim without a source is no claim. */
    public Assessment citingOnly(Set<String> evidenceIds) {
        if (evidenceIds.containsAll(citations())) {
            return this;
        }
        List<Term> known = terms.stream()
                .map(term -> new Term(
                        term.factor(),
                        term.weight(),
                        term.score(),
                        term.contribution(),
                        term.citations().stream().filter(evidenceIds::contains).toList()))
                .toList();
        return new Assessment(
                Verdict.STANDARD,
                Severity.LOW,
                score,
                known,
                Optional.of("source_validation_failed"),
                "standard: a cited source is not in the evidence");
    }
}
