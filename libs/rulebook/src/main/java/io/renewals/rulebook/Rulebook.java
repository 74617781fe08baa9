package io.renewals.rulebook;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One tenant's rules. An instance is always whole and consistent: the constructor refuses everything else with a
 * {@link RulebookRefused} that lists all flaws.
 *
 * @param zone the tenant's day and quiet hours are in it
 * @param slackTeamId Slack workspace; empty where the tenant has none
 * @param fromDomain domain of the owners' addresses, from which customers are written to
 * @param plans ordered as in the menu, smallest first
 * @param adminFallback owner id of who gets what nobody owns
 */
public record Rulebook(
        String tenant,
        Currency currency,
        ZoneId zone,
        Optional<String> slackTeamId,
        String fromDomain,
        RenewalWindow window,
        List<Plan> plans,
        List<Tier> tiers,
        ExceptionPolicy exceptions,
        String adminFallback,
        List<Owner> owners,
        QuietHours quietHours,
        List<LeaveAlone> leaveAlone,
        AssessmentRules assessment,
        PlayRules plays,
        ModelRules models,
        Voice voice,
        List<SkipReason> skipReasons,
        FollowUp followUp) {
    public Rulebook {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(slackTeamId, "slackTeamId");
        Objects.requireNonNull(fromDomain, "fromDomain");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(exceptions, "exceptions");
        Objects.requireNonNull(adminFallback, "adminFallback");
        Objects.requireNonNull(quietHours, "quietHours");
        Objects.requireNonNull(assessment, "assessment");
        Objects.requireNonNull(plays, "plays");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(followUp, "followUp");
        // Checked before the plans are sorted, so that a flaw's index is the author's.
        new Consistency(
                        tenant,
                        currency,
                        fromDomain,
                        plans,
                        tiers,
                        exceptions,
                        adminFallback,
                        owners,
                        leaveAlone,
                        models,
                        skipReasons)
                .check();
        plans = plans.stream().sorted(Comparator.comparingInt(Plan::order)).toList();
        tiers = List.copyOf(tiers);
        owners = List.copyOf(owners);
        leaveAlone = List.copyOf(leaveAlone);
        skipReasons = List.copyOf(skipReasons);
    }

    public Optional<Plan> plan(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /** The next bigger plan of the menu. */
    public Optional<Plan> planAbove(Plan plan) {
        return plans.stream().filter(other -> other.order() > plan.order()).findFirst();
    }

    /** The next smaller plan of the menu. */
    public Optional<Plan> planBelow(Plan plan) {
        return plans.stream().filter(other -> other.order() < plan.order()).reduce((smaller, next) -> next);
    }

    public Optional<Tier> tier(String id) {
        return tiers.stream().filter(tier -> tier.id().equals(id)).findFirst();
    }

    public Optional<Owner> owner(String id) {
        return owners.stream().filter(owner -> owner.id().equals(id)).findFirst();
    }

    /** @param email compared without regard to case */
    public Optional<Owner> ownerByEmail(String email) {
        return owners.stream()
                .filter(owner -> owner.email().equalsIgnoreCase(email.strip()))
                .findFirst();
    }

    public Optional<Owner> ownerBySlackId(String slackId) {
        return owners.stream()
                .filter(owner -> owner.slackId().filter(slackId::equals).isPresent())
                .findFirst();
    }

    public Owner admin() {
        return owner(adminFallback).orElseThrow();
    }

    public Optional<SkipReason> skipReason(String code) {
        return skipReasons.stream().filter(reason -> reason.code().equals(code)).findFirst();
    }

    /** Why the rulebook says to leave the account alone; empty when it does not. */
    public Optional<String> leaveAloneReason(String account) {
        return leaveAlone.stream()
                .filter(entry -> entry.account().equals(account))
                .map(LeaveAlone::reason)
                .findFirst();
    }
}
