package io.renewals.rulebook;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Models and what they may cost.
 *
 * @param routes a model id for each route
 * @param dailyCostCapPerAccount most that model calls for one account may cost in one business day
 * @param monthlyBudget most that all model calls may cost in one calendar month; 0 turns the model off
 */
public record ModelRules(Map<ModelRoute, String> routes, Money dailyCostCapPerAccount, Money monthlyBudget) {
    public ModelRules {
        EnumMap<ModelRoute, String> sorted = new EnumMap<>(ModelRoute.class);
        sorted.putAll(routes);
        routes = Collections.unmodifiableMap(sorted);
        Objects.requireNonNull(dailyCostCapPerAccount, "dailyCostCapPerAccount");
        Objects.requireNonNull(monthlyBudget, "monthlyBudget");
        Flaws flaws = new Flaws();
        for (ModelRoute route : ModelRoute.values()) {
            flaws.requireLine(routes.get(route), "/routes/" + route.key());
        }
        flaws.require(
                        dailyCostCapPerAccount.amount().signum() >= 0,
                        "/daily_cost_cap_per_account",
                        "is negative",
                        "write an amount from 0 up")
                .require(
                        monthlyBudget.amount().signum() >= 0,
                        "/monthly_budget",
                        "is negative",
                        "write an amount from 0 up")
                .throwIfAny();
    }

    public String modelId(ModelRoute route) {
        return routes.get(route);
    }
}
