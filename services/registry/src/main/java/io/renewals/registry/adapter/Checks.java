package io.renewals.registry.adapter;

import io.renewals.events.CycleStatus;
import io.renewals.events.Evidence;
import io.renewals.events.RenewalDue;
import io.renewals.messaging.Ids;
import io.renewals.registry.domain.DailyCheck;
import io.renewals.rulebook.RenewalWindow;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emits {@code renewal.due}: one account, one day, with all that a judgement needs. */
public final class Checks {
    private final Work work;
    private final RulebookShelf.InForce rulebook;
    private final List<Wanted> wanted = new ArrayList<>();

    private record Wanted(Account account, io.renewals.rulebook.CycleStatus status, LocalDate day, Cause cause) {}

    /** @param rulebook the version that everything about these checks is pinned to */
    public Checks(Work work, RulebookShelf.InForce rulebook) {
        this.work = work;
        this.rulebook = rulebook;
    }

    RenewalWindow window() {
        return rulebook.rulebook().window();
    }

    /** @param account after the check's own change of its progress */
    void want(Account account, io.renewals.rulebook.CycleStatus status, LocalDate day, Cause cause) {
        account.checkedOn(day);
        wanted.add(new Wanted(account, status, day, cause));
    }

    /** One query for the evidence of all of them, then the events. */
    int emit() {
        if (wanted.isEmpty()) {
            return 0;
        }
        Map<String, List<Evidence>> bundles = EvidenceRows.bundles(
                work.db(),
                work.tenant(),
                wanted.stream().map(each -> each.account().id()).toList());
        for (Wanted each : wanted) {
            RenewalDue due = due(each, bundles.getOrDefault(each.account().id(), List.of()));
            work.publish(Topics.RENEWAL_DUE, "due/" + each.account().id() + "/" + due.getOfferId(), due);
        }
        return wanted.size();
    }

    private RenewalDue due(Wanted check, List<Evidence> evidence) {
        Account account = check.account();
        String offerId = Book.offerId(work.tenant(), account);
        return RenewalDue.newBuilder()
                .setTenant(work.tenant())
                .setAccount(account.id())
                .setCorrelationId(Ids.of("check", offerId, check.day()))
                .setCausationId(check.cause().id())
                .setCycleNo(account.progress().cycleNo())
                .setRevision(account.progress().revision())
                .setOfferId(offerId)
                .setBusinessDate(check.day())
                .setRulebookVersion(rulebook.version())
                .setAccountVersion(account.accountVersion)
                .setMaterialVersion(account.materialVersion)
                .setTerms(account.terms())
                .setEvidence(evidence)
                .setDaysToRenewal(account.contract().daysToRenewal(check.day()))
                .setNoticeDeadline(account.contract().lastDayToDecide(window()))
                .setCycleStatus(CycleStatus.valueOf(check.status().name()))
                .setLastOffered(account.lastOfferedOn)
                .setSuppression(account.suppression)
                .setPreviousSeverity(account.severity)
                .build();
    }

    /**
     * Voids the drafts of these accounts and checks them again at once, on the day they were last checked; who is not in the window
     * any more waits for the scan.
     */
    public static void again(Work work, RulebookShelf shelf, Map<Account, Cause> voided, String detail) {
        if (voided.isEmpty()) {
            return;
        }
        voided.forEach((account, cause) -> account.move(
                account.progress().nextRevision(io.renewals.registry.domain.State.WATCHING),
                work.now(),
                detail,
                cause));
        Optional<RulebookShelf.InForce> rulebook = shelf.inForce(work);
        if (rulebook.isEmpty()) {
            return;
        }
        Checks checks = new Checks(work, rulebook.get());
        voided.forEach((account, cause) -> account.lastDueOn().ifPresent(day -> {
            DailyCheck check = DailyCheck.again(
                    account.progress(), account.contract(), checks.window(), day, account.isOfferedThisCycle());
            check.status().ifPresent(status -> {
                account.move(check.next(), work.now(), detail, cause);
                checks.want(account, status, day, cause);
            });
        }));
        checks.emit();
    }

    /** Those with a draft whose facts changed, and those that were held until now. */
    public static Map<Account, Cause> voided(Collection<Account> accounts) {
        Map<Account, Cause> voided = new LinkedHashMap<>();
        for (Account account : accounts) {
            if (account.isMaterialChanged()
                    && (account.isReleased() || account.progress().isDraftedOnFacts())) {
                account.seenToChange().ifPresent(cause -> voided.put(account, cause));
            }
        }
        return voided;
    }
}
