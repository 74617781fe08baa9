package io.renewals.notifier.proposals;

import io.renewals.events.AccountProposed;
import io.renewals.events.ProposalActioned;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Proposals wait here to be told, until somebody has decided. The newest of an account and a way in takes the place of the one before. */
@ApplicationScoped
public class HearProposals {
    private final Inbox inbox;
    private final PostProposals posts;

    @Inject
    public HearProposals(Inbox inbox, PostProposals posts) {
        this.inbox = inbox;
        this.posts = posts;
    }

    @Incoming(Topics.ACCOUNT_PROPOSED)
    @Blocking
    public void proposed(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(
                "tell-proposal", AccountProposed.class, polled, (events, work) -> new ProposalRows(work).take(events));
        posts.wake();
    }

    @Incoming(Topics.PROPOSAL_ACTIONED)
    @Blocking
    public void actioned(ConsumerRecords<String, byte[]> polled) {
        inbox.receive("close-proposal", ProposalActioned.class, polled, (events, work) -> new ProposalRows(work)
                .close(events));
    }
}
