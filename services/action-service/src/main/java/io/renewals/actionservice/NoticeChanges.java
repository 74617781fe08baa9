package io.renewals.actionservice;

import io.renewals.actionservice.adapter.StaleOut;
import io.renewals.actionservice.proposals.adapter.ProposalsIn;
import io.renewals.events.AccountChanged;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A card built on facts that are no longer true is stale from the moment the change is heard; so is a proposal that has come true. */
@ApplicationScoped
public class NoticeChanges {
    private final Inbox inbox;
    private final Rulebooks rulebooks;

    @Inject
    public NoticeChanges(Inbox inbox, Rulebooks rulebooks) {
        this.inbox = inbox;
        this.rulebooks = rulebooks;
    }

    @Incoming(Topics.ACCOUNT_CHANGED)
    @Blocking
    public void changed(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("notice-change", AccountChanged.class, polled, (events, work) -> {
            new StaleOut(work, rulebooks).hear(events);
            new ProposalsIn(work).hear(events);
        });
    }
}
