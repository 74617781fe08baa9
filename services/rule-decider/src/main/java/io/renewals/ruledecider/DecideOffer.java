package io.renewals.ruledecider;

import io.renewals.events.RenewalDue;
import io.renewals.messaging.Pipeline;
import io.renewals.messaging.Pipeline.Result;
import io.renewals.messaging.Received;
import io.renewals.rulebook.Assess;
import io.renewals.rulebook.Assessment;
import io.renewals.rulebook.Decide;
import io.renewals.rulebook.Decision;
import io.renewals.rulebook.RenewalFacts;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.ruledecider.adapter.Answers;
import io.renewals.ruledecider.adapter.Facts;
import io.renewals.schemas.Topics;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** One account, one day: judge it, decide the move, say which and why. */
@ApplicationScoped
public class DecideOffer {
    private final Pipeline pipeline;
    private final Rulebooks rulebooks;

    @Inject
    public DecideOffer(Pipeline pipeline, Rulebooks rulebooks) {
        this.pipeline = pipeline;
        this.rulebooks = rulebooks;
    }

    @Incoming(Topics.RENEWAL_DUE)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        pipeline.run("decide-offer", RenewalDue.class, polled, this::decide);
    }

    List<Result> decide(Received<RenewalDue> event) {
        RenewalDue due = event.body();
        Rulebook rulebook = rulebooks.at(due.getTenant(), due.getRulebookVersion());
        RenewalFacts facts = Facts.of(due, rulebook);

        Assessment assessment = Assess.assess(facts, rulebook);
        Decision decision = Decide.decide(facts, rulebook, due.getBusinessDate());

        Answers answers = new Answers(event, rulebook);
        return Stream.concat(
                        Stream.of(
                                new Result(Topics.RENEWAL_ASSESSED, "assess", answers.assessed(assessment, decision))),
                        answers.decided(assessment, decision).stream()
                                .map(offer -> new Result(Topics.OFFER_DECIDED, "decide", offer)))
                .toList();
    }
}
