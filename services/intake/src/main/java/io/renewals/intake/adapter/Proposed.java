package io.renewals.intake.adapter;

import io.renewals.events.AccountProposed;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Terms;
import io.renewals.intake.adapter.ProposalsMade.Fresh;
import io.renewals.intake.adapter.ProposalsMade.TakenBack;
import io.renewals.intake.domain.CalendarReading.Moved;
import io.renewals.intake.domain.KnownAccount;
import io.renewals.intake.domain.TermsDraft;
import java.util.List;

/** A renewal on another day, and one that is there no more, as {@code account.proposed}. */
public final class Proposed {
    /** What a calendar speaks of: the day alone. */
    private static final List<String> FIELDS = List.of("renewalDate");

    private Proposed() {}

    public static AccountProposed event(Occasion occasion, Fresh proposal) {
        Moved moved = proposal.moved();
        return about(occasion, moved.known())
                .setProposalId(proposal.id())
                .setTerms(Accepted.terms(moved.terms()))
                .setConfidence(moved.confidence())
                .build();
    }

    public static AccountProposed event(Occasion occasion, TakenBack back) {
        KnownAccount known = back.settled().known();
        return about(occasion, known)
                .setProposalId(back.id())
                .setTerms(terms(known.terms()))
                .setConfidence(back.settled().confidence())
                .setWithdraws(back.proposal())
                .build();
    }

    private static AccountProposed.Builder about(Occasion occasion, KnownAccount known) {
        return AccountProposed.newBuilder()
                .setTenant(occasion.tenant())
                .setAccount(known.account())
                .setCorrelationId(occasion.correlationId())
                .setCausationId(occasion.causationId())
                .setLane(occasion.lane())
                .setOrigin(occasion.origin())
                .setFields(FIELDS)
                .setKnown(terms(known.terms()))
                .setAccountVersion(known.version());
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
