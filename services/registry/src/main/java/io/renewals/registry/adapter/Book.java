package io.renewals.registry.adapter;

import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.ActivityRecorded;
import io.renewals.messaging.Ids;
import io.renewals.registry.domain.State;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts that one transaction is about, locked. {@link #close} writes what changed and tells everybody, once an account. */
public final class Book {
    private final Work work;
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, Integer> cyclesBefore = new HashMap<>();
    private final List<CycleRows.Begun> begun = new ArrayList<>();

    private Book(Work work) {
        this.work = work;
    }

    public static Book open(Work work, Collection<String> accounts) {
        Book book = new Book(work);
        for (Account account : AccountRows.lock(work.db(), work.tenant(), accounts)) {
            book.accounts.put(account.id(), account);
            book.cyclesBefore.put(account.id(), account.progress().cycleNo());
        }
        return book;
    }

    public Optional<Account> find(String account) {
        return Optional.ofNullable(accounts.get(account));
    }

    public Collection<Account> all() {
        return accounts.values();
    }

    /** An account heard of for the first time; its terms are reported next. */
    Account begin(String account) {
        Account begun = new Account(account, work.now());
        accounts.put(account, begun);
        return begun;
    }

    /** Says in the trail that something heard changed nothing, and why. */
    public void ignored(String account, Cause cause, String step, String offerId, String summary) {
        ActivityRecorded activity = ActivityRecorded.newBuilder()
                .setTenant(work.tenant())
                .setAccount(account)
                .setCorrelationId(cause.correlationId())
                .setCausationId(cause.id())
                .setKind("ignored")
                .setActor("registry")
                .setSummary(summary)
                .setDetails(Map.of("heard", step))
                .setOfferId(offerId)
                .setAt(work.now())
                .build();
        work.publish(Topics.ACTIVITY_RECORDED, "ignored", activity);
    }

    public void close() {
        List<Account> touched =
                accounts.values().stream().filter(Account::isTouched).toList();
        AccountRows.write(work.db(), work.tenant(), touched, work.now());
        for (Account account : touched) {
            Integer before = cyclesBefore.get(account.id());
            if (before == null || before != account.progress().cycleNo()) {
                begun.add(new CycleRows.Begun(account, before));
            }
        }
        CycleRows.write(work.db(), work.tenant(), begun, work.now());
        touched.forEach(account -> account.seenToChange().ifPresent(cause -> publish(account, cause)));
    }

    private void publish(Account account, Cause cause) {
        AccountChanged changed = AccountChanged.newBuilder()
                .setTenant(work.tenant())
                .setAccount(account.id())
                .setCorrelationId(cause.correlationId())
                .setCausationId(cause.id())
                .setAccountVersion(account.accountVersion)
                .setMaterialVersion(account.materialVersion)
                .setState(named(account.state()))
                .setStateSince(account.stateSince)
                .setCycleNo(account.progress().cycleNo())
                .setRevision(account.progress().revision())
                .setTerms(account.terms())
                .setSuppression(account.suppression)
                .setSuppressionHolds(account.suppressionHolds)
                .build();
        // One cause may change many accounts (a scan, a rulebook): the account tells its events apart.
        work.publish(Topics.ACCOUNT_CHANGED, "changed/" + account.id(), changed);
    }

    static AccountState named(State state) {
        return AccountState.valueOf(state.name());
    }

    static String offerId(String tenant, Account account) {
        return Ids.offer(
                tenant,
                account.id(),
                account.progress().cycleNo(),
                account.progress().revision());
    }
}
