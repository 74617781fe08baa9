package io.renewals.notifier.proposals;

import io.renewals.events.AccountProposed;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.ProposalActioned;
import io.renewals.messaging.Received;
import io.renewals.notifier.proposals.ProposalRows.Closing;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.renewals.store.Work;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Proposals wait here to be told, until somebody has decided. The newest of an account and a way in takes the place of the one before. */
@ApplicationScoped
public class HearProposals {
    private static final String OVERTAKEN = "proposal-closed";

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
                .close(events.stream()
                        .map(event -> new Closing(
                                event.body().getProposalId(),
                                event.body().getAccount(),
                                event.body().getLane().name(),
                                event.body().getCorrelationId(),
                                event.id()))
                        .toList()));
    }

    /** Of the activities those that say what became of a proposal without a person. */
    public static void overtaken(List<Received<ActivityRecorded>> activities, Work work) {
        List<Closing> closings = activities.stream()
                .filter(event -> event.body().getKind().equals(OVERTAKEN)
                        && event.body().getDetails().containsKey("proposal"))
                .map(event -> new Closing(
                        event.body().getDetails().get("proposal"),
                        event.body().getAccount(),
                        event.body().getDetails().getOrDefault("lane", ""),
                        event.body().getCorrelationId(),
                        event.id()))
                .toList();
        if (!closings.isEmpty()) {
            new ProposalRows(work).close(closings);
        }
    }
}
