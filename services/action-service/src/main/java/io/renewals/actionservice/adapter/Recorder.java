package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Writes what was done: the action with its snapshots, and the event that tells everybody. */
public final class Recorder {
    private final Work work;
    private final ZoneId zone;

    public Recorder(Work work, Rulebooks rulebooks) {
        this.work = work;
        this.zone = rulebooks
                .inForce(work.tenant())
                .map(rules -> rules.rulebook().zone())
                .orElse(ZoneOffset.UTC);
    }

    /** An act of a person or of the clock; its events follow from the action itself. */
    public void record(Done done) {
        record(done, CardEvents.actionId(done.after().dossier(), done.action().sequence()));
    }

    /** @param causationId the event that led to it */
    public void record(Done done, String causationId) {
        new ActionStore(work).add(List.of(done));
        publish(done, causationId);
    }

    void publish(Done done, String causationId) {
        String step = done.action().kind() + "-" + done.after().dossier().offerId() + "-"
                + done.action().sequence();
        work.publish(Topics.OFFER_ACTIONED, step, CardEvents.actioned(done, causationId, zone));
    }
}
