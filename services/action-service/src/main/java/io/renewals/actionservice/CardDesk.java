package io.renewals.actionservice;

import io.renewals.actionservice.adapter.ActionStore;
import io.renewals.actionservice.adapter.CardEvents;
import io.renewals.actionservice.adapter.CardStore;
import io.renewals.actionservice.adapter.ClockStore;
import io.renewals.actionservice.adapter.FactsStore;
import io.renewals.actionservice.adapter.MailStore;
import io.renewals.actionservice.adapter.Recorder;
import io.renewals.actionservice.adapter.RequestStore;
import io.renewals.actionservice.adapter.RequestStore.Earlier;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardAction;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Circumstances;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Decisions;
import io.renewals.actionservice.domain.Exceptions;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.sending.SendWake;
import io.renewals.messaging.Ids;
import io.renewals.messaging.Retriable;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a person's decision takes effect: the card is locked, the domain decides, card, action, mail and event are written in one
 * transaction. Whatever surface it comes from, this is the only way to an approval.
 */
@ApplicationScoped
public class CardDesk {
    private static final int ATTEMPTS = 3;
    private static final int EXCEPTIONS = 200;

    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final SendWake wake;

    @Inject
    public CardDesk(Transactions transactions, Rulebooks rulebooks, SendWake wake) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.wake = wake;
    }

    /** What a request is answered with. */
    public sealed interface Answer {
        /** @param outcome what the domain said */
        record Decided(Outcome outcome) implements Answer {}

        /** The same request took effect before. @param card as it is now */
        record DoneBefore(Card card, int sequence) implements Answer {}

        /** The key was used for another request. */
        record KeyReused() implements Answer {}

        record NoSuchCard() implements Answer {}

        /** No rulebook is in force: nothing can be checked, so nothing is decided. */
        record NoRulebook() implements Answer {}
    }

    /** A further condition of a decision, such as a link that serves once. */
    @FunctionalInterface
    public interface Proviso {
        Proviso NONE = (work, card) -> Optional.empty();

        /**
         * Asked last, in the decision's own transaction and with the card locked. What it writes commits with the decision; where it
         * refuses, it has written nothing.
         *
         * @return why the decision may not be taken; empty: it may
         */
        Optional<Refusal> refusal(Work work, Card card);
    }

    /**
     * @param requestKey the caller's Idempotency-Key; empty: none
     * @throws Retriable where the database is away or too many decide at once
     */
    public Answer decide(String tenant, String offerId, Command command, Person person, Optional<String> requestKey) {
        return decide(tenant, offerId, command, person, requestKey, Proviso.NONE);
    }

    public Answer decide(
            String tenant,
            String offerId,
            Command command,
            Person person,
            Optional<String> requestKey,
            Proviso proviso) {
        Optional<Rulebook> rulebook = rulebooks.inForce(tenant).map(Rulebooks.Versioned::rulebook);
        if (rulebook.isEmpty()) {
            return new Answer.NoRulebook();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = transactions.inTenant(
                        tenant, work -> decide(work, offerId, command, person, requestKey, proviso, rulebook.get()));
                wake.wake();
                return answer;
            } catch (Retriable e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Answer decide(
            Work work,
            String offerId,
            Command command,
            Person person,
            Optional<String> requestKey,
            Proviso proviso,
            Rulebook rulebook) {
        CardStore cards = new CardStore(work);
        Optional<Card> card = cards.lock(offerId);
        if (card.isEmpty()) {
            return new Answer.NoSuchCard();
        }
        RequestStore requests = new RequestStore(work);
        String fingerprint = Ids.sha256((offerId + command).getBytes(StandardCharsets.UTF_8));
        Optional<Earlier> earlier = requestKey.flatMap(key -> requests.find(person.email(), key));
        if (earlier.isPresent()) {
            return earlier.get().fingerprint().equals(fingerprint)
                    ? new Answer.DoneBefore(card.get(), earlier.get().sequence())
                    : new Answer.KeyReused();
        }
        Circumstances now = new Circumstances(
                rulebook,
                work.now(),
                CardEvents::digest,
                command instanceof Command.Undo ? new ActionStore(work).last(offerId) : Optional.empty(),
                cards.newerRevision(card.get().dossier()),
                new FactsStore(work).ground(card.get().dossier()));
        Outcome outcome = Decisions.decide(card.get(), command, person, now);
        if (outcome instanceof Done done) {
            Optional<Refusal> against = proviso.refusal(work, card.get());
            if (against.isPresent()) {
                return new Answer.Decided(new Outcome.Refused(against.get()));
            }
            write(work, cards, done);
            requestKey.ifPresent(key -> requests.remember(
                    person.email(),
                    key,
                    new Earlier(fingerprint, offerId, done.action().sequence())));
        }
        return new Answer.Decided(outcome);
    }

    private void write(Work work, CardStore cards, Done done) {
        MailStore mails = new MailStore(work);
        String offerId = done.after().dossier().offerId();
        if (done.before().state() instanceof CardState.Approved && !mails.cancel(offerId, "undone")) {
            throw new Retriable("the mail of " + offerId + " is being claimed");
        }
        cards.update(done.before(), done.after());
        new Recorder(work, rulebooks).record(done);
        if (done.after().state() instanceof CardState.Approved approved) {
            mails.approve(done.after(), approved.approval());
        }
        if (done.action().kind() == CardAction.Kind.RESOLVED_ARRIVED) {
            mails.resolve(offerId, true);
        } else if (done.action().kind() == CardAction.Kind.RESOLVED_NOT_SENT) {
            mails.resolve(offerId, false);
        }
    }

    /** A card with its actions, newest first. */
    public record Shown(Card card, List<ActionStore.Entry> actions, Optional<Integer> newerRevision) {}

    /** Cards whose request for an exception this person can grant or refuse, the nearest deadline first; at most 200. */
    public List<Card> exceptions(String tenant, Person person) {
        Optional<Rulebook> rulebook = rulebooks.inForce(tenant).map(Rulebooks.Versioned::rulebook);
        List<Card> open = transactions.inTenant(tenant, work -> new ClockStore(work).openExceptions(EXCEPTIONS));
        return rulebook.map(rules -> open.stream()
                        .filter(card ->
                                Exceptions.mayDecide(card, person, rules).isEmpty())
                        .toList())
                .orElse(List.of());
    }

    public Optional<Shown> show(String tenant, String offerId) {
        return transactions.inTenant(tenant, work -> {
            CardStore cards = new CardStore(work);
            return cards.find(offerId)
                    .map(card ->
                            new Shown(card, new ActionStore(work).of(offerId), cards.newerRevision(card.dossier())));
        });
    }
}
