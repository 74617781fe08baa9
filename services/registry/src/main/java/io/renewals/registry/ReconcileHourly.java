package io.renewals.registry;

import io.quarkus.scheduler.Scheduled;
import io.renewals.registry.adapter.AttentionRows;
import io.renewals.registry.adapter.Reconciler;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The hourly reconcile of every tenant. With several instances each compares; the comparison changes nothing, the last one stays. */
@ApplicationScoped
public class ReconcileHourly {
    private final Transactions transactions;
    private final Reconciler reconciler;

    @Inject
    public ReconcileHourly(Transactions transactions, Reconciler reconciler) {
        this.transactions = transactions;
        this.reconciler = reconciler;
    }

    @Scheduled(
            cron = "${renewals.reconcile.cron}",
            timeZone = "UTC",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hourly() {
        transactions.eachTenant("reconcile", tenant -> {
            if (!tenant.equals(AttentionRows.UNASSIGNED)) {
                reconciler.run(tenant);
            }
        });
    }
}
