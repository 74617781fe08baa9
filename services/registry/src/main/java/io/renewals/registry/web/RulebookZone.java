package io.renewals.registry.web;

import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.rulebook.TenantZone;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The zone of the rulebook in force; UTC before the first. Looked up once a request, for a page shows many times. */
@RequestScoped
public class RulebookZone implements TenantZone {
    private final Transactions transactions;
    private final RulebookShelf shelf;
    private final Map<String, ZoneId> known = new HashMap<>();

    @Inject
    public RulebookZone(Transactions transactions, RulebookShelf shelf) {
        this.transactions = transactions;
        this.shelf = shelf;
    }

    @Override
    public ZoneId zone(String tenant) {
        return transactions
                .inTenant(tenant, shelf::inForce)
                .map(rules -> rules.rulebook().zone())
                .orElse(ZoneOffset.UTC);
    }
}
