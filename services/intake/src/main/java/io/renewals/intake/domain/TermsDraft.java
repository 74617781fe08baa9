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
        String ownerEmail) {

    /** The same contract with another first day of the next term. */
    public TermsDraft renewingOn(LocalDate day) {
        return new TermsDraft(
                accountName,
                plan,
                tier,
                quantity,
                unitPrice,
                currency,
                billingPeriod,
                termMonths,
                contractStart,
                day,
                noticePeriodDays,
                autoRenew,
                contactName,
                contactEmail,
                ownerEmail);
    }
}
