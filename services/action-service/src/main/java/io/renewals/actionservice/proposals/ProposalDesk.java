package io.renewals.actionservice.proposals;

import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.proposals.adapter.AccountTerms;
import io.renewals.actionservice.proposals.adapter.ProposalEvents;
import io.renewals.actionservice.proposals.adapter.ProposalStore;
import io.renewals.actionservice.proposals.adapter.ProposalStore.Key;
import io.renewals.actionservice.proposals.domain.Deciding;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Responsible;
import io.renewals.actionservice.proposals.domain.Ruling;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.messaging.Retriable;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where proposals are looked at and decided; the decision and the event that tells of it are one transaction. */
@ApplicationScoped
public class ProposalDesk {
    private static final int ATTEMPTS = 3;

    private final Transactions transactions;
    private final Rulebooks rulebooks;

    @Inject
    public ProposalDesk(Transactions transactions, Rulebooks rulebooks) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
    }

    /**
     * A proposal and what it is to be seen against.
     *
     * @param known the account's terms now; empty fields where it is not known here
     * @param owner who decides; empty: no rulebook is in force
     * @param mayDecide whether the person who looks may
     */
    public record Shown(Proposal proposal, Terms known, Optional<CardOwner> owner, boolean mayDecide) {
        String seal() {
            return Deciding.seal(proposal, known, ProposalEvents::sha256);
        }

        /** The account as it would be. */
        Terms wanted() {
            return proposal.onto(known);
        }
    }

    /** @param next place of the last row where more follow */
    public record Page(List<Shown> rows, Map<String, Long> counts, Optional<Key> next) {}

    /** What a request is answered with. */
    public sealed interface Answer {
        record Ruled(Ruling ruling) implements Answer {}

        record NoSuchProposal() implements Answer {}

        /** No rulebook is in force: nobody can be named who may decide. */
        record NoRulebook() implements Answer {}
    }

    public Page page(
            String tenant,
            Optional<String> status,
            Optional<String> account,
            Optional<Key> after,
            int size,
            Person person) {
        Optional<Rulebook> rulebook = inForce(tenant);
        return transactions.inTenant(tenant, work -> {
            ProposalStore store = new ProposalStore(work);
            List<Proposal> found = store.page(status, account, after, size + 1);
            List<Proposal> rows = found.size() > size ? found.subList(0, size) : found;
            Optional<Key> next = found.size() > size
                    ? Optional.of(
                            new Key(rows.getLast().proposedAt(), rows.getLast().id()))
                    : Optional.empty();
            return new Page(shown(work, rows, rulebook, person), store.counts(), next);
        });
    }

    public Optional<Shown> show(String tenant, String id, Person person) {
        Optional<Rulebook> rulebook = inForce(tenant);
        return transactions.inTenant(tenant, work -> new ProposalStore(work)
                .find(id)
                .map(found -> shown(work, List.of(found), rulebook, person).getFirst()));
    }

    private static List<Shown> shown(Work work, List<Proposal> proposals, Optional<Rulebook> rulebook, Person person) {
        List<String> accounts =
                proposals.stream().map(Proposal::account).distinct().toList();
        Map<String, Terms> known = new AccountTerms(work).of(accounts);
        Map<String, CardOwner> cards = new ProposalStore(work).cardOwners(accounts);
        return proposals.stream()
                .map(proposal -> {
                    Terms terms = known.getOrDefault(proposal.account(), new Terms(Map.of()));
                    Optional<Responsible> responsible = rulebook.map(rules -> Responsible.of(
                            Optional.ofNullable(cards.get(proposal.account())),
                            terms,
                            rules,
                            LocalDate.ofInstant(work.now(), rules.zone())));
                    boolean may = responsible
                            .map(who -> who.against(person, rulebook.get()).isEmpty())
                            .orElse(false);
                    return new Shown(proposal, terms, responsible.map(Responsible::owner), may);
                })
                .toList();
    }

    /** @throws Retriable where the database is away or too many decide at once */
    public Answer decide(String tenant, String id, Deciding.Wish wish, Person person) {
        Optional<Rulebook> rulebook = inForce(tenant);
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.inTenant(tenant, work -> decide(work, id, wish, person, rulebook));
            } catch (Retriable e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The account is locked before the proposal, as where events change them. */
    private static Answer decide(Work work, String id, Deciding.Wish wish, Person person, Optional<Rulebook> inForce) {
        ProposalStore store = new ProposalStore(work);
        Optional<Proposal> found = store.find(id);
        if (found.isEmpty()) {
            return new Answer.NoSuchProposal();
        }
        if (inForce.isEmpty()) {
            return new Answer.NoRulebook();
        }
        Rulebook rulebook = inForce.get();
        String account = found.get().account();
        Optional<Terms> known = new AccountTerms(work).lock(account);
        if (known.isEmpty()) {
            return new Answer.Ruled(new Ruling.Outdated("the account is not known here yet; try again in a moment"));
        }
        Proposal proposal = store.lock(id).orElseThrow();
        Responsible responsible = Responsible.of(
                Optional.ofNullable(store.cardOwners(List.of(account)).get(account)),
                known.get(),
                rulebook,
                LocalDate.ofInstant(work.now(), rulebook.zone()));
        Ruling ruling = new Deciding(known.get(), responsible, rulebook, work.now(), ProposalEvents::sha256)
                .decide(proposal, wish, person);
        if (ruling instanceof Ruling.Decided decided) {
            store.close(decided.after());
            store.tell(decided.after(), decided.terms());
        }
        return new Answer.Ruled(ruling);
    }

    private Optional<Rulebook> inForce(String tenant) {
        return rulebooks.inForce(tenant).map(Rulebooks.Versioned::rulebook);
    }
}
