package io.renewals.intake.domain;

import java.time.Instant;
import java.time.LocalDate;

/** How a renewal ended, as it was reported, unchecked. Null: not given. */
public record OutcomeDraft(
        String outcome,
        LocalDate effectiveDate,
        LocalDate nextRenewalDate,
        String note,
        Instant observedAt,
        String sourceId) {}
