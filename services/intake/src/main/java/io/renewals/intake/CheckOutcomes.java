package io.renewals.intake;

import io.renewals.events.OutcomeReported;
import io.renewals.intake.adapter.Accepted;
import io.renewals.intake.adapter.Drafts;
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

/** Ends of renewals that other systems report: accepted, or refused with every reason. */
@ApplicationScoped
public class CheckOutcomes {
    private static final String HANDLER = "check-outcomes";

    private final Inbox inbox;
    private final Checks checks;
    private final Answers answers;

    @Inject
    public CheckOutcomes(Inbox inbox, Checks checks, Answers answers) {
        this.inbox = inbox;
        this.checks = checks;
        this.answers = answers;
    }

    @Incoming(Topics.OUTCOME_REPORTED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(HANDLER, OutcomeReported.class, polled, this::check);
    }

    void check(List<Received<OutcomeReported>> events, Work work) {
        answers.give(HANDLER, events, work, (report, occasion) -> checks.reports()
                .outcome(report.getAccount(), Drafts.of(report), work.now())
                .map(outcome -> Accepted.outcome(occasion, report.getAccount(), outcome)));
    }
}
