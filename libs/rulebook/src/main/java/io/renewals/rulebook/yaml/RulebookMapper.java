package io.renewals.rulebook.yaml;

import static io.renewals.rulebook.yaml.TreeReader.number;
import static io.renewals.rulebook.yaml.TreeReader.optional;
import static io.renewals.rulebook.yaml.TreeReader.text;
import static io.renewals.rulebook.yaml.TreeReader.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.rulebook.AssessmentRules;
import io.renewals.rulebook.Band;
import io.renewals.rulebook.ExceptionPolicy;
import io.renewals.rulebook.Factor;
import io.renewals.rulebook.FollowUp;
import io.renewals.rulebook.LeaveAlone;
import io.renewals.rulebook.ModelRoute;
import io.renewals.rulebook.ModelRules;
import io.renewals.rulebook.Money;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Owner.Absence;
import io.renewals.rulebook.Percent;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Play;
import io.renewals.rulebook.PlayRules;
import io.renewals.rulebook.QuietHours;
import io.renewals.rulebook.RenewalWindow;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.SkipReason;
import io.renewals.rulebook.Tier;
import io.renewals.rulebook.Voice;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Builds a rulebook from a tree of the right shape, and gives what its parts refuse a line and a column. */
final class RulebookMapper {
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private final TreeReader read;
    private final JsonNode root;
    private Currency currency;

    RulebookMapper(YamlTree tree) {
        this.read = new TreeReader(tree);
        this.root = tree.root();
    }

    List<Problem> problems() {
        return read.problems();
    }

    /** Null when there are problems. */
    Rulebook map() {
        currency = currency();
        ZoneId zone = zone();
        if (currency == null) {
            return null; // no amount can be read without it
        }
        RenewalWindow window = read.part("/window", this::window);
        List<Plan> plans = read.list("/plans", this::plan);
        List<Tier> tiers = read.list("/tiers", this::tier);
        ExceptionPolicy exceptions = read.part("/exceptions", this::exceptions);
        List<Owner> owners = read.list("/owners", this::owner);
        QuietHours quietHours = read.part("/quiet_hours", this::quietHours);
        List<LeaveAlone> leaveAlone =
                read.list("/leave_alone", (path, node) -> new LeaveAlone(text(node, "account"), text(node, "reason")));
        AssessmentRules assessment = read.part("/assessment", this::assessment);
        PlayRules plays = read.part("/plays", this::plays);
        ModelRules models = read.part("/models", this::models);
        Voice voice = read.part("/voice", this::voice);
        List<SkipReason> skipReasons = read.list(
                "/skip_reasons",
                (path, node) -> new SkipReason(
                        text(node, "code"),
                        text(node, "label"),
                        node.path("requeues").asBoolean(false)));
        FollowUp followUp = read.part("/follow_up", this::followUp);
        if (!read.problems().isEmpty()) {
            return null;
        }
        return read.part(
                "",
                () -> new Rulebook(
                        text(root, "tenant"),
                        currency,
                        zone,
                        optional(root, "slack_team_id"),
                        text(root, "from_domain"),
                        window,
                        plans,
                        tiers,
                        exceptions,
                        text(root, "admin_fallback"),
                        owners,
                        quietHours,
                        leaveAlone,
                        assessment,
                        plays,
                        models,
                        voice,
                        skipReasons,
                        followUp));
    }

    private Currency currency() {
        try {
            Currency named = Currency.getInstance(text(root, "currency"));
            Money.minorDigits(named);
            return named;
        } catch (IllegalArgumentException unknown) {
            read.refuse(
                    "/currency", "'" + text(root, "currency") + "' is not a currency", "write an ISO code such as USD");
            return null;
        }
    }

    private ZoneId zone() {
        String name = text(root, "time_zone");
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        read.refuse("/time_zone", "'" + name + "' is not a time zone", "write one such as America/New_York");
        return null;
    }

    private RenewalWindow window() {
        JsonNode node = root.path("window");
        return new RenewalWindow(
                node.path("scan_from_days").asInt(14),
                node.path("scan_to_days").asInt(90),
                node.path("lead_days").asInt(45),
                node.path("notice_period_days").asInt(30));
    }

    private Plan plan(String path, JsonNode node) {
        Money listPrice = read.money(path, node, "list_price", currency);
        Money floorPrice = read.money(path, node, "floor_price", currency);
        if (listPrice == null || floorPrice == null) {
            return null;
        }
        return new Plan(
                text(node, "id"),
                text(node, "name"),
                node.path("order").asInt(),
                listPrice,
                floorPrice,
                node.has("usage_limit")
                        ? OptionalLong.of(node.path("usage_limit").asLong())
                        : OptionalLong.empty(),
                node.path("description").asText(""));
    }

