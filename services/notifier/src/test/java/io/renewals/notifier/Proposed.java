package io.renewals.notifier;

import io.renewals.events.AccountProposed;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.events.Terms;
import io.renewals.messaging.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Proposals as intake publishes them, and decisions on them as action-service does. */
final class Proposed {
    static final LocalDate KNOWN = LocalDate.parse("2031-02-01");
    static final LocalDate MOVED = LocalDate.parse("2031-05-15");

    private Proposed() {}

    /** A calendar has the account's renewal on another day. The account is in Maria's tier and has no owner of its own. */
    static AccountProposed day(String tenant, String account) {
        return day(tenant, account, MOVED);
    }

    static AccountProposed day(String tenant, String account, LocalDate proposed) {
        return AccountProposed.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("corr-" + account)
                .setCausationId("cause-" + account)
                .setProposalId(Ids.of("test-proposal", tenant, account, proposed))
                .setLane(Lane.CALENDAR)
                .setOrigin("calendar team.ics, line 12, " + account + "@calendar")
                .setTerms(terms(account, proposed))
                .setFields(List.of("renewalDate"))
                .setConfidence(new BigDecimal("0.9000"))
                .setKnown(terms(account, KNOWN))
                .setAccountVersion(1)
                .build();
    }

    static AccountProposed of(AccountProposed proposal, String ownerEmail) {
        proposal.getKnown().setOwnerEmail(ownerEmail);
        proposal.getTerms().setOwnerEmail(ownerEmail);
        return proposal;
    }

    /** A mail speaks of other seats. */
    static AccountProposed seats(String tenant, String account, int seats) {
        AccountProposed proposal = day(tenant, account);
        proposal.setProposalId(Ids.of("test-seats", tenant, account, seats));
        proposal.setLane(Lane.MAIL);
        proposal.setOrigin("mail from sam@" + account + ".example");
        proposal.setFields(List.of("quantity"));
        proposal.getTerms().setRenewalDate(KNOWN);
        proposal.getTerms().setQuantity(seats);
        return proposal;
    }

    static ProposalActioned refused(AccountProposed proposal) {
        return ProposalActioned.newBuilder()
                .setTenant(proposal.getTenant())
                .setAccount(proposal.getAccount())
                .setCorrelationId(proposal.getCorrelationId())
                .setCausationId("decided-" + proposal.getProposalId())
                .setProposalId(proposal.getProposalId())
                .setAccepted(false)
                .setActor("maria@acme.example")
                .setAt(Instant.parse("2030-12-01T10:00:00Z"))
                .setLane(proposal.getLane())
                .setOrigin(proposal.getOrigin())
                .setReason("they signed for three years")
                .build();
    }

    /** The calendar has the known day again. */
    static AccountProposed takenBack(AccountProposed earlier) {
        AccountProposed event = day(earlier.getTenant(), earlier.getAccount(), KNOWN);
        event.setProposalId("takes-back-" + earlier.getProposalId());
        event.setWithdraws(earlier.getProposalId());
        return event;
    }

    /** The account has become so by another way in. */
    static ActivityRecorded closed(AccountProposed proposal) {
        return ActivityRecorded.newBuilder()
                .setTenant(proposal.getTenant())
                .setAccount(proposal.getAccount())
                .setCorrelationId(proposal.getCorrelationId())
                .setCausationId("overtaken-" + proposal.getProposalId())
                .setKind("proposal-closed")
                .setActor("action-service")
                .setSummary("proposal from a calendar closed: the account has become so without it")
                .setDetails(Map.of(
                        "proposal",
                        proposal.getProposalId(),
                        "lane",
                        proposal.getLane().name()))
                .setAt(Instant.parse("2030-12-01T10:00:00Z"))
                .build();
    }

    private static Terms terms(String account, LocalDate renewal) {
        return Terms.newBuilder()
                .setAccountName("Bayside " + account)
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(40)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(renewal)
                .setContactName("Sam")
                .setContactEmail("sam@" + account + ".example")
                .build();
    }
}
