package io.renewals.intake.adapter;

import io.renewals.events.Evidence;
import io.renewals.events.OutcomeReported;
import io.renewals.events.Terms;
import io.renewals.intake.domain.OutcomeDraft;
import io.renewals.intake.domain.SignalDraft;
import io.renewals.intake.domain.TermsDraft;

/** Reports of the public topics as the domain takes them. */
public final class Drafts {
    private Drafts() {}

    public static TermsDraft of(Terms terms) {
        return new TermsDraft(
                terms.getAccountName(),
                terms.getPlan(),
                terms.getTier(),
                terms.getQuantity(),
                terms.getUnitPrice(),
                terms.getCurrency(),
                terms.getBillingPeriod().name(),
                terms.getTermMonths(),
                terms.getContractStart(),
                terms.getRenewalDate(),
                terms.getNoticePeriodDays(),
                terms.getAutoRenew(),
                terms.getContactName(),
                terms.getContactEmail(),
                terms.getOwnerEmail());
    }

    public static SignalDraft of(Evidence signal) {
        return new SignalDraft(
                signal.getSourceId(),
                signal.getKind().name(),
                signal.getMetric(),
                signal.getValue(),
                signal.getText(),
                signal.getObservedAt());
    }

    public static OutcomeDraft of(OutcomeReported report) {
        return new OutcomeDraft(
                report.getOutcome().name(),
                report.getEffectiveDate(),
                report.getNextRenewalDate(),
                report.getNote(),
                report.getObservedAt(),
                report.getSourceId());
    }
}
