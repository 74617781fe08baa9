package io.renewals.intake.adapter;

import io.renewals.events.AccountAccepted;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.intake.domain.Outcome;
import io.renewals.intake.domain.Signal;
import io.renewals.intake.domain.Terms;
import java.time.Instant;
import java.util.List;

/** Checked facts as {@code account.accepted}. */
public final class Accepted {
    private Accepted() {}

    public static AccountAccepted terms(
            Occasion occasion, String account, Terms terms, Instant observedAt, String sourceId) {
        AccountAccepted accepted = blank(occasion, account, observedAt, sourceId);
        accepted.setTerms(terms(terms));
        return accepted;
    }

    /** Of the terms only these were observed, so that what else became known of the account meanwhile stays. */
    public static AccountAccepted fields(List<String> fields, AccountAccepted terms) {
        terms.setFields(List.copyOf(fields));
        return terms;
    }

    static io.renewals.events.Terms terms(Terms terms) {
        return io.renewals.events.Terms.newBuilder()
                .setAccountName(terms.accountName())
                .setPlan(terms.plan())
                .setTier(terms.tier().orElse(null))
                .setQuantity(terms.quantity())
                .setUnitPrice(terms.unitPrice())
                .setCurrency(terms.currency())
                .setBillingPeriod(BillingPeriod.valueOf(terms.billingPeriod().name()))
                .setTermMonths(terms.termMonths())
                .setContractStart(terms.contractStart().orElse(null))
                .setRenewalDate(terms.renewalDate())
                .setNoticePeriodDays(terms.noticePeriodDays().orElse(null))
                .setAutoRenew(terms.autoRenew())
                .setContactName(terms.contactName().orElse(null))
                .setContactEmail(terms.contactEmail())
                .setOwnerEmail(terms.ownerEmail().orElse(null))
                .build();
    }

    public static AccountAccepted signal(Occasion occasion, String account, Signal signal) {
        AccountAccepted accepted = blank(occasion, account, signal.observedAt(), signal.sourceId());
        accepted.setSignal(Evidence.newBuilder()
                .setSourceId(signal.sourceId())
                .setKind(EvidenceKind.valueOf(signal.metric().kind().name()))
                .setMetric(signal.metric().key())
                .setValue(signal.value().orElse(null))
                .setText(signal.text().orElse(null))
                .setObservedAt(signal.observedAt())
                .build());
        return accepted;
    }

    public static AccountAccepted outcome(Occasion occasion, String account, Outcome outcome) {
        AccountAccepted accepted = blank(occasion, account, outcome.observedAt(), outcome.sourceId());
        accepted.setOutcome(io.renewals.events.Outcome.valueOf(outcome.kind().name()));
        accepted.setEffectiveDate(outcome.effectiveDate());
        accepted.setNextRenewalDate(outcome.nextRenewalDate().orElse(null));
        accepted.setNote(outcome.note().orElse(null));
        return accepted;
    }

    private static AccountAccepted blank(Occasion occasion, String account, Instant observedAt, String sourceId) {
        return AccountAccepted.newBuilder()
                .setTenant(occasion.tenant())
                .setAccount(account)
                .setCorrelationId(occasion.correlationId())
                .setCausationId(occasion.causationId())
                .setLane(occasion.lane())
                .setOrigin(occasion.origin())
                .setObservedAt(observedAt)
                .setSourceId(sourceId)
                .build();
    }
}
