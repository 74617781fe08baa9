package io.renewals.notifier;

import io.renewals.events.ActivityRecorded;
import io.renewals.notifier.adapter.CardStore;
import io.renewals.notifier.proposals.HearProposals;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * An owner who has looked at a card needs no reminder of it, and a proposal that was overtaken needs nobody's decision. Every other
 * activity is somebody else's to hear.
 */
@ApplicationScoped
public class NoteOpenings {
    private static final String OPENED = "card-opened";

    private final Inbox inbox;

    @Inject
    public NoteOpenings(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming(Topics.ACTIVITY_RECORDED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("note-opening", ActivityRecorded.class, polled, (events, work) -> {
            events.stream()
                    .map(event -> event.body())
                    .filter(activity -> activity.getKind().equals(OPENED) && activity.getOfferId() != null)
                    .forEach(activity ->
                            CardStore.opened(work, activity.getOfferId(), activity.getActor(), activity.getAt()));
            HearProposals.overtaken(events, work);
        });
    }
}
