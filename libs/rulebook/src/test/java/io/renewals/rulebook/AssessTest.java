package io.renewals.rulebook;

import static io.renewals.rulebook.Samples.ACME;
import static io.renewals.rulebook.Samples.account;
import static io.renewals.rulebook.Samples.champion;
import static io.renewals.rulebook.Samples.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Assessment.Severity;
import io.renewals.rulebook.Assessment.Verdict;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssessTest {
    private static Assessment assess(Evidence... evidence) {
        return Assess.assess(account().with(evidence).facts(), ACME);
    }

    @Test
    void oneFactorAloneIsTooThinForAnOpinion() {
        Assessment assessment = assess(number("days_late", "90"));
        assertThat(assessment.verdict()).isEqualTo(Verdict.STANDARD);
        assertThat(assessment.severity()).isEqualTo(Severity.LOW);
        assertThat(assessment.abstainReason()).hasValue("thin_evidence: 1 of 4 factors have evidence, 2 are needed");
    }

    @Test
    void growingUseAndAnActiveChampionAreExpansion() {
        Assessment assessment = assess(number("utilisation", "95"), number("trend", "30"), champion("active"));
        assertThat(assessment.verdict()).isEqualTo(Verdict.EXPANSION);
        assertThat(assessment.score()).isEqualByComparingTo("0.55");
        assertThat(assessment.summary()).isEqualTo("expansion at +0.55: usage_trend +0.30, champion_status +0.25");
    }

    @Test
    void lateInvoicesAStaleDealAndAQuietChampionAreAtRisk() {
        Assessment assessment = assess(number("days_late", "11"), number("deal_stale_days", "41"), champion("quiet"));
        assertThat(assessment.verdict()).isEqualTo(Verdict.AT_RISK);
        assertThat(assessment.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(assessment.citations()).containsExactly("src:days_late", "src:champion", "src:deal_stale_days");
    }

    @Test
    void atHighRevenueTheSameIsSevere() {
        Samples.Account account =
                account().with(number("days_late", "11"), number("deal_stale_days", "41"), champion("quiet"));
        account.quantity = 1000;
        Assessment assessment = Assess.assess(account.facts(), ACME);
        assertThat(assessment.severity()).isEqualTo(Severity.HIGH);
        assertThat(ModelRoute.choose(assessment, account.facts().arr(), ACME)).isEqualTo(ModelRoute.HIGH_STAKES);
    }

    @Test
    void everythingBadIsLikelyChurn() {
        Assessment assessment = assess(
                number("failed_payment", "1"),
                number("days_late", "30"),
                number("utilisation", "5"),
                number("trend", "-60"),
                champion("left"),
                number("sentiment", "-0.9"));
        assertThat(assessment.verdict()).isEqualTo(Verdict.LIKELY_CHURN);
        assertThat(assessment.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void theTermsAddUpToTheScore() {
        Assessment assessment = assess(number("days_late", "3"), number("sentiment", "0.4"), champion("quiet"));
        assertThat(assessment.terms()).hasSize(4);
        assertThat(assessment.terms().stream()
                        .map(Assessment.Term::contribution)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(assessment.score());
    }

    @Test
    void aCitationThatIsNotInTheEvidenceVoidsTheVerdict() {
        Assessment voided =
                assess(number("utilisation", "95"), champion("active")).citingOnly(Set.of("src:champion"));
        assertThat(voided.verdict()).isEqualTo(Verdict.STANDARD);
        assertThat(voided.abstainReason()).hasValue("source_validation_failed");
        assertThat(voided.citations()).containsExactly("src:champion");
    }
}
