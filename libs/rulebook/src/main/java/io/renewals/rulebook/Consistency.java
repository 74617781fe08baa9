package io.renewals.rulebook;

import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What must hold between the parts of a rulebook: unique names, one currency, everybody named exists. */
record Consistency(
        String tenant,
        Currency currency,
        String fromDomain,
        List<Plan> plans,
        List<Tier> tiers,
        ExceptionPolicy exceptions,
        String adminFallback,
        List<Owner> owners,
        List<LeaveAlone> leaveAlone,
        ModelRules models,
        List<SkipReason> skipReasons) {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

    /** @throws RulebookRefused with every flaw found */
    void check() {
        Flaws flaws = new Flaws().requireId(tenant, "/tenant");
        flaws.require(!plans.isEmpty(), "/plans", "is empty", "write at least one plan");
        flaws.require(!tiers.isEmpty(), "/tiers", "is empty", "write at least one tier");
        flaws.require(!skipReasons.isEmpty(), "/skip_reasons", "is empty", "write at least one reason");
        requireUnique(flaws, plans, plan -> Optional.of(plan.id()), "/plans/%d/id");
        requireUnique(flaws, plans, plan -> Optional.of(plan.order()), "/plans/%d/order");
        requireUnique(flaws, tiers, tier -> Optional.of(tier.id()), "/tiers/%d/id");
        requireUnique(flaws, owners, owner -> Optional.of(owner.id()), "/owners/%d/id");
        requireUnique(flaws, owners, owner -> Optional.of(owner.email().toLowerCase(Locale.ROOT)), "/owners/%d/email");
        requireUnique(flaws, owners, Owner::slackId, "/owners/%d/slack_id");
        requireUnique(flaws, leaveAlone, entry -> Optional.of(entry.account()), "/leave_alone/%d/account");
        requireUnique(flaws, skipReasons, reason -> Optional.of(reason.code()), "/skip_reasons/%d/code");
        checkPeople(flaws);
        checkDomain(flaws);
        checkCaps(flaws);
        checkMoney(flaws);
        flaws.throwIfAny();
    }

    private static <T, K> void requireUnique(Flaws flaws, List<T> items, Function<T, Optional<K>> key, String path) {
        Set<K> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Optional<K> value = key.apply(items.get(i));
            flaws.require(
                    value.isEmpty() || seen.add(value.get()),
                    String.format(Locale.ROOT, path, i),
                    "'" + value.orElse(null) + "' is there twice",
                    "change or remove one of them");
        }
    }

    private void checkPeople(Flaws flaws) {
        Set<String> known = new HashSet<>();
        owners.forEach(owner -> known.add(owner.id()));
        requireKnown(flaws, known, adminFallback, "/admin_fallback");
        for (int i = 0; i < exceptions.approvers().size(); i++) {
            requireKnown(flaws, known, exceptions.approvers().get(i), "/exceptions/approvers/" + i);
        }
        for (int i = 0; i < tiers.size(); i++) {
            String path = "/tiers/" + i;
            Tier tier = tiers.get(i);
            tier.defaultOwner().ifPresent(owner -> requireKnown(flaws, known, owner, path + "/default_owner"));
            tier.exceptionApprover()
                    .ifPresent(owner -> requireKnown(flaws, known, owner, path + "/exception_approver"));
        }
        for (int i = 0; i < owners.size(); i++) {
            String path = "/owners/" + i;
            owners.get(i).delegate().ifPresent(owner -> requireKnown(flaws, known, owner, path + "/delegate"));
            owners.get(i).manager().ifPresent(owner -> requireKnown(flaws, known, owner, path + "/manager"));
        }
    }

    /** Customers are written to from the owner's address, so it has to be in the company's domain. */
    private void checkDomain(Flaws flaws) {
        flaws.require(
                DOMAIN.matcher(fromDomain).matches(),
                "/from_domain",
                "'" + fromDomain + "' is not a domain",
                "write it as acme.example");
        for (int i = 0; i < owners.size(); i++) {
            String domain = owners.get(i).emailDomain();
            flaws.require(
                    domain.equalsIgnoreCase(fromDomain)
                            || domain.toLowerCase(Locale.ROOT).endsWith("." + fromDomain.toLowerCase(Locale.ROOT)),
                    "/owners/" + i + "/email",
                    "is not in " + fromDomain,
                    "use an address in from_domain");
        }
    }

    private static void requireKnown(Flaws flaws, Set<String> known, String owner, String path) {
        flaws.require(
                known.contains(owner),
                path,
                "nobody under owners has the id '" + owner + "'",
                "use the id of an owner");
    }

    private void checkCaps(Flaws flaws) {
        for (int i = 0; i < tiers.size(); i++) {
            flaws.require(
                    tiers.get(i).cap().compareTo(exceptions.cap()) <= 0,
                    "/tiers/" + i + "/discount_cap",
                    tiers.get(i).cap() + " is above the exception cap of " + exceptions.cap(),
                    "lower it or raise exceptions.cap");
        }
    }

    private void checkMoney(Flaws flaws) {
        for (int i = 0; i < plans.size(); i++) {
            requireCurrency(flaws, plans.get(i).listPrice(), "/plans/" + i + "/list_price");
        }
        requireCurrency(flaws, exceptions.arrThreshold(), "/exceptions/arr_threshold");
        requireCurrency(flaws, models.dailyCostCapPerAccount(), "/models/daily_cost_cap_per_account");
        requireCurrency(flaws, models.monthlyBudget(), "/models/monthly_budget");
    }

    private void requireCurrency(Flaws flaws, Money money, String path) {
        flaws.require(
                money.currency().equals(currency),
                path,
                "is in " + money.currency().getCurrencyCode() + ", the rulebook in " + currency.getCurrencyCode(),
                "write it in " + currency.getCurrencyCode());
    }
}
