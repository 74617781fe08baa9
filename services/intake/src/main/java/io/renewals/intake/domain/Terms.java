package io.renewals.intake.domain;

import io.renewals.rulebook.BillingPeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A contract that was checked and normalised.
 *
 * @param unitPrice for one unit and one billing period, four decimals
 * @param currency ISO 4217 code
 * @param renewalDate first day of the next term
 * @param contactEmail domain in lower case; so is the owner's
 */
public record Terms(
        String accountName,
        String plan,
        Optional<String> tier,
        int quantity,
        BigDecimal unitPrice,
        String currency,
        BillingPeriod billingPeriod,
        int termMonths,
        Optional<LocalDate> contractStart,
        LocalDate renewalDate,
        Optional<Integer> noticePeriodDays,
        boolean autoRenew,
        Optional<String> contactName,
        String contactEmail,
        Optional<String> ownerEmail) {}
