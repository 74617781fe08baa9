package io.renewals.actionservice.adapter;

import io.renewals.actionservice.adapter.CardStore.Cycle;
import io.renewals.actionservice.domain.Arrivals;
import io.renewals.actionservice.domain.Arrivals.Arrival;
import io.renewals.actionservice.domain.Arrivals.Facts;
import io.renewals.actionservice.domain.Arrivals.Present;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.messaging.Received;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** A batch of drafts into the queue: a handful of statements whatever its size. */
public final class QueueIn {
    private final Work work;
    private final CardStore cards;
    private final Recorder recorder;

    /** New cards as they will be inserted, by offer id. */
    private final Map<String, Card> arrived = new LinkedHashMap<>();

    private final Map<String, String> superseded = new LinkedHashMap<>();
    private final Map<String, String> supersededBy = new LinkedHashMap<>();
    private final List<Acted> acts = new ArrayList<>();

    /** What was done with a card the moment it came. */
    private record Acted(Done done, String causationId) {}

    public QueueIn(Work work, Rulebooks rulebooks) {
        this.work = work;
        this.cards = new CardStore(work);
        this.recorder = new Recorder(work, rulebooks);
    }

    public <T extends SpecificRecord> void take(List<Received<T>> events, Function<Received<T>, Card> read) {
        Map<Received<T>, Card> drafts = new LinkedHashMap<>();
        for (Received<T> event : events) {
            drafts.put(event, read.apply(event));
        }
        List<String> accounts =
                drafts.values().stream().map(card -> card.dossier().account()).toList();
        Map<String, Facts> facts = new FactsStore(work).lock(accounts);
        Map<Cycle, List<Present>> cycles = cards.lockCycles(accounts);
        drafts.forEach((event, card) -> place(
                event.id(),
                card,
                cycles.computeIfAbsent(
                        new Cycle(card.dossier().account(), card.dossier().cycleNo()), cycle -> new ArrayList<>()),
                facts.get(card.dossier().account())));
        write();
    }

    private void place(String eventId, Card card, List<Present> cycle, Facts facts) {
        switch (Arrivals.arrive(card.dossier(), cycle, facts)) {
            case Arrival.Known known -> ignore(eventId, card, "this very draft is in the queue");
            case Arrival.TooLate late -> {
                ignore(eventId, card, late.reason());
                act(eventId, Arrivals.ignored(card, late.reason(), work.now()), cycle);
            }
            case Arrival.OtherFacts other -> {
                String reason = "the account's facts had changed before the draft came";
                act(eventId, Arrivals.stale(card, reason, work.now()).orElseThrow(), cycle);
            }
            case Arrival.Accepted accepted -> {
                accepted.superseded().ifPresent(lower -> supersede(lower, eventId, card, cycle));
                arrived.put(card.dossier().offerId(), card);
                cycle.add(new Present(card.dossier().offerId(), card.dossier().revision(), card.status()));
            }
            case Arrival.Suppressed suppressed -> {
                suppressed.superseded().ifPresent(lower -> supersede(lower, eventId, card, cycle));
                act(
                        eventId,
                        Arrivals.suppress(card, suppressed.reason(), work.now()).orElseThrow(),
                        cycle);
            }
        }
    }

    private void supersede(String lower, String eventId, Card by, List<Present> cycle) {
        String reason = "revision " + by.dossier().revision() + " has taken its place";
        cycle.replaceAll(present ->
                present.offerId().equals(lower) ? new Present(lower, present.revision(), Status.STALE) : present);
        Card ofThisBatch = arrived.get(lower);
        if (ofThisBatch == null) {
            superseded.put(lower, eventId);
            supersededBy.put(lower, reason);
        } else {
            Done done = Arrivals.stale(ofThisBatch, reason, work.now()).orElseThrow();
            acts.add(new Acted(done, eventId));
            arrived.put(lower, done.after());
        }
    }

    private void act(String eventId, Done done, List<Present> cycle) {
        Card after = done.after();
        acts.add(new Acted(done, eventId));
        arrived.put(after.dossier().offerId(), after);
        cycle.add(new Present(after.dossier().offerId(), after.dossier().revision(), after.status()));
    }

    private void ignore(String eventId, Card card, String reason) {
        work.publish(
                Topics.ACTIVITY_RECORDED,
                "ignored-" + card.dossier().offerId(),
                CardEvents.ignored(card.dossier(), eventId, reason, work.now()));
    }

    /** First the old cards go stale, then the new ones come: one live card per cycle holds at every statement. */
    private void write() {
        for (Card lower : cards.lockAll(superseded.keySet()).values()) {
            String offerId = lower.dossier().offerId();
            Arrivals.stale(lower, supersededBy.get(offerId), work.now()).ifPresent(done -> {
                cards.update(done.before(), done.after());
                recorder.record(done, superseded.get(offerId));
            });
        }
        cards.insertAll(List.copyOf(arrived.values()));
        new ActionStore(work).add(acts.stream().map(Acted::done).toList());
        acts.forEach(act -> recorder.publish(act.done(), act.causationId()));
    }
}
