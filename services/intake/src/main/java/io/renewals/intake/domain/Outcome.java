package io.renewals.intake.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** How a renewal ended, checked. */
public record Outcome(
        Kind kind,
        LocalDate effectiveDate,
        Optional<LocalDate> nextRenewalDate,
        Optional<String> note,
        Instant observedAt,
        String sourceId) {
    public enum Kind {
        RENEWED,
        CHURNED,
        LAPSED
    }
}