    private Tier tier(String path, JsonNode node) {
        Percent cap = read.percent(path, node, "discount_cap");
        Percent min = read.percent(path + "/loyalty_band", node.path("loyalty_band"), "min");
        Percent max = read.percent(path + "/loyalty_band", node.path("loyalty_band"), "max");
        if (cap == null || min == null || max == null) {
            return null;
        }
        Band band = read.part(path + "/loyalty_band", () -> new Band(min, max));
        return band == null
                ? null
                : new Tier(
                        text(node, "id"),
                        text(node, "name"),
                        cap,
                        band,
                        optional(node, "default_owner"),
                        optional(node, "exception_approver"));
    }

    private ExceptionPolicy exceptions() {
        JsonNode node = root.path("exceptions");
        Percent cap = read.percent("/exceptions", node, "cap");
        Money threshold = read.money("/exceptions", node, "arr_threshold", currency);
        return cap == null || threshold == null ? null : new ExceptionPolicy(cap, texts(node, "approvers"), threshold);
    }

    private Owner owner(String path, JsonNode node) {
        List<Absence> absences = read.list(path + "/out_of_office", (place, away) -> {
            LocalDate from = read.date(place + "/from", text(away, "from"));
            LocalDate to = read.date(place + "/to", text(away, "to"));
            return from == null || to == null ? null : new Absence(from, to);
        });
        return new Owner(
                text(node, "id"),
                text(node, "name"),
                text(node, "email"),
                optional(node, "slack_id"),
                optional(node, "delegate"),
                optional(node, "manager"),
                absences);
    }

    private QuietHours quietHours() {
        JsonNode node = root.path("quiet_hours");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        texts(node, "business_days").forEach(day -> days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
        return new QuietHours(
                LocalTime.parse(node.path("from").asText("18:00")),
                LocalTime.parse(node.path("to").asText("08:00")),
                node.has("business_days") ? days : WEEKDAYS);
    }

    private AssessmentRules assessment() {
        JsonNode node = root.path("assessment");
        Map<Factor, BigDecimal> weights = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            weights.put(factor, node.path("weights").path(factor.key()).decimalValue());
        }
        return new AssessmentRules(
                weights,
                number(node, "expansion_at", "0.35"),
                number(node, "at_risk_at", "-0.25"),
                number(node, "likely_churn_at", "-0.6"),
                node.path("min_factors").asInt(2),
                node.path("late_days").asInt(14),
                node.path("trend_percent").asInt(30),
                node.path("stale_deal_days").asInt(30));
    }

    private PlayRules plays() {
        JsonNode node = root.path("plays");
        Percent nearCeiling = read.percent("/plays", node, "near_ceiling");
        Percent farUnder = read.percent("/plays", node, "far_under");
        Percent priceSensitive = read.percent("/plays", node, "price_sensitive");
        return nearCeiling == null || farUnder == null || priceSensitive == null
                ? null
                : new PlayRules(nearCeiling, farUnder, priceSensitive);
    }

    private ModelRules models() {
        JsonNode node = root.path("models");
        Map<ModelRoute, String> routes = new EnumMap<>(ModelRoute.class);
        for (ModelRoute route : ModelRoute.values()) {
            routes.put(route, text(node.path("routes"), route.key()));
        }
        Money daily = read.money("/models", node, "daily_cost_cap_per_account", currency);
        Money monthly = read.money("/models", node, "monthly_budget", currency);
        return daily == null || monthly == null ? null : new ModelRules(routes, daily, monthly);
    }

    private Voice voice() {
        JsonNode node = root.path("voice");
        Map<Play, Voice.Template> templates = new EnumMap<>(Play.class);
        for (Play play : Play.values()) {
            JsonNode words = node.path("templates").path(play.key());
            Voice.Template template = read.part(
                    "/voice/templates/" + play.key(),
                    () -> new Voice.Template(text(words, "subject"), texts(words, "paragraphs")));
            if (template != null) {
                templates.put(play, template);
            }
        }
        return templates.size() < Play.values().length
                ? null
                : new Voice(
                        text(node, "tone"),
                        text(node, "greeting"),
                        text(node, "sign_off").stripTrailing(),
                        texts(node, "do"),
                        texts(node, "dont"),
                        texts(node, "sample_offers"),
                        templates);
    }

    private FollowUp followUp() {
        JsonNode node = root.path("follow_up");
        return new FollowUp(
                node.path("requeue_days").asInt(7),
                node.path("reminder_hours").asInt(24),
                node.path("escalation_hours").asInt(48));
    }
}
