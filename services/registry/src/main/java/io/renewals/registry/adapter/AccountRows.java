package io.renewals.registry.adapter;

import io.renewals.events.BillingPeriod;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.registry.domain.Ending;
import io.renewals.registry.domain.Observed;
import io.renewals.registry.domain.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The account table, a batch at a time. */
final class AccountRows {
    private static final String UPSERT =
            """
            insert into account (tenant, account, account_name, plan, tier, quantity, unit_price, currency, billing_period,
              term_months, contract_start, renewal_date, notice_period_days, auto_renew, contact_name, contact_email,
              owner_email, arr, terms_observed_at, fields_observed_at, terms_source, state, state_since, state_detail, cycle_no, revision,
              progress, requeue_on, account_version, material_version, suppression, suppression_holds, last_due_on,
              last_offered_on, offered_cycle_no, last_plan, last_discount, verdict, severity, assessed_on, ending, ending_on,
              ending_observed_at, ending_by_clock, created_at, updated_at)
            values (:tenant, :account, :name, :plan, :tier, :quantity, :unitPrice, :currency, :billingPeriod,
              :termMonths, :contractStart, :renewalDate, :noticeDays, :autoRenew, :contactName, :contactEmail,
              :ownerEmail, :arr, :observedAt, cast(:fieldsObservedAt as jsonb), :source, :state, :stateSince, :stateDetail, :cycleNo, :revision,
              cast(:progress as jsonb), :requeueOn, :accountVersion, :materialVersion, :suppression, :suppressionHolds,
              :lastDueOn, :lastOfferedOn, :offeredCycleNo, :lastPlan, :lastDiscount, :verdict, :severity, :assessedOn, :ending, :endingOn,
              :endingObservedAt, :endingByClock, :createdAt, :now)
            on conflict (tenant, account) do update set account_name = excluded.account_name, plan = excluded.plan,
              tier = excluded.tier, quantity = excluded.quantity, unit_price = excluded.unit_price,
              currency = excluded.currency, billing_period = excluded.billing_period,
              term_months = excluded.term_months, contract_start = excluded.contract_start,
              renewal_date = excluded.renewal_date, notice_period_days = excluded.notice_period_days,
              auto_renew = excluded.auto_renew, contact_name = excluded.contact_name,
              contact_email = excluded.contact_email, owner_email = excluded.owner_email, arr = excluded.arr,
              terms_observed_at = excluded.terms_observed_at,
              fields_observed_at = excluded.fields_observed_at, terms_source = excluded.terms_source,
              state = excluded.state, state_since = excluded.state_since, state_detail = excluded.state_detail,
              cycle_no = excluded.cycle_no, revision = excluded.revision, progress = excluded.progress,
              requeue_on = excluded.requeue_on, account_version = excluded.account_version,
              material_version = excluded.material_version, suppression = excluded.suppression,
              suppression_holds = excluded.suppression_holds,
              last_due_on = excluded.last_due_on, last_offered_on = excluded.last_offered_on,
              offered_cycle_no = excluded.offered_cycle_no, last_plan = excluded.last_plan,
              last_discount = excluded.last_discount, verdict = excluded.verdict, severity = excluded.severity,
              assessed_on = excluded.assessed_on, ending = excluded.ending, ending_on = excluded.ending_on,
              ending_observed_at = excluded.ending_observed_at, ending_by_clock = excluded.ending_by_clock,
              updated_at = excluded.updated_at""";

    private AccountRows() {}

    /** Locked in one order whoever asks, so that two batches never wait for each other in a ring. */
    static List<Account> lock(Handle db, String tenant, Collection<String> accounts) {
        return db.createQuery(
                        "select * from account where tenant = :tenant and account = any (:accounts) order by account for update")
                .bind("tenant", tenant)
                .bindArray("accounts", String.class, List.copyOf(accounts))
                .map(AccountRows::read)
                .list();
    }

    static void write(Handle db, String tenant, Collection<Account> accounts, Instant now) {
        Map<Boolean, List<Account>> byRestated =
                accounts.stream().collect(Collectors.partitioningBy(Account::isRestated));
        restate(db, tenant, byRestated.get(true), now);
        StandingRows.write(db, tenant, byRestated.get(false), now);
    }

