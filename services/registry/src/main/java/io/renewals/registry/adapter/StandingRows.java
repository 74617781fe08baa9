package io.renewals.registry.adapter;

import io.renewals.store.Columns;
import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** Where accounts stand, for a batch at once. Most of what the registry hears moves an account and leaves its terms alone. */
final class StandingRows {
    private static final String UPDATE =
            """
            update account set state = new.state, state_since = new.state_since, state_detail = new.state_detail,
              cycle_no = new.cycle_no, revision = new.revision, progress = new.progress::jsonb, requeue_on = new.requeue_on,
              account_version = new.account_version, material_version = new.material_version, suppression = new.suppression,
              suppression_holds = new.suppression_holds,
              last_due_on = new.last_due_on, last_offered_on = new.last_offered_on, offered_cycle_no = new.offered_cycle_no,
              last_plan = new.last_plan, last_discount = new.last_discount, verdict = new.verdict, severity = new.severity,
              assessed_on = new.assessed_on, updated_at = new.updated_at
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (account, state, state_since,
              state_detail, cycle_no, revision, progress, requeue_on, account_version, material_version, suppression,
              suppression_holds, last_due_on, last_offered_on, offered_cycle_no, last_plan, last_discount, verdict, severity, assessed_on,
              updated_at)
            where account.tenant = ? and account.account = new.account""";

    private StandingRows() {}

    static void write(Handle db, String tenant, Collection<Account> accounts, Instant now) {
        Columns.of(accounts)
                .with("text", account -> account.id)
                .with("text", account -> account.state().name())
                .with("timestamptz", account -> account.stateSince)
                .with("text", account -> account.stateDetail)
                .with("int4", account -> account.progress.cycleNo())
                .with("int4", account -> account.progress.revision())
                .with("text", account -> ProgressJson.write(account.progress))
                .with("date", account -> account.progress.requeueOn().orElse(null))
                .with("int8", account -> account.accountVersion)
                .with("int8", account -> account.materialVersion)
                .with("text", account -> account.suppression)
                .with("bool", account -> account.suppressionHolds)
                .with("date", account -> account.lastDueOn)
                .with("date", account -> account.lastOfferedOn)
                .with("int4", account -> account.offeredCycleNo)
                .with("text", account -> account.lastPlan)
                .with("numeric", account -> account.lastDiscount)
                .with("text", account -> account.verdict)
                .with("text", account -> account.severity == null ? null : account.severity.name())
                .with("date", account -> account.assessedOn)
                .with("timestamptz", account -> now)
                .update(db, UPDATE, tenant);
    }
}
