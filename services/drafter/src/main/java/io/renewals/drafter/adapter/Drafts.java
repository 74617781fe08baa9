package io.renewals.drafter.adapter;

import io.renewals.drafter.domain.Facts;
import io.renewals.drafter.domain.Phraser;
import io.renewals.drafter.domain.Route;
import io.renewals.drafter.domain.TemplateWords;
import io.renewals.drafter.domain.Words;
import io.renewals.events.Engine;
import io.renewals.events.Evidence;
import io.renewals.events.OfferDecided;
import io.renewals.events.OfferDrafted;
import io.renewals.events.Severity;
import io.renewals.events.Verdict;
import io.renewals.rulebook.ModelRoute;
import io.renewals.rulebook.Placeholder;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Voice;
import io.renewals.rulebookfeed.EventRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One offer to phrase: its facts, what a model is told of it, and the event that words make of it. */
public final class Drafts {
    private final OfferDecided decided;
    private final Rulebook rulebook;
    private final Facts facts;

    public Drafts(OfferDecided decided, Rulebook rulebook) {
        this.decided = decided;
        this.rulebook = rulebook;
        this.facts = OfferFacts.of(decided, rulebook);
    }

    public OfferDecided decided() {
        return decided;
    }

    public Rulebook rulebook() {
        return rulebook;
    }

    public Facts facts() {
        return facts;
    }

    public List<String> evidenceIds() {
        return decided.getEvidence().stream().map(Evidence::getSourceId).toList();
    }

    public ModelRoute route() {
        return Route.choose(
                decided.getSeverity() == Severity.HIGH,
                decided.getVerdict() == Verdict.STANDARD,
                decided.getOffer().getCurrentArr(),
                rulebook.exceptions().arrThreshold().amount());
    }

    /** Kinds and metrics only: a model that is told no figure can't repeat one. */
    public Phraser.Brief brief() {
        Voice voice = rulebook.voice();
        Map<String, String> evidence = new LinkedHashMap<>();
        decided.getEvidence()
                .forEach(each -> evidence.put(
                        each.getSourceId(),
                        each.getKind() + " " + each.getMetric().replace('_', ' ')));
        return new Phraser.Brief(
                decided.getOfferId(),
                rulebook.models().modelId(route()),
                EventRules.play(decided.getOffer().getPlay()).key(),
                reasonWithoutFigures(),
                voice.tone(),
                voice.doWords(),
                voice.dontWords(),
                voice.sampleOffers(),
                evidence,
                facts.offered().stream().map(Placeholder::inBraces).toList());
    }

    /** In the rulebook's own voice. */
    public OfferDrafted byTemplate(String eventId, int attempts, List<String> flags) {
        Words words = TemplateWords.write(
                rulebook.voice(),
                EventRules.play(decided.getOffer().getPlay()),
                facts,
                decided.getOffer().getCitations());
        return drafted(eventId, words, Engine.TEMPLATE, null, attempts, flags);
    }

    public OfferDrafted byModel(String eventId, Words words, String modelId, int attempts, List<String> flags) {
        return drafted(eventId, words, Engine.BEDROCK, modelId, attempts, flags);
    }

    private OfferDrafted drafted(
            String eventId, Words words, Engine engine, String modelId, int attempts, List<String> flags) {
        Voice voice = rulebook.voice();
        String body = voice.greeting().strip() + "\n\n"
                + words.paragraphs().stream().map(String::strip).collect(Collectors.joining("\n\n"))
                + "\n\n" + voice.signOff().strip() + "\n";
        return OfferDrafted.newBuilder()
                .setTenant(decided.getTenant())
                .setAccount(decided.getAccount())
                .setCorrelationId(decided.getCorrelationId())
                .setCausationId(eventId)
                .setCycleNo(decided.getCycleNo())
                .setRevision(decided.getRevision())
                .setOfferId(decided.getOfferId())
                .setBusinessDate(decided.getBusinessDate())
                .setRulebookVersion(decided.getRulebookVersion())
                .setAccountVersion(decided.getAccountVersion())
                .setMaterialVersion(decided.getMaterialVersion())
                .setTerms(decided.getTerms())
                .setOffer(decided.getOffer())
                .setVerdict(decided.getVerdict())
                .setSeverity(decided.getSeverity())
                .setEvidence(decided.getEvidence())
                .setDaysToRenewal(decided.getDaysToRenewal())
                .setNoticeDeadline(decided.getNoticeDeadline())
                .setEngine(engine)
                .setModelId(modelId)
                .setAttempts(attempts)
                .setFlags(flags)
                .setSubjectTemplate(words.subject())
                .setBodyTemplate(body)
                .setFacts(facts.byName())
                .setSubject(facts.fill(words.subject()))
                .setTextBody(facts.fill(body))
                .setCitations(words.citations())
                .build();
    }

    private String reasonWithoutFigures() {
        return decided.getOffer().getReason().replaceAll("[\\p{Sc}]?\\p{N}[\\p{N}.,]*%?", "…");
    }
}
