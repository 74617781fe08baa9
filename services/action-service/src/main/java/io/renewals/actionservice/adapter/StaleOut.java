package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Arrivals;
import io.renewals.actionservice.domain.Arrivals.Facts;
import io.renewals.actionservice.domain.Card;
import io.renewals.events.AccountChanged;
import io.renewals.messaging.Received;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A batch of changed accounts: their versions are remembered, and the cards they outdate go stale. */
public final class StaleOut {
    private final Work work;
    private final CardStore cards;
    private final Rulebooks rulebooks;

    public StaleOut(Work work, Rulebooks rulebooks) {
        this.work = work;
        this.cards = new CardStore(work);
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
        Map<String, Facts> known = cards.lockFacts(newest.keySet());
        newest.values()
                .removeIf(event -> known.get(event.body().getAccount()).accountVersion()
                        > event.body().getAccountVersion());
        Map<String, Facts> facts = new HashMap<>();
        newest.forEach((account, event) -> facts.put(
                account,
                new Facts(event.body().getAccountVersion(), event.body().getMaterialVersion())));
        cards.saveFacts(facts);
        if (!facts.isEmpty()) {
            stop(facts, newest);
        }
    }

    private void stop(Map<String, Facts> facts, Map<String, Received<AccountChanged>> newest) {
        List<String> stoppable = cards.stoppable(facts.keySet());
        if (stoppable.isEmpty()) {
            return;
        }
        Recorder recorder = new Recorder(work, rulebooks);
        for (Card card : cards.lockAll(stoppable).values()) {
            String account = card.dossier().account();
            boolean outdated = Arrivals.outdates(
                    facts.get(account),
                    card.dossier().accountVersion(),
                    card.dossier().materialVersion());
            if (outdated) {
                String suppression = newest.get(account).body().getSuppression();
                String reason = suppression == null
                        ? "the account's facts changed after it was drafted"
                        : "the account is not to be offered anything: " + suppression;
                Arrivals.stale(card, reason, work.now()).ifPresent(done -> {
                    cards.update(done.before(), done.after());
                    new MailStore(work).cancel(card.dossier().offerId(), reason);
                    recorder.record(done, newest.get(account).id());
                });
            }
        }
    }
}
