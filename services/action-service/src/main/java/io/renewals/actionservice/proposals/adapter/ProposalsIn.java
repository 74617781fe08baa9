package io.renewals.actionservice.proposals.adapter;

import io.renewals.actionservice.proposals.adapter.AccountTerms.Told;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountProposed;
import io.renewals.messaging.Received;
import io.renewals.store.Work;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What events do to proposals: new ones come, older ones give way, and those that the account has overtaken are stale. */
public final class ProposalsIn {
    private final Work work;
    private final AccountTerms accounts;
    private final ProposalStore proposals;

    public ProposalsIn(Work work) {
        this.work = work;
        this.accounts = new AccountTerms(work);
        this.proposals = new ProposalStore(work);
    }

    /** One after the other, for a batch may have two about one account. */
    public void take(List<Received<AccountProposed>> events) {
        for (Received<AccountProposed> event : events) {
            AccountProposed body = event.body();
            if (body.getKnown() != null) {
                accounts.learn(List.of(
                        new Told(body.getAccount(), body.getAccountVersion(), ProposalEvents.terms(body.getKnown()))));
            }
            take(ProposalEvents.proposal(event));
        }
    }

    private void take(Proposal arrived) {
        Terms known = accounts.lock(arrived.account()).orElse(new Terms(Map.of()));
        for (Proposal before : proposals.lockOpen(List.of(arrived.account()))) {
            if (before.lane().equals(arrived.lane()) && !before.id().equals(arrived.id())) {
                proposals.close(before.in(new Proposal.Superseded(arrived.id(), work.now(), before.changes(known))));
            }
        }
        boolean isSo = arrived.changes(known).isEmpty();
        proposals.add(isSo ? arrived.in(new Proposal.Stale(work.now())) : arrived);
    }

    /** The accounts as they are now. */
    public void hear(List<Received<AccountChanged>> events) {
        Map<String, Told> newest = new TreeMap<>();
        for (Received<AccountChanged> event : events) {
            AccountChanged body = event.body();
            newest.merge(
                    body.getAccount(),
                    new Told(body.getAccount(), body.getAccountVersion(), ProposalEvents.terms(body.getTerms())),
                    (one, other) -> one.version() > other.version() ? one : other);
        }
        accounts.learn(newest.values());
        List<Proposal> open = proposals.lockOpen(newest.keySet());
        if (open.isEmpty()) {
            return;
        }
        Map<String, Terms> known =
                accounts.of(open.stream().map(Proposal::account).distinct().toList());
        for (Proposal each : open) {
            if (each.changes(known.get(each.account())).isEmpty()) {
                proposals.close(each.in(new Proposal.Stale(work.now())));
            }
        }
    }
}
