package io.renewals.ruledecider.adapter;

import io.renewals.events.Evidence;
import io.renewals.events.FactorTerm;
import io.renewals.events.Offer;
import io.renewals.events.OfferDecided;
import io.renewals.events.RenewalAssessed;
import io.renewals.events.RenewalDue;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import io.renewals.messaging.Received;
import io.renewals.rulebook.Assessment;
import io.renewals.rulebook.Decision;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.EventRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Verdict and decision as the events that tell them. */
public final class Answers {
    private static final int SCORE_DIGITS = 4;
    private static final int MONEY_DIGITS = 4;

    private final Received<RenewalDue> event;
    private final RenewalDue due;
    private final Rulebook rulebook;

    public Answers(Received<RenewalDue> event, Rulebook rulebook) {
        this.event = event;
        this.due = event.body();
        this.rulebook = rulebook;
    }

    public RenewalAssessed assessed(Assessment assessment, Decision decision) {
        Optional<String> noOffer =
                switch (decision) {
                    case Decision.NoOffer none -> Optional.of(code(none.code()));
                    case Decision.Offer offer -> Optional.empty();
                };
        return RenewalAssessed.newBuilder()
                .setTenant(due.getTenant())
                .setAccount(due.getAccount())
                .setCorrelationId(due.getCorrelationId())
                .setCausationId(event.id())
                .setCycleNo(due.getCycleNo())
                .setRevision(due.getRevision())
                .setOfferId(due.getOfferId())
                .setBusinessDate(due.getBusinessDate())
                .setRulebookVersion(due.getRulebookVersion())
                .setAccountVersion(due.getAccountVersion())
                .setMaterialVersion(due.getMaterialVersion())
                .setVerdict(Verdict.valueOf(assessment.verdict().name()))
                .setSeverity(Severity.valueOf(assessment.severity().name()))
                .setScore(score(assessment.score()))
                .setFactors(assessment.terms().stream().map(Answers::factor).toList())
                .setCitations(assessment.citations())
                .setAbstainReason(assessment.abstainReason().orElse(null))
                .setOffered(noOffer.isEmpty())
                .setNoOfferCode(noOffer.orElse(null))
                .setReason(decision.reason())
                .build();
    }

    /** Empty where there is no offer. */
    public Optional<OfferDecided> decided(Assessment assessment, Decision decision) {
        return switch (decision) {
            case Decision.NoOffer none -> Optional.empty();
            case Decision.Offer offer -> Optional.of(decided(assessment, offer));
        };
    }

    private OfferDecided decided(Assessment assessment, Decision.Offer offer) {
        List<String> cited = new ArrayList<>(offer.evidenceIds());
        assessment.citations().stream().filter(id -> !cited.contains(id)).forEach(cited::add);
        return OfferDecided.newBuilder()
                .setTenant(due.getTenant())
                .setAccount(due.getAccount())
                .setCorrelationId(due.getCorrelationId())
                .setCausationId(event.id())
                .setCycleNo(due.getCycleNo())
                .setRevision(due.getRevision())
                .setOfferId(due.getOfferId())
                .setBusinessDate(due.getBusinessDate())
                .setRulebookVersion(due.getRulebookVersion())
                .setAccountVersion(due.getAccountVersion())
                .setMaterialVersion(due.getMaterialVersion())
                .setTerms(due.getTerms())
                .setOffer(offer(offer))
                .setVerdict(Verdict.valueOf(assessment.verdict().name()))
                .setSeverity(Severity.valueOf(assessment.severity().name()))
                .setEvidence(evidence(cited))
                .setDaysToRenewal(due.getDaysToRenewal())
                .setNoticeDeadline(due.getNoticeDeadline())
                .build();
    }

    private Offer offer(Decision.Offer offer) {
        Terms terms = due.getTerms();
        String currentPlan =
                rulebook.plan(terms.getPlan()).map(plan -> plan.name()).orElse(terms.getPlan());
        return Offer.newBuilder()
                .setPlay(EventRules.play(offer.play()))
                .setCurrentPlan(terms.getPlan())
                .setCurrentPlanName(currentPlan)
                .setProposedPlan(offer.planId())
                .setProposedPlanName(offer.planName())
                .setQuantity(offer.quantity())
                .setBillingPeriod(terms.getBillingPeriod())
                .setTermMonths(terms.getTermMonths())
                .setCurrency(terms.getCurrency())
                .setCurrentUnitPrice(money(terms.getUnitPrice()))
                .setListUnitPrice(money(offer.listPrice().amount()))
                .setDiscountPercent(offer.discount().value())
                .setUnitPrice(money(offer.unitPrice().amount()))
                .setFloorUnitPrice(money(offer.floorPrice().amount()))
                .setCapPercent(offer.cap().value())
                .setTier(EventRules.tier(terms, rulebook))
                .setCurrentArr(money(offer.currentArr().amount()))
                .setProposedArr(money(offer.offeredArr().amount()))
                .setReason(offer.reason())
                .setCitations(offer.evidenceIds())
                .build();
    }

    /** What is cited, the decision's own evidence first, the newest first among equals. */
    private List<Evidence> evidence(List<String> cited) {
        Map<String, Evidence> byId = due.getEvidence().stream()
                .sorted(Comparator.comparing(Evidence::getObservedAt))
                .collect(Collectors.toMap(Evidence::getSourceId, Function.identity(), (older, newer) -> newer));
        return cited.stream().map(byId::get).filter(each -> each != null).toList();
    }

    private static FactorTerm factor(Assessment.Term term) {
        return FactorTerm.newBuilder()
                .setFactor(term.factor().key())
                .setWeight(score(term.weight()))
                .setScore(score(term.score()))
                .setContribution(score(term.contribution()))
                .setCitations(term.citations())
                .build();
    }

    private static String code(Decision.Code code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static BigDecimal score(BigDecimal value) {
        return value.setScale(SCORE_DIGITS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal money(BigDecimal value) {
        return value.setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN);
    }
}
