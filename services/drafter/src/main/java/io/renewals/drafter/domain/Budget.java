package io.renewals.drafter.domain;

import io.renewals.rulebook.ModelRules;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether another model call may be made. */
public final class Budget {
    private Budget() {}

    /**
     * @param spentToday on this account, this business day, in the rulebook's currency
     * @param spentThisMonth on all accounts of the tenant
     * @return why not; empty: it may
     */
    public static Optional<String> refusal(ModelRules rules, BigDecimal spentToday, BigDecimal spentThisMonth) {
        if (spentThisMonth.compareTo(rules.monthlyBudget().amount()) >= 0) {
            return Optional.of("budget-month");
        }
        if (spentToday.compareTo(rules.dailyCostCapPerAccount().amount()) >= 0) {
            return Optional.of("budget-account-day");
        }
        return Optional.empty();
    }
}
