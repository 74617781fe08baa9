package io.renewals.guardrailgate;

import io.renewals.events.OfferDrafted;
import io.renewals.guardrailgate.adapter.ComposeCard;
import io.renewals.guardrailgate.domain.LimitGate;
import io.renewals.guardrailgate.domain.OwnerGate;
import io.renewals.guardrailgate.domain.QuietGate;
import io.renewals.messaging.Pipeline;
import io.renewals.messaging.Pipeline.Result;
import io.renewals.messaging.Received;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.EventRules;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** One draft through the four gates, into the queue or held. */
@ApplicationScoped
public class GuardOffer {
    private final Pipeline pipeline;
    private final Rulebooks rulebooks;

    @Inject
    public GuardOffer(Pipeline pipeline, Rulebooks rulebooks) {
        this.pipeline = pipeline;
        this.rulebooks = rulebooks;
    }

    @Incoming(Topics.OFFER_DRAFTED)
    @Blocking
    public void receive(ConsumerRecords<String, byte[]> polled) {
        pipeline.run("guard-offer", OfferDrafted.class, polled, this::guard);
    }

    List<Result> guard(Received<OfferDrafted> event) {
        OfferDrafted draft = event.body();
        Rulebook rulebook = rulebooks.at(draft.getTenant(), draft.getRulebookVersion());
        Instant now = event.envelope().time();

        OwnerGate.Resolved owner = OwnerGate.resolve(
                rulebook,
                Optional.ofNullable(draft.getTerms().getOwnerEmail()),
                draft.getOffer().getTier(),
                draft.getBusinessDate());
        LimitGate.Outcome limits = LimitGate.check(EventRules.ask(draft.getOffer()), rulebook);
        Optional<Instant> pingNotBefore = QuietGate.pingNotBefore(rulebook, now);
        ComposeCard card = new ComposeCard(event, owner, pingNotBefore);

        return List.of(
                switch (limits) {
                    case LimitGate.Passed passed -> new Result(Topics.OFFER_QUEUED, "queue", card.queued());
                    case LimitGate.Held held -> new Result(Topics.OFFER_HELD, "hold", card.held(held));
                });
    }
}
