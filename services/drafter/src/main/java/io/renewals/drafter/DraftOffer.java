package io.renewals.drafter;

import io.renewals.drafter.adapter.DraftRows;
import io.renewals.drafter.adapter.Drafts;
import io.renewals.events.OfferDecided;
import io.renewals.messaging.Received;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.renewals.store.Work;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes decided offers in: the template writes at once, the model's turn comes from the table. */
@ApplicationScoped
public class DraftOffer {
    private final Inbox inbox;
    private final Rulebooks rulebooks;
    private final ModelTurn modelTurn;

    @Inject
    public DraftOffer(Inbox inbox, Rulebooks rulebooks, ModelTurn modelTurn) {
        this.inbox = inbox;
        this.rulebooks = rulebooks;
        this.modelTurn = modelTurn;
    }

    @Incoming(Topics.OFFER_DECIDED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("draft-offer", OfferDecided.class, polled, this::take);
        modelTurn.wake();
    }

    void take(List<Received<OfferDecided>> events, Work work) {
        if (modelTurn.isOn()) {
            DraftRows.insertWaiting(work, events);
            return;
        }
        DraftRows.insertDrafted(work, events);
        for (Received<OfferDecided> event : events) {
            OfferDecided decided = event.body();
            Drafts draft = new Drafts(decided, rulebooks.at(decided.getTenant(), decided.getRulebookVersion()));
            work.publish(Topics.OFFER_DRAFTED, "draft", draft.byTemplate(event.id(), 0, List.of()));
        }
    }
}
