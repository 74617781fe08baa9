package io.renewals.intake.domain;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A contract as it was reported, unchecked. Null: not given, or given in a form that was refused already.
 *
 * @param billingPeriod MONTHLY, QUARTERLY or ANNUAL where it can be accepted
 */
public record TermsDraft(
        String accountName,
        String plan,
        String tier,
        Integer quantity,
        BigDecimal unitPrice,
        String currency,
        String billingPeriod,
        Integer termMonths,
        LocalDate contractStart,
        LocalDate renewalDate,
        Integer noticePeriodDays,
        Boolean autoRenew,
        String contactName,
        String contactEmail,
        String ownerEmail) {}
