package io.renewals.actionservice.proposals.adapter;

import io.renewals.actionservice.proposals.adapter.AccountTerms.Told;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountProposed;
import io.renewals.messaging.Received;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What events do to proposals: new ones come, older ones give way or are taken back, and those that the account has overtaken are
 * stale.
 */
public final class ProposalsIn {
    private final Work work;
    private final AccountTerms accounts;
    private final ProposalStore proposals;

    public ProposalsIn(Work work) {
        this.work = work;
        this.accounts = new AccountTerms(work);
        this.proposals = new ProposalStore(work);
    }

    /**
     * One after the other, for a batch may have two about one account; those of one account in their order, the accounts in the order of
     * their ids: two batches then never wait for each other.
     */
    public void take(List<Received<AccountProposed>> events) {
        List<Received<AccountProposed>> byAccount = events.stream()
                .sorted(Comparator.comparing(event -> event.body().getAccount()))
                .toList();
        for (Received<AccountProposed> event : byAccount) {
            AccountProposed body = event.body();
            if (body.getKnown() != null) {
                accounts.learn(List.of(
                        new Told(body.getAccount(), body.getAccountVersion(), ProposalEvents.terms(body.getKnown()))));
            }
            if (body.getWithdraws() == null) {
                take(ProposalEvents.proposal(event));
            } else {
                takeBack(body.getAccount(), body.getWithdraws(), event.id());
            }
        }
    }

    /** One that was decided, or gave way to another, stays as it is. */
    private void takeBack(String account, String id, String causationId) {
        Terms known = accounts.lock(account).orElse(new Terms(Map.of()));
        proposals.lock(id).filter(Proposal::isOpen).ifPresent(open -> {
            Proposal after = open.in(new Proposal.Stale(work.now(), open.changes(known)));
            proposals.close(after);
            record(after, causationId);
        });
    }

    private void take(Proposal arrived) {
        Terms known = accounts.lock(arrived.account()).orElse(new Terms(Map.of()));
        for (Proposal before : proposals.lockOpen(List.of(arrived.account()))) {
            if (before.lane().equals(arrived.lane()) && !before.id().equals(arrived.id())) {
                Proposal after = before.in(new Proposal.Superseded(arrived.id(), work.now(), before.changes(known)));
                proposals.close(after);
                record(after, arrived.eventId());
            }
        }
        if (!arrived.changes(known).isEmpty()) {
            proposals.add(arrived);
            return;
        }
        Proposal stale = arrived.in(new Proposal.Stale(work.now(), List.of()));
        if (proposals.add(stale)) {
            record(stale, arrived.eventId());
        }
    }

    /** In the trail, since no person's decision says what became of it. */
    private void record(Proposal closed, String causationId) {
        work.publish(
                Topics.ACTIVITY_RECORDED,
                "proposal-" + closed.id(),
                ProposalEvents.closed(work.tenant(), closed, causationId, work.now()));
    }

    /** The accounts as they are now. */
    public void hear(List<Received<AccountChanged>> events) {
        Map<String, Received<AccountChanged>> newest = new TreeMap<>();
        for (Received<AccountChanged> event : events) {
            newest.merge(
                    event.body().getAccount(),
                    event,
                    (one, other) ->
                            one.body().getAccountVersion() > other.body().getAccountVersion() ? one : other);
        }
        accounts.learn(newest.values().stream().map(ProposalsIn::told).toList());
        List<Proposal> open = proposals.lockOpen(newest.keySet());
        if (open.isEmpty()) {
            return;
        }
        Map<String, Terms> known =
                accounts.of(open.stream().map(Proposal::account).distinct().toList());
        for (Proposal each : open) {
            if (each.changes(known.get(each.account())).isEmpty()) {
                Proposal stale = each.in(new Proposal.Stale(work.now(), List.of()));
                proposals.close(stale);
                record(stale, newest.get(each.account()).id());
            }
        }
    }

    private static Told told(Received<AccountChanged> event) {
        AccountChanged body = event.body();
        return new Told(body.getAccount(), body.getAccountVersion(), ProposalEvents.terms(body.getTerms()));
    }
}
