package io.renewals.rulebook.yaml;

import io.renewals.rulebook.AssessmentRules;
import io.renewals.rulebook.Factor;
import io.renewals.rulebook.ModelRoute;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Play;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import io.renewals.rulebook.Voice;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a rulebook in the order and with the keys of the schema, every value spelled out. */
final class RulebookWriter {
    private RulebookWriter() {}

    static String write(Rulebook rulebook) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        // A value used twice is written twice: the reader takes no aliases.
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(document(rulebook));
    }

    private static Map<String, Object> document(Rulebook rulebook) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("tenant", rulebook.tenant());
        out.put("currency", rulebook.currency().getCurrencyCode());
        out.put("time_zone", rulebook.zone().getId());
        rulebook.slackTeamId().ifPresent(id -> out.put("slack_team_id", id));
        out.put("from_domain", rulebook.fromDomain());
        out.put(
                "window",
                ordered(
                        "scan_from_days", rulebook.window().scanFromDays(),
                        "scan_to_days", rulebook.window().scanToDays(),
                        "lead_days", rulebook.window().leadDays(),
                        "notice_period_days", rulebook.window().noticePeriodDays()));
        out.put("plans", rulebook.plans().stream().map(RulebookWriter::plan).toList());
        out.put("tiers", rulebook.tiers().stream().map(RulebookWriter::tier).toList());
        out.put(
                "exceptions",
                ordered(
                        "cap", number(rulebook.exceptions().cap().value()),
                        "approvers", rulebook.exceptions().approvers(),
                        "arr_threshold",
                                number(rulebook.exceptions().arrThreshold().amount())));
        out.put("admin_fallback", rulebook.adminFallback());
        out.put("owners", rulebook.owners().stream().map(RulebookWriter::owner).toList());
        out.put(
                "quiet_hours",
                ordered(
                        "from", rulebook.quietHours().from().toString(),
                        "to", rulebook.quietHours().to().toString(),
                        "business_days",
                                rulebook.quietHours().businessDays().stream()
                                        .map(RulebookWriter::day)
                                        .toList()));
        out.put(
                "leave_alone",
                rulebook.leaveAlone().stream()
                        .map(entry -> ordered("account", entry.account(), "reason", entry.reason()))
                        .toList());
        addRules(out, rulebook);
        return out;
    }

    private static void addRules(Map<String, Object> out, Rulebook rulebook) {
        out.put("assessment", assessment(rulebook.assessment()));
        out.put(
                "plays",
                ordered(
                        "near_ceiling", number(rulebook.plays().nearCeiling().value()),
                        "far_under", number(rulebook.plays().farUnder().value()),
                        "price_sensitive",
                                number(rulebook.plays().priceSensitive().value())));
        Map<String, Object> routes = new LinkedHashMap<>();
        for (ModelRoute route : ModelRoute.values()) {
            routes.put(route.key(), rulebook.models().modelId(route));
        }
        out.put(
                "models",
                ordered(
                        "routes", routes,
                        "daily_cost_cap_per_account",
                                number(rulebook.models()
                                        .dailyCostCapPerAccount()
                                        .amount()),
                        "monthly_budget",
                                number(rulebook.models().monthlyBudget().amount())));
        out.put("voice", voice(rulebook.voice()));
        out.put(
                "skip_reasons",
                rulebook.skipReasons().stream()
                        .map(reason ->
                                ordered("code", reason.code(), "label", reason.label(), "requeues", reason.requeues()))
                        .toList());
        out.put(
                "follow_up",
                ordered(
                        "requeue_days", rulebook.followUp().requeueDays(),
                        "reminder_hours", rulebook.followUp().reminderHours(),
                        "escalation_hours", rulebook.followUp().escalationHours()));
    }

    private static Map<String, Object> plan(Plan plan) {
        Map<String, Object> out = ordered(
                "id", plan.id(),
                "name", plan.name(),
                "order", plan.order(),
                "list_price", number(plan.listPrice().amount()),
                "floor_price", number(plan.floorPrice().amount()));
        plan.usageLimit().ifPresent(limit -> out.put("usage_limit", limit));
        out.put("description", plan.description());
        return out;
    }

    private static Map<String, Object> tier(Tier tier) {
        Map<String, Object> out = ordered(
                "id", tier.id(),
                "name", tier.name(),
                "discount_cap", number(tier.cap().value()),
                "loyalty_band",
                        ordered(
                                "min", number(tier.loyaltyBand().min().value()),
                                "max", number(tier.loyaltyBand().max().value())));
        tier.defaultOwner().ifPresent(owner -> out.put("default_owner", owner));
        tier.exceptionApprover().ifPresent(owner -> out.put("exception_approver", owner));
        return out;
    }

    private static Map<String, Object> owner(Owner owner) {
        Map<String, Object> out = ordered("id", owner.id(), "name", owner.name(), "email", owner.email());
        owner.slackId().ifPresent(id -> out.put("slack_id", id));
        owner.delegate().ifPresent(id -> out.put("delegate", id));
        owner.manager().ifPresent(id -> out.put("manager", id));
        out.put(
                "out_of_office",
                owner.outOfOffice().stream()
                        .map(away -> ordered(
                                "from", away.from().toString(), "to", away.to().toString()))
                        .toList());
        return out;
    }

    private static Map<String, Object> assessment(AssessmentRules rules) {
        Map<String, Object> weights = new LinkedHashMap<>();
        for (Factor factor : Factor.values()) {
            weights.put(factor.key(), number(rules.weight(factor)));
        }
        return ordered(
                "weights", weights,
                "expansion_at", number(rules.expansionAt()),
                "at_risk_at", number(rules.atRiskAt()),
                "likely_churn_at", number(rules.likelyChurnAt()),
                "min_factors", rules.minFactors(),
                "late_days", rules.lateDays(),
                "trend_percent", rules.trendPercent(),
                "stale_deal_days", rules.staleDealDays());
    }

    private static Map<String, Object> voice(Voice voice) {
        Map<String, Object> templates = new LinkedHashMap<>();
        for (Play play : Play.values()) {
            Voice.Template words = voice.template(play);
            templates.put(play.key(), ordered("subject", words.subject(), "paragraphs", words.paragraphs()));
        }
        return ordered(
                "tone", voice.tone(),
                "greeting", voice.greeting(),
                "sign_off", voice.signOff(),
                "do", voice.doWords(),
                "dont", voice.dontWords(),
                "sample_offers", voice.sampleOffers(),
                "templates", templates);
    }

    private static String day(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    /** A whole number as one, so that it is not tagged; anything else with its decimals. */
    private static Object number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0 ? (Object) plain.toBigIntegerExact() : plain;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            out.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return out;
    }
}
