package io.renewals.rulebook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * Who may go beyond a tier's cap, and how far.
 *
 * @param cap no exception goes beyond it
 * @param approvers owner ids; with none there are no exceptions
 * @param arrThreshold annual revenue from which an account counts as high stakes
 */
public record ExceptionPolicy(Percent cap, List<String> approvers, Money arrThreshold) {
    public ExceptionPolicy {
        Objects.requireNonNull(cap, "cap");
        approvers = List.copyOf(approvers);
        Objects.requireNonNull(arrThreshold, "arrThreshold");
        new Flaws()
                .require(
                        new LinkedHashSet<>(approvers).size() == approvers.size(),
                        "/approvers",
                        "names somebody twice",
                        "name each approver once")
                .require(
                        arrThreshold.amount().signum() >= 0,
                        "/arr_threshold",
                        "is negative",
                        "write an annual amount from 0 up")
                .throwIfAny();
    }
}
