package io.renewals.registry.domain;

import io.renewals.rulebook.RenewalWindow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * The dates of a contract.
 *
 * @param noticeDays empty: the rulebook's
 */
public record Contract(LocalDate renewalDate, boolean autoRenew, OptionalInt noticeDays) {
    public int daysToRenewal(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(day, renewalDate);
    }

    /** Last day on which the customer can decide: the notice deadline, or the renewal itself where the contract simply ends. */
    public LocalDate lastDayToDecide(RenewalWindow window) {
        return window.noticeDeadline(renewalDate, autoRenew, noticeDays).orElse(renewalDate);
    }

    public boolean isMissed(RenewalWindow window, LocalDate day) {
        return window.isMissed(renewalDate, autoRenew, noticeDays, day);
    }
}
