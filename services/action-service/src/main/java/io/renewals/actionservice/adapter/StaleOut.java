package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Arrivals;
import io.renewals.actionservice.domain.Arrivals.Facts;
import io.renewals.actionservice.domain.Arrivals.Hold;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Ground;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.messaging.Ids;
import io.renewals.messaging.Received;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A batch of changed accounts: their facts are remembered, and the cards they outdate go stale or are held. */
public final class StaleOut {
    private final Work work;
    private final CardStore cards;
    private final FactsStore known;
    private final Rulebooks rulebooks;

    public StaleOut(Work work, Rulebooks rulebooks) {
        this.work = work;
        this.cards = new CardStore(work);
        this.known = new FactsStore(work);
        this.rulebooks = rulebooks;
    }

    public void hear(List<Received<AccountChanged>> events) {
        Map<String, Received<AccountChanged>> newest = new HashMap<>();
        for (Received<AccountChanged> event : events) {
            newest.merge(
                    event.body().getAccount(),
                    event,
                    (one, other) ->
                            one.body().getAccountVersion() > other.body().getAccountVersion() ? one : other);
        }
        Map<String, Facts> before = known.lock(newest.keySet());
        newest.values()
                .removeIf(event -> before.get(event.body().getAccount()).accountVersion()
                        > event.body().getAccountVersion());
        Map<String, Facts> facts = new HashMap<>();
        newest.forEach((account, event) -> facts.put(account, facts(event.body())));
        known.save(facts);
        if (!facts.isEmpty()) {
            stop(facts, newest);
        }
    }

    private static Facts facts(AccountChanged changed) {
        Optional<Hold> hold = changed.getSuppressionHolds() && changed.getSuppression() != null
                ? Optional.of(new Hold(
                        Ids.offer(
                                changed.getTenant(), changed.getAccount(), changed.getCycleNo(), changed.getRevision()),
                        changed.getSuppression()))
                : Optional.empty();
        return new Facts(changed.getAccountVersion(), changed.getMaterialVersion(), hold);
    }

    private void stop(Map<String, Facts> facts, Map<String, Received<AccountChanged>> newest) {
        List<String> stoppable = cards.stoppable(facts.keySet());
        if (stoppable.isEmpty()) {
            return;
        }
        Recorder recorder = new Recorder(work, rulebooks);
        for (Card card : cards.lockAll(stoppable).values()) {
            String account = card.dossier().account();
            Received<AccountChanged> event = newest.get(account);
            stopped(card, facts.get(account).under(card.dossier()), event.body())
                    .ifPresent(done -> {
                        cards.update(done.before(), done.after());
                        new MailStore(work)
                                .cancel(
                                        card.dossier().offerId(),
                                        done.action().reason().orElseThrow());
                        recorder.record(done, event.id());
                    });
        }
    }

    private Optional<Done> stopped(Card card, Ground ground, AccountChanged changed) {
        if (ground instanceof Ground.Changed) {
            Optional<String> reason = over(card, changed);
            if (reason.isPresent()) {
                return Arrivals.stale(card, reason.get(), work.now());
            }
        }
        return ground.follow(card, work.now());
    }

    /** What is known beyond that the facts are others; empty: nothing. */
    private static Optional<String> over(Card card, AccountChanged changed) {
        if (changed.getCycleNo() > card.dossier().cycleNo()) {
            return Optional.of("this renewal is over" + ending(changed.getState()));
        }
        if (changed.getSuppression() != null) {
            return changed.getSuppressionHolds()
                    ? Optional.empty()
                    : Optional.of("the account is not to be offered anything: " + changed.getSuppression());
        }
        return card.state() instanceof CardState.Held held && held.isSuppressed()
                ? Optional.of("what it was held for is over")
                : Optional.empty();
    }

    /** Only right after it can be told from the account's state how the cycle before ended. */
    private static String ending(AccountState state) {
        return switch (state) {
            case RENEWED -> ", the account has renewed";
            case CHURNED -> ", the account has churned";
            case LAPSED -> ", its day passed without an outcome";
            case UNKNOWN, WATCHING, DUE, NO_OFFER, DECIDED, DRAFTED, QUEUED, HELD, STALE, SNOOZED -> "";
            case SENDING, UNKNOWN_SEND, OFFERED, SKIPPED, MISSED -> "";
        };
    }
}
