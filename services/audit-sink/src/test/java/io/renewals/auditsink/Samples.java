package io.renewals.auditsink;

import io.renewals.events.Action;
import io.renewals.events.BillingPeriod;
import io.renewals.events.CycleStatus;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferDecided;
import io.renewals.events.OwnerNotified;
import io.renewals.events.Play;
import io.renewals.events.RenewalDue;
import io.renewals.events.Severity;
import io.renewals.events.SignalReported;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Believable events about one account. */
final class Samples {
    static final Instant MORNING = Instant.parse("2026-05-04T06:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");

    private Samples() {}

    static SignalReported signal(String tenant, String account, String text) {
        return SignalReported.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setSignal(evidence("crm:" + account, text))
                .build();
    }

    static RenewalDue due(String tenant, String account, String offerId) {
        return RenewalDue.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("scan")
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(offerId)
                .setBusinessDate(DAY)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setTerms(terms())
                .setEvidence(List.of(evidence("crm:1", "champion left")))
                .setDaysToRenewal(35)
                .setNoticeDeadline(DAY.plusDays(5))
                .setCycleStatus(CycleStatus.NONE)
                .build();
    }

    static OfferDecided decided(String tenant, String account, String offerId) {
        return OfferDecided.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("due")
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(offerId)
                .setBusinessDate(DAY)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setTerms(terms())
                .setOffer(offer())
                .setVerdict(Verdict.AT_RISK)
                .setSeverity(Severity.HIGH)
                .setDaysToRenewal(35)
                .setNoticeDeadline(DAY.plusDays(5))
                .build();
    }

    static OfferActioned sent(String tenant, String account, String offerId) {
        return OfferActioned.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("click")
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(offerId)
                .setBusinessDate(DAY)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setAction(Action.SENT)
                .setActionSequence(2)
                .setActor("maria@acme.example")
                .setActorName("Maria Keller")
                .setSurface("web")
                .setAt(MORNING.plusSeconds(60))
                .setOnDate(DAY)
                .setOffer(offer())
                .setMessageSha256("ab".repeat(32))
                .setMessageId("<1@acme.example>")
                .setAfter("{}")
                .build();
    }

    /** An owner was told of a proposal. */
    static OwnerNotified told(String tenant, String account, String owner) {
        return OwnerNotified.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("proposed")
                .setOfferId("message-1")
                .setKind(NotificationKind.PROPOSAL)
                .setOutcome(NotificationOutcome.SENT)
                .setChannel("slack")
                .setOwner(owner)
                .setAt(MORNING)
                .build();
    }

    private static Evidence evidence(String id, String text) {
        return Evidence.newBuilder()
                .setSourceId(id)
                .setKind(EvidenceKind.CRM)
                .setMetric("champion")
                .setText(text)
                .setObservedAt(MORNING)
                .build();
    }

    private static Terms terms() {
        return Terms.newBuilder()
                .setAccountName("Bayside Studio")
                .setPlan("pro")
                .setQuantity(20)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(DAY.plusDays(35))
                .setContactName("Sam Reyes")
                .setContactEmail("sam@bayside.example")
                .build();
    }

    private static Offer offer() {
        return Offer.newBuilder()
                .setPlay(Play.LOYALTY)
                .setCurrentPlan("pro")
                .setCurrentPlanName("Pro")
                .setProposedPlan("pro")
                .setProposedPlanName("Pro")
                .setQuantity(20)
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setCurrency("USD")
                .setCurrentUnitPrice(new BigDecimal("49.0000"))
                .setListUnitPrice(new BigDecimal("49.0000"))
                .setDiscountPercent(new BigDecimal("10.00"))
                .setUnitPrice(new BigDecimal("44.1000"))
                .setFloorUnitPrice(new BigDecimal("39.0000"))
                .setCapPercent(new BigDecimal("15.00"))
                .setTier("mid")
                .setCurrentArr(new BigDecimal("11760.0000"))
                .setProposedArr(new BigDecimal("10584.0000"))
                .setReason("price-sensitive, inside the band")
                .setCitations(List.of("crm:1"))
                .build();
    }
}
