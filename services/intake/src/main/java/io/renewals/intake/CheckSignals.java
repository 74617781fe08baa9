package io.renewals.intake;

import io.renewals.events.SignalReported;
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

/** Observations that other systems report: accepted in normal form, or refused with every reason. */
@ApplicationScoped
public class CheckSignals {
    private static final String HANDLER = "check-signals";

    private final Inbox inbox;
    private final Checks checks;
    private final Answers answers;

    @Inject
    public CheckSignals(Inbox inbox, Checks checks, Answers answers) {
        this.inbox = inbox;
        this.checks = checks;
        this.answers = answers;
    }

    @Incoming(Topics.SIGNAL_REPORTED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        inbox.receive(HANDLER, SignalReported.class, polled, this::check);
    }

    void check(List<Received<SignalReported>> events, Work work) {
        answers.give(HANDLER, events, work, (report, occasion) -> checks.reports()
                .signal(report.getAccount(), Drafts.of(report.getSignal()), work.now(), "signal.")
                .map(signal -> Accepted.signal(occasion, report.getAccount(), signal)));
    }
}
