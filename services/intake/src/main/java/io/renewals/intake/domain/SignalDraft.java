package io.renewals.intake.domain;

import java.math.BigDecimal;
import java.time.Instant;

/** An observation as it was reported, unchecked. Null: not given, or refused already. */
public record SignalDraft(
        String sourceId, String kind, String metric, BigDecimal value, String text, Instant observedAt) {}
