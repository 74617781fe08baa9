package io.renewals.registry;

import io.renewals.events.AccountAccepted;
import io.renewals.events.Action;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.FactorTerm;
import io.renewals.events.Lane;
import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferDecided;
import io.renewals.events.Outcome;
import io.renewals.events.Play;
import io.renewals.events.RenewalAssessed;
import io.renewals.events.RenewalDue;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Events as other services would publish them. */
final class Samples {
    /** Some days ahead, so that nothing that a test does happens on a day of its own scans. */
    static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).plusDays(10);

    static final Instant SEEN = DAY.minusDays(11).atTime(8, 0).toInstant(ZoneOffset.UTC);

    private Samples() {}

    static String rulebook() {
        return file("rulebook.yaml");
    }

    static String globexRulebook() {
        return file("globex-rulebook.yaml");
    }

    private static String file(String name) {
        try {
            return Files.readString(Path.of("../../samples", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Terms terms(LocalDate renewal, String unitPrice) {
        return Terms.newBuilder()
                .setAccountName("Bayside Studio")
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(40)
                .setUnitPrice(new BigDecimal(unitPrice))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(renewal)
                .setContactEmail("dana@bayside.example")
                .build();
    }

    static AccountAccepted reported(String tenant, String account, Terms terms, Instant at) {
        return accepted(tenant, account, at).setTerms(terms).build();
    }

    static AccountAccepted signal(String tenant, String account, String source, String metric, String value) {
        return signal(tenant, account, source, metric, value, SEEN);
    }

    static AccountAccepted signal(
            String tenant, String account, String source, String metric, String value, Instant at) {
        return accepted(tenant, account, at)
                .setSignal(Evidence.newBuilder()
                        .setSourceId(source)
                        .setKind(EvidenceKind.USAGE)
                        .setMetric(metric)
                        .setValue(new BigDecimal(value).setScale(4))
                        .setObservedAt(at)
                        .build())
                .build();
    }

    static AccountAccepted outcome(String tenant, String account, Outcome outcome, LocalDate on) {
        return accepted(tenant, account, SEEN.plusSeconds(60))
                .setOutcome(outcome)
                .setEffectiveDate(on)
                .build();
    }

    private static AccountAccepted.Builder accepted(String tenant, String account, Instant at) {
        return AccountAccepted.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c-" + account)
                .setCausationId("x-" + account)
                .setLane(Lane.EVENT)
                .setOrigin("/crm 1")
                .setObservedAt(at)
                .setSourceId("crm:deal:1");
    }

    static RenewalAssessed assessed(RenewalDue due, boolean offered) {
        return RenewalAssessed.newBuilder()
                .setTenant(due.getTenant())
                .setAccount(due.getAccount())
                .setCorrelationId(due.getCorrelationId())
                .setCausationId("assess-" + due.getOfferId())
                .setCycleNo(due.getCycleNo())
                .setRevision(due.getRevision())
                .setOfferId(due.getOfferId())
                .setBusinessDate(due.getBusinessDate())
                .setRulebookVersion(due.getRulebookVersion())
                .setAccountVersion(due.getAccountVersion())
                .setMaterialVersion(due.getMaterialVersion())
                .setVerdict(Verdict.AT_RISK)
                .setSeverity(Severity.MEDIUM)
                .setScore(new BigDecimal("-0.2500"))
                .setFactors(List.of(FactorTerm.newBuilder()
                        .setFactor("usage_trend")
                        .setWeight(new BigDecimal("0.3000"))
                        .setScore(new BigDecimal("-0.5000"))
                        .setContribution(new BigDecimal("-0.1500"))
                        .setCitations(List.of("app:1"))
                        .build()))
                .setCitations(List.of("app:1"))
                .setOffered(offered)
                .setNoOfferCode(offered ? null : "standard")
                .setReason(offered ? "at risk, loyalty within the band" : "in the window, nothing speaks for a move")
                .build();
    }

    static Offer offer() {
        return Offer.newBuilder()
                .setPlay(Play.LOYALTY)
                .setCurrentPlan("pro")
                .setCurrentPlanName("Pro")
                .setProposedPlan("pro")
                .setProposedPlanName("Pro")
                .setQuantity(40)
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
                .setCurrentArr(new BigDecimal("23520.0000"))
                .setProposedArr(new BigDecimal("21168.0000"))
                .setReason("price-sensitive")
                .build();
    }

    static OfferDecided decided(RenewalDue due) {
        return OfferDecided.newBuilder()
                .setTenant(due.getTenant())
                .setAccount(due.getAccount())
                .setCorrelationId(due.getCorrelationId())
                .setCausationId("decide-" + due.getOfferId())
                .setCycleNo(due.getCycleNo())
                .setRevision(due.getRevision())
                .setOfferId(due.getOfferId())
                .setBusinessDate(due.getBusinessDate())
                .setRulebookVersion(due.getRulebookVersion())
                .setAccountVersion(due.getAccountVersion())
                .setMaterialVersion(due.getMaterialVersion())
                .setTerms(due.getTerms())
                .setOffer(offer())
                .setVerdict(Verdict.AT_RISK)
                .setSeverity(Severity.MEDIUM)
                .setDaysToRenewal(due.getDaysToRenewal())
                .setNoticeDeadline(due.getNoticeDeadline())
                .build();
    }

    static OfferActioned actioned(RenewalDue due, int sequence, Action action, LocalDate until) {
        return OfferActioned.newBuilder()
                .setTenant(due.getTenant())
                .setAccount(due.getAccount())
                .setCorrelationId(due.getCorrelationId())
                .setCausationId("act-" + due.getOfferId() + sequence)
                .setCycleNo(due.getCycleNo())
                .setRevision(due.getRevision())
                .setOfferId(due.getOfferId())
                .setBusinessDate(due.getBusinessDate())
                .setRulebookVersion(due.getRulebookVersion())
                .setAccountVersion(due.getAccountVersion())
                .setMaterialVersion(due.getMaterialVersion())
                .setAction(action)
                .setActionSequence(sequence)
                .setActor("maria")
                .setActorName("Maria Keller")
                .setSurface("web")
                .setAt(SEEN)
                .setOnDate(DAY)
                .setUntil(until)
                .setOffer(offer())
                .setAfter("{}")
                .build();
    }
}
