package io.renewals.intake.adapter;

import io.renewals.events.AccountProposed;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Terms;
import io.renewals.intake.adapter.ProposalsMade.Fresh;
import io.renewals.intake.domain.CalendarReading.Moved;
import io.renewals.intake.domain.TermsDraft;
import java.util.List;

/** A renewal on another day as {@code account.proposed}. */
public final class Proposed {
    /** What a calendar speaks of: the day alone. */
    private static final List<String> FIELDS = List.of("renewalDate");

    private Proposed() {}

    public static AccountProposed event(Occasion occasion, Fresh proposal) {
        Moved moved = proposal.moved();
        return AccountProposed.newBuilder()
                .setTenant(occasion.tenant())
                .setAccount(moved.known().account())
                .setCorrelationId(occasion.correlationId())
                .setCausationId(occasion.causationId())
                .setProposalId(proposal.id())
                .setLane(occasion.lane())
                .setOrigin(occasion.origin())
                .setTerms(Accepted.terms(moved.terms()))
                .setConfidence(moved.confidence())
                .setFields(FIELDS)
                .setKnown(terms(moved.known().terms()))
                .setAccountVersion(moved.known().version())
                .build();
    }

    private static Terms terms(TermsDraft draft) {
        return Terms.newBuilder()
                .setAccountName(draft.accountName())
                .setPlan(draft.plan())
                .setTier(draft.tier())
                .setQuantity(draft.quantity())
                .setUnitPrice(draft.unitPrice().setScale(4))
                .setCurrency(draft.currency())
                .setBillingPeriod(BillingPeriod.valueOf(draft.billingPeriod()))
                .setTermMonths(draft.termMonths())
                .setContractStart(draft.contractStart())
                .setRenewalDate(draft.renewalDate())
                .setNoticePeriodDays(draft.noticePeriodDays())
                .setAutoRenew(Boolean.TRUE.equals(draft.autoRenew()))
                .setContactName(draft.contactName())
                .setContactEmail(draft.contactEmail())
                .setOwnerEmail(draft.ownerEmail())
                .build();
    }
}
