package io.renewals.rulebook;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When an account is looked at and when its offer is prepared. All figures are days before the renewal date.
 *
 * @param scanFromDays closest to the renewal that the daily scan still looks at (14)
 * @param scanToDays furthest from the renewal that it looks at (90)
 * @param leadDays an offer is prepared from this many days ahead (45)
 * @param noticePeriodDays notice period of an account whose terms name none
 */
public record RenewalWindow(int scanFromDays, int scanToDays, int leadDays, int noticePeriodDays) {
    public RenewalWindow {
        new Flaws()
                .require(scanFromDays >= 1, "/scan_from_days", "is below 1", "write at least 1")
                .require(
                        scanToDays >= scanFromDays && scanToDays <= 366,
                        "/scan_to_days",
                        scanToDays + " is not between scan_from_days and 366",
                        "write a later end, at most 366")
                .require(
                        leadDays >= scanFromDays && leadDays <= scanToDays,
                        "/lead_days",
                        leadDays + " is outside the scan window",
                        "write a number between " + scanFromDays + " and " + scanToDays)
                .require(
                        noticePeriodDays >= 0 && noticePeriodDays <= 366,
                        "/notice_period_days",
                        noticePeriodDays + " is not between 0 and 366",
                        "write days")
                .throwIfAny();
    }

    /** Whether the daily scan looks at an account that renews then. */
    public boolean scans(LocalDate renewalDate, LocalDate businessDate) {
        long days = ChronoUnit.DAYS.between(businessDate, renewalDate);
        return days >= scanFromDays && days <= scanToDays;
    }

    /**
     * Last day on which the customer can still give notice. Only an auto-renewing contract has one: any other simply
     * ends, and an offer makes sense until then.
     */
    public Optional<LocalDate> noticeDeadline(LocalDate renewalDate, boolean autoRenew, OptionalInt noticeDays) {
        return autoRenew ? Optional.of(renewalDate.minusDays(noticeDays.orElse(noticePeriodDays))) : Optional.empty();
    }

    /**
     * First day on which an offer is prepared: the lead days ahead of the renewal, and earlier where the notice
     * deadline would leave the customer less than the scan's closest distance to think.
     */
    public LocalDate prepareFrom(LocalDate renewalDate, boolean autoRenew, OptionalInt noticeDays) {
        LocalDate byLead = renewalDate.minusDays(leadDays);
        return noticeDeadline(renewalDate, autoRenew, noticeDays)
                .map(deadline -> deadline.minusDays(scanFromDays))
                .filter(byDeadline -> byDeadline.isBefore(byLead))
                .orElse(byLead);
    }

    /** Whether it is too late for an offer: closer than the scan looks, or past the notice deadline. */
    public boolean isMissed(LocalDate renewalDate, boolean autoRenew, OptionalInt noticeDays, LocalDate businessDate) {
        return ChronoUnit.DAYS.between(businessDate, renewalDate) < scanFromDays
                || noticeDeadline(renewalDate, autoRenew, noticeDays)
                        .filter(businessDate::isAfter)
                        .isPresent();
    }
}
