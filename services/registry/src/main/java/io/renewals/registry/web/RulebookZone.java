package io.renewals.registry.web;

import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.store.Transactions;
import io.renewals.web.TenantZone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The zone of the rulebook in force; UTC before the first. */
@ApplicationScoped
public class RulebookZone implements TenantZone {
    private final Transactions transactions;
    private final RulebookShelf shelf;

    @Inject
    public RulebookZone(Transactions transactions, RulebookShelf shelf) {
        this.transactions = transactions;
        this.shelf = shelf;
    }

    @Override
    public ZoneId of(String tenant) {
        return transactions
                .inTenant(tenant, shelf::inForce)
                .map(rules -> rules.rulebook().zone())
                .orElse(ZoneOffset.UTC);
    }
}
