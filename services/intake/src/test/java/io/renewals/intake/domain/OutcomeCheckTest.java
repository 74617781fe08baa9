package io.renewals.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeCheckTest {
    private static final Instant NOW = Instant.parse("2026-12-01T06:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static final OutcomeCheck CHECK = new OutcomeCheck(Duration.ZERO);

    @Test
    void aRenewalWithItsNextDateIsAccepted() {
        assertThat(reasons("RENEWED", DAY, DAY.plusYears(1))).isEmpty();
    }

    @Test
    void theNextDateComesAfterTheEffectiveDay() {
        assertThat(reasons("RENEWED", DAY, DAY)).containsExactly("nextRenewalDate");
    }

    @Test
    void aCustomerWhoLeftHasNoNextRenewal() {
        assertThat(reasons("CHURNED", DAY, DAY.plusYears(1))).containsExactly("nextRenewalDate");
        assertThat(reasons("CHURNED", DAY, null)).isEmpty();
    }

    @Test
    void allReasonsAreGivenAtOnce() {
        assertThat(reasons("UNKNOWN", DAY.minusYears(3), DAY.plusYears(12)))
                .containsExactly("outcome", "effectiveDate", "nextRenewalDate");
    }

    private static List<String> reasons(String outcome, LocalDate effective, LocalDate next) {
        OutcomeDraft draft = new OutcomeDraft(outcome, effective, next, " a note ", NOW, "crm:1");
        return switch (CHECK.check(draft, new Reasons(), NOW)) {
            case Checked.Accepted<Outcome> accepted -> List.of();
            case Checked.Refused<Outcome> refused ->
                refused.reasons().stream().map(Reason::field).toList();
        };
    }
}