    private static void restate(Handle db, String tenant, Collection<Account> accounts, Instant now) {
        if (accounts.isEmpty()) {
            return;
        }
        PreparedBatch batch = db.prepareBatch(UPSERT);
        for (Account account : accounts) {
            bindTerms(batch, account.terms);
            bindStanding(batch, account);
            Ending ending = account.ending;
            batch.bind("tenant", tenant)
                    .bind("account", account.id)
                    .bind("observedAt", account.observed.contract())
                    .bind("fieldsObservedAt", ObservedJson.write(account.observed.single()))
                    .bind("source", account.termsSource)
                    .bindBySqlType(
                            "ending", ending == null ? null : ending.state().name(), Types.VARCHAR)
                    .bindBySqlType("endingOn", ending == null ? null : ending.effectiveOn(), Types.DATE)
                    .bind("endingObservedAt", ending == null ? null : ending.observedAt())
                    .bindBySqlType("endingByClock", ending == null ? null : ending.byClock(), Types.BOOLEAN)
                    .bind("createdAt", account.createdAt)
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    private static void bindTerms(PreparedBatch batch, Terms terms) {
        batch.bind("name", terms.getAccountName())
                .bind("plan", terms.getPlan())
                .bind("tier", terms.getTier())
                .bind("quantity", terms.getQuantity())
                .bind("unitPrice", terms.getUnitPrice())
                .bind("currency", terms.getCurrency())
                .bind("billingPeriod", terms.getBillingPeriod().name())
                .bind("termMonths", terms.getTermMonths())
                .bindBySqlType("contractStart", terms.getContractStart(), Types.DATE)
                .bind("renewalDate", terms.getRenewalDate())
                .bind("noticeDays", terms.getNoticePeriodDays())
                .bind("autoRenew", terms.getAutoRenew())
                .bind("contactName", terms.getContactName())
                .bind("contactEmail", terms.getContactEmail())
                .bind("ownerEmail", terms.getOwnerEmail())
                .bind("arr", Facts.arr(terms));
    }

    private static void bindStanding(PreparedBatch batch, Account account) {
        batch.bind("state", account.state().name())
                .bind("stateSince", account.stateSince)
                .bind("stateDetail", account.stateDetail)
                .bind("cycleNo", account.progress.cycleNo())
                .bind("revision", account.progress.revision())
                .bind("progress", ProgressJson.write(account.progress))
                .bindBySqlType("requeueOn", account.progress.requeueOn().orElse(null), Types.DATE)
                .bind("accountVersion", account.accountVersion)
                .bind("materialVersion", account.materialVersion)
                .bind("suppression", account.suppression)
                .bind("suppressionHolds", account.suppressionHolds)
                .bindBySqlType("lastDueOn", account.lastDueOn, Types.DATE)
                .bindBySqlType("lastOfferedOn", account.lastOfferedOn, Types.DATE)
                .bind("offeredCycleNo", account.offeredCycleNo)
                .bind("lastPlan", account.lastPlan)
                .bind("lastDiscount", account.lastDiscount)
                .bind("verdict", account.verdict)
                .bind("severity", account.severity == null ? null : account.severity.name())
                .bindBySqlType("assessedOn", account.assessedOn, Types.DATE);
    }

    private static Account read(ResultSet row, StatementContext context) throws SQLException {
        Account account = new Account(row.getString("account"), instant(row, "created_at"));
        account.terms = terms(row);
        account.observed =
                new Observed(instant(row, "terms_observed_at"), ObservedJson.read(row.getString("fields_observed_at")));
        account.termsSource = row.getString("terms_source");
        account.suppressionHolds = row.getBoolean("suppression_holds");
        account.progress = ProgressJson.read(
                row.getInt("cycle_no"), row.getInt("revision"), account.suppressionHolds, row.getString("progress"));
        account.stateSince = instant(row, "state_since");
        account.stateDetail = row.getString("state_detail");
        account.accountVersion = row.getLong("account_version");
        account.materialVersion = row.getLong("material_version");
        account.suppression = row.getString("suppression");
        account.lastDueOn = date(row, "last_due_on");
        account.lastOfferedOn = date(row, "last_offered_on");
        account.offeredCycleNo = row.getObject("offered_cycle_no", Integer.class);
        account.lastPlan = row.getString("last_plan");
        account.lastDiscount = row.getBigDecimal("last_discount");
        account.verdict = row.getString("verdict");
        String severity = row.getString("severity");
        account.severity = severity == null ? null : Severity.valueOf(severity);
        account.assessedOn = date(row, "assessed_on");
        if (row.getString("ending") != null) {
            account.ending = new Ending(
                    State.valueOf(row.getString("ending")),
                    date(row, "ending_on"),
                    instant(row, "ending_observed_at"),
                    row.getBoolean("ending_by_clock"));
        }
        return account;
    }

    static Terms terms(ResultSet row) throws SQLException {
        return Terms.newBuilder()
                .setAccountName(row.getString("account_name"))
                .setPlan(row.getString("plan"))
                .setTier(row.getString("tier"))
                .setQuantity(row.getInt("quantity"))
                .setUnitPrice(row.getBigDecimal("unit_price"))
                .setCurrency(row.getString("currency"))
                .setBillingPeriod(BillingPeriod.valueOf(row.getString("billing_period")))
                .setTermMonths(row.getInt("term_months"))
                .setContractStart(date(row, "contract_start"))
                .setRenewalDate(date(row, "renewal_date"))
                .setNoticePeriodDays(row.getObject("notice_period_days", Integer.class))
                .setAutoRenew(row.getBoolean("auto_renew"))
                .setContactName(row.getString("contact_name"))
                .setContactEmail(row.getString("contact_email"))
                .setOwnerEmail(row.getString("owner_email"))
                .build();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
