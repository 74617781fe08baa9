package io.renewals.registry;

import io.renewals.messaging.Patience;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.adapter.AttentionRows.Letter;
import io.renewals.registry.adapter.DeadLetterReading;
import io.renewals.store.Transactions;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Dead letters of every service: each becomes one row, and its account shows as needing attention. They are taken as bytes, whatever
 * these are, so nothing here can itself be dead-lettered; a database that is away is waited for.
 *
 * <p>A letter belongs to the tenant its key names, where this installation knows that tenant and no header says otherwise. Any other
 * is kept under {@link AttentionRows#UNASSIGNED}: nobody's page shows it unless an operator tenant is configured, for it may hold
 * anybody's data; a metric counts it.
 */
@ApplicationScoped
public class HearDeadLetters {
    private final Transactions transactions;
    private final Patience patience;
    private final Set<String> tenants = ConcurrentHashMap.newKeySet();

    @Inject
    public HearDeadLetters(Transactions transactions, Patience patience) {
        this.transactions = transactions;
        this.patience = patience;
    }

    @Incoming("dead-letters")
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        patience.untilDone("hear-dead-letters", () -> keep(polled));
    }

    private void keep(ConsumerRecords<String, byte[]> polled) {
        Map<String, List<Letter>> byTenant = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> raw : polled) {
            Letter letter = DeadLetterReading.read(raw);
            String tenant = DeadLetterReading.tenant(raw).filter(this::isKnown).orElse(AttentionRows.UNASSIGNED);
            byTenant.computeIfAbsent(tenant, each -> new ArrayList<>()).add(letter);
        }
        byTenant.forEach((tenant, letters) ->
                transactions.useTenant(tenant, work -> AttentionRows.keep(work.db(), tenant, letters)));
    }

    private boolean isKnown(String tenant) {
        if (!tenants.contains(tenant)) {
            tenants.addAll(transactions.tenants());
        }
        return tenants.contains(tenant);
    }
}
