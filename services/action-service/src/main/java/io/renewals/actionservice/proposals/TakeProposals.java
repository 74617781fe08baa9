package io.renewals.actionservice.proposals;

import io.renewals.actionservice.proposals.adapter.ProposalsIn;
import io.renewals.events.AccountProposed;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Facts read from documents wait here for a person. The newest of an account and a way in takes the place of the one before; what a document takes back is closed.
 */
@ApplicationScoped
public class TakeProposals {
    private final Inbox inbox;

    @Inject
    public TakeProposals(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming(Topics.ACCOUNT_PROPOSED)
    @Blocking
    public void proposed(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(
                "take-proposal", AccountProposed.class, polled, (events, work) -> new ProposalsIn(work).take(events));
    }
}
