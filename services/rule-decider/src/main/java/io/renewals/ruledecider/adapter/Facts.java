package io.renewals.ruledecider.adapter;

import io.renewals.events.RenewalDue;
import io.renewals.events.Terms;
import io.renewals.messaging.Poison;
import io.renewals.rulebook.CycleStatus;
import io.renewals.rulebook.RenewalFacts;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.EventRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A daily check as the facts a decision reads. */
public final class Facts {
    private Facts() {}

    /** @throws Poison where the event holds a value this service does not know */
    public static RenewalFacts of(RenewalDue due, Rulebook rulebook) {
        Terms terms = due.getTerms();
        return new RenewalFacts(
                due.getTenant(),
                due.getAccount(),
                terms.getAccountName(),
                terms.getPlan(),
                EventRules.tier(terms, rulebook),
                terms.getQuantity(),
                EventRules.period(terms.getBillingPeriod()),
                terms.getUnitPrice(),
                EventRules.currency(terms.getCurrency()),
                terms.getRenewalDate(),
                terms.getNoticePeriodDays() == null ? OptionalInt.empty() : OptionalInt.of(terms.getNoticePeriodDays()),
                terms.getAutoRenew(),
                Optional.ofNullable(terms.getOwnerEmail()),
                List.of(),
                Optional.ofNullable(due.getLastOffered()),
                status(due.getCycleStatus()),
                Optional.ofNullable(due.getSuppression()),
                EventRules.evidence(due.getEvidence()));
    }

    private static CycleStatus status(io.renewals.events.CycleStatus status) {
        return switch (status) {
            case NONE -> CycleStatus.NONE;
            case LIVE_DRAFT -> CycleStatus.LIVE_DRAFT;
            case OFFERED -> CycleStatus.OFFERED;
            case SKIPPED -> CycleStatus.SKIPPED;
            // Failing closed: an offer must not follow from a status nobody here understands.
            case UNKNOWN -> throw new Poison("cycle status is not one this service knows");
        };
    }
}
