package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.Opened;
import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.actionservice.slack.Outcomes.Result;
import io.renewals.actionservice.slack.Plans.Plan;
import io.renewals.actionservice.slack.RequestLog.NotRecorded;
import io.renewals.rulebook.Rulebook;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Clicks and forms: stored first, then acknowledged, then carried out. What can't be stored in time is told as not recorded and kept
 * from taking effect.
 */
@ApplicationScoped
public class Interactions {
    static final String UNKNOWN_PERSON =
            "Nothing was recorded: the rulebook knows no owner with your Slack member id. Ask an admin to add it.";
    private static final Logger LOG = Logger.getLogger(Interactions.class);
    private static final String NOT_RECORDED =
            "Not recorded: the service is too slow at the moment. Nothing was done; try again in a moment.";
    private static final String AFTER_ALL =
            "You were told that your decision was not recorded, but it was, and it was carried out: look at the card.";

    private final RequestLog log;
    private final CarryOut carryOut;
    private final Telling telling;
    private final ModalDesk modals;
    private final Opened opened;
    private final Plans plans;
    /** Beyond so many an opening is not noted: a reminder too many may follow, and nothing else. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(2_000),
            Thread.ofPlatform().daemon().name("slack-opened").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    @Inject
    public Interactions(
            RequestLog log, CarryOut carryOut, Telling telling, ModalDesk modals, Opened opened, ObjectMapper json) {
        this.log = log;
        this.carryOut = carryOut;
        this.telling = telling;
        this.modals = modals;
        this.opened = opened;
        this.plans = new Plans(json);
    }

    /** @param proof of the request, refused the second time */
    Reply hear(Incoming.Interaction in, Rulebook rulebook, String proof, Deadline deadline) {
        Optional<Clicker> clicker = Clicker.of(rulebook, in.user());
        Plan plan = clicker.map(person -> plans.of(in.payload(), person)).orElseGet(() -> new Plan.Say(UNKNOWN_PERSON));
        Entry entry = new Entry(
                rulebook.tenant(),
                proof,
                UUID.randomUUID().toString(),
                in.id(),
                asked(plan).map(carryOut::write));
        try {
            if (!log.firstTime(entry, deadline.left())) {
                return new Reply.Refused("This request was here before.");
            }
        } catch (NotRecorded e) {
            LOG.warnf("slack request not recorded tenant=%s reason=%s", rulebook.tenant(), e.getMessage());
            e.withdrawn().thenAccept(withdrawn -> clicker.filter(person -> !withdrawn)
                    .ifPresent(person -> telling.write(person, AFTER_ALL)));
            return notRecorded(in, rulebook.tenant(), plan);
        }
        return act(in, plan, clicker, entry, deadline);
    }

    private static Optional<Asked> asked(Plan plan) {
        return switch (plan) {
            case Plan.Decide decide -> Optional.of(decide.asked());
            case Plan.Submit submit -> Optional.of(submit.asked());
            case Plan.Correct correct -> Optional.empty();
            case Plan.Open open -> Optional.empty();
            case Plan.Say say -> Optional.empty();
            case Plan.Nothing nothing -> Optional.empty();
        };
    }

    /** The cards that this person has had before the eyes. */
    private static List<String> cards(Plan plan) {
        return plan instanceof Plan.Open open
                ? List.of(open.wanted().shown().offer())
                : asked(plan)
                        .map(asked ->
                                asked.wishes().stream().map(Asked.Wish::offer).toList())
                        .orElse(List.of());
    }

    private void opened(Clicker clicker, String offer) {
        threads.execute(() -> opened.by(clicker.tenant(), offer, clicker.person()));
    }

    private Reply act(Incoming.Interaction in, Plan plan, Optional<Clicker> clicker, Entry entry, Deadline deadline) {
        cards(plan).forEach(offer -> opened(clicker.orElseThrow(), offer));
        switch (plan) {
            case Plan.Decide decide ->
                carryOut.begin(entry, decide.asked())
                        .whenComplete((results, failed) ->
                                telling.ended(clicker.orElseThrow(), decide.asked(), results, failed))
                        .exceptionally(Interactions::untold);
            case Plan.Submit submit -> {
                return telling.answer(clicker.orElseThrow(), submit, carryOut.begin(entry, submit.asked()), deadline);
            }
            case Plan.Correct correct -> {
                return new Reply.Json(modals.modals().views().errors(correct.problems()));
            }
            case Plan.Open open -> modals.open(clicker.orElseThrow(), open.wanted(), open.where());
            case Plan.Say say -> {
                return telling.say(in, entry.tenant(), say.text());
            }
            case Plan.Nothing nothing -> {
                // a tick or a date in the home tab: it counts when its button is pressed
            }
        }
        return new Reply.Acknowledged();
    }

    /** What came of it stands on the card, whether it could be told or not. */
    private static List<Result> untold(Throwable failure) {
        LOG.warnf("what came of a decision was not told reason=%s", failure);
        return List.of();
    }

    /** A form stays as it was filled in, with the reason at its first field. */
    private Reply notRecorded(Incoming.Interaction in, String tenant, Plan plan) {
        if (plan instanceof Plan.Submit submit && !submit.blocks().isEmpty()) {
            String first = submit.blocks().values().iterator().next();
            return new Reply.Json(modals.modals().views().errors(Map.of(first, NOT_RECORDED)));
        }
        return plan instanceof Plan.Nothing ? new Reply.Acknowledged() : telling.say(in, tenant, NOT_RECORDED);
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
