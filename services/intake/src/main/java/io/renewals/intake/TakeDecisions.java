package io.renewals.intake;

import io.renewals.events.ProposalActioned;
import io.renewals.intake.adapter.Accepted;
import io.renewals.intake.adapter.Drafts;
import io.renewals.intake.adapter.Occasion;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Received;
import io.renewals.schemas.Topics;
import io.renewals.store.Inbox;
import io.renewals.store.Work;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What people decided about proposals. Accepted terms pass the very checks that reported ones pass; refused ones stay in the trail
 * and change nothing.
 */
@ApplicationScoped
public class TakeDecisions {
    private static final String HANDLER = "take-decisions";

    private final Inbox inbox;
    private final Checks checks;
    private final Answers answers;

    @Inject
    public TakeDecisions(Inbox inbox, Checks checks, Answers answers) {
        this.inbox = inbox;
        this.checks = checks;
        this.answers = answers;
    }

    @Incoming(Topics.PROPOSAL_ACTIONED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(HANDLER, ProposalActioned.class, polled, this::take);
    }

    void take(List<Received<ProposalActioned>> events, Work work) {
        List<Received<ProposalActioned>> accepted =
                events.stream().filter(event -> event.body().getAccepted()).toList();
        answers.give(HANDLER, accepted, work, TakeDecisions::occasion, (decision, occasion) -> checks.reports()
                .terms(
                        decision.getAccount(),
                        Drafts.of(decision.getTerms()),
                        decision.getAt(),
                        "proposal:" + decision.getProposalId(),
                        work.now())
                .map(checked -> Accepted.fields(
                        decision.getFields(),
                        Accepted.terms(
                                occasion,
                                decision.getAccount(),
                                checked.terms(),
                                checked.observedAt(),
                                checked.sourceId()))));
    }

    /** The lane and the origin are those of the document that the proposal was read from. */
    private static Occasion occasion(Received<ProposalActioned> event) {
        ProposalActioned decision = event.body();
        if (decision.getTerms() == null) {
            throw new Poison("proposal " + decision.getProposalId() + " was accepted without terms");
        }
        return new Occasion(
                event.tenant(),
                decision.getLane(),
                decision.getOrigin(),
                decision.getCorrelationId(),
                event.id(),
                HANDLER);
    }
}
