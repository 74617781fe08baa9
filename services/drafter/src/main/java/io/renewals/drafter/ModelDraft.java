package io.renewals.drafter;

import io.renewals.drafter.adapter.DraftRows;
import io.renewals.drafter.adapter.DraftRows.Attempt;
import io.renewals.drafter.adapter.DraftRows.Usage;
import io.renewals.drafter.adapter.DraftRows.Waiting;
import io.renewals.drafter.adapter.Drafts;
import io.renewals.drafter.adapter.ModelEngine;
import io.renewals.drafter.domain.Budget;
import io.renewals.drafter.domain.Phraser;
import io.renewals.drafter.domain.WordCheck;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.OfferDecided;
import io.renewals.messaging.Codec;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One waiting draft: claim an attempt, call the model outside any transaction, write the outcome. Attempt 2 follows only a known
 * refusal or failure; an attempt whose outcome is not known (a crash) is lost, counts as spent, and the template writes.
 */
@ApplicationScoped
public class ModelDraft {
    private static final int ATTEMPTS = 2;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String instance = UUID.randomUUID().toString();
    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final ModelEngine engine;
    private final Codec codec;

    @Inject
    public ModelDraft(Transactions transactions, Rulebooks rulebooks, ModelEngine engine, Codec codec) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.engine = engine;
        this.codec = codec;
    }

    private record Claimed(Waiting waiting, Drafts draft, int attempt, String modelId) {}

    /** What a look at the table came to. */
    private record Turn(boolean worked, Claimed claimed) {}

    /** False: nothing is waiting for this tenant now. */
    boolean next(String tenant) {
        Turn turn = transactions.inTenant(tenant, this::claim);
        if (turn.claimed() != null) {
            Phraser.Answer answer =
                    engine.phraser().phrase(turn.claimed().draft().brief());
            transactions.useTenant(tenant, work -> finish(work, turn.claimed(), answer));
        }
        return turn.worked();
    }

    private Turn claim(Work work) {
        Optional<Waiting> next = DraftRows.lockNext(work);
        if (next.isEmpty()) {
            return new Turn(false, null);
        }
        Waiting waiting = next.get();
        OfferDecided decided = (OfferDecided) codec.body(Topics.OFFER_DECIDED, waiting.decided());
        Drafts draft = new Drafts(decided, rulebooks.at(decided.getTenant(), decided.getRulebookVersion()));
        List<Attempt> attempts = DraftRows.attempts(work, waiting.offerId());
        Optional<String> noCall = whyNoCall(work, draft, attempts);
        if (noCall.isPresent()) {
            attempts.stream()
                    .filter(attempt -> attempt.status().equals("claimed"))
                    .forEach(attempt -> DraftRows.finish(
                            work, waiting.offerId(), attempt.number(), "lost", "no outcome", null, Usage.UNKNOWN));
            byTemplate(work, waiting, draft, attempts.size(), noCall.get());
            return new Turn(true, null);
        }
        String modelId = draft.rulebook().models().modelId(draft.route());
        int attempt = attempts.size() + 1;
        DraftRows.claim(
                work,
                waiting,
                attempt,
                modelId,
                instance,
                engine.estimate(modelId),
                engine.timeout().plus(GRACE));
        return new Turn(true, new Claimed(waiting, draft, attempt, modelId));
    }

    private Optional<String> whyNoCall(Work work, Drafts draft, List<Attempt> attempts) {
        if (!engine.isOn()) {
            return Optional.of("model-off");
        }
        if (attempts.stream().anyMatch(attempt -> attempt.status().equals("claimed"))) {
            return Optional.of("model-lost");
        }
        if (attempts.size() >= ATTEMPTS) {
            return Optional.of(attempts.getLast().detail());
        }
        Rulebook rulebook = draft.rulebook();
        ZonedDateTime today = work.now().atZone(rulebook.zone()).truncatedTo(ChronoUnit.DAYS);
        return Budget.refusal(
                rulebook.models(),
                DraftRows.spentSince(work, draft.decided().getAccount(), today.toInstant()),
                DraftRows.spentSince(work, null, today.withDayOfMonth(1).toInstant()));
    }

    private void finish(Work work, Claimed claimed, Phraser.Answer answer) {
        switch (answer) {
            case Phraser.Answered answered -> judge(work, claimed, answered);
            case Phraser.Unreadable unreadable -> {
                Usage usage = usage(claimed, unreadable.inputTokens(), unreadable.outputTokens());
                turnedDown(work, claimed, "refused", "model-refused:unreadable", unreadable.raw(), usage);
            }
            case Phraser.Failed failed ->
                turnedDown(work, claimed, "failed", "model-failed:" + failed.code(), failed.detail(), Usage.UNKNOWN);
        }
    }

    private void judge(Work work, Claimed claimed, Phraser.Answered answered) {
        Usage usage = usage(claimed, answered.inputTokens(), answered.outputTokens());
        WordCheck check = new WordCheck(
                claimed.draft().facts().offered(),
                new HashSet<>(claimed.draft().evidenceIds()),
                claimed.draft().rulebook().voice().dontWords());
        switch (check.check(answered.words())) {
            case WordCheck.Accepted accepted -> accept(work, claimed, answered, usage);
            case WordCheck.Refused refused ->
                turnedDown(
                        work,
                        claimed,
                        "refused",
                        "model-refused:" + refused.code(),
                        refused.detail() + " in " + answered.raw(),
                        usage);
        }
    }

    private void accept(Work work, Claimed claimed, Phraser.Answered answered, Usage usage) {
        Waiting waiting = claimed.waiting();
        if (DraftRows.finish(work, waiting.offerId(), claimed.attempt(), "accepted", null, answered.raw(), usage)
                && DraftRows.drafted(work, waiting.offerId(), "BEDROCK")) {
            work.causedBy(waiting.eventId(), waiting.traceparent());
            record(work, claimed, "accepted", usage);
            work.publish(
                    Topics.OFFER_DRAFTED,
                    "draft",
                    claimed.draft()
                            .byModel(
                                    waiting.eventId(),
                                    answered.words(),
                                    claimed.modelId(),
                                    claimed.attempt(),
                                    List.of()));
        }
    }

    private void turnedDown(Work work, Claimed claimed, String status, String detail, String response, Usage usage) {
        Waiting waiting = claimed.waiting();
        if (!DraftRows.finish(work, waiting.offerId(), claimed.attempt(), status, detail, response, usage)) {
            return; // its lease was over and the template has written already
        }
        work.causedBy(waiting.eventId(), waiting.traceparent());
        record(work, claimed, detail, usage);
        if (claimed.attempt() < ATTEMPTS) {
            DraftRows.nextAttemptAt(
                    work,
                    waiting.offerId(),
                    status.equals("failed") ? work.now().plus(PAUSE_AFTER_FAILURE) : work.now());
        } else {
            byTemplate(work, waiting, claimed.draft(), claimed.attempt(), detail);
        }
    }

    private static void byTemplate(Work work, Waiting waiting, Drafts draft, int attempts, String flag) {
        if (DraftRows.drafted(work, waiting.offerId(), "TEMPLATE")) {
            work.causedBy(waiting.eventId(), waiting.traceparent());
            work.publish(Topics.OFFER_DRAFTED, "draft", draft.byTemplate(waiting.eventId(), attempts, List.of(flag)));
        }
    }

    private Usage usage(Claimed claimed, int inputTokens, int outputTokens) {
        return new Usage(inputTokens, outputTokens, engine.cost(claimed.modelId(), inputTokens, outputTokens));
    }

    private static void record(Work work, Claimed claimed, String outcome, Usage usage) {
        OfferDecided decided = claimed.draft().decided();
        work.publish(
                Topics.ACTIVITY_RECORDED,
                "model-call-" + claimed.attempt(),
                ActivityRecorded.newBuilder()
                        .setTenant(decided.getTenant())
                        .setAccount(decided.getAccount())
                        .setCorrelationId(decided.getCorrelationId())
                        .setCausationId(claimed.waiting().eventId())
                        .setKind("model-call")
                        .setActor("drafter")
                        .setSummary("model call " + claimed.attempt() + " of " + ATTEMPTS + ": " + outcome)
                        .setDetails(Map.of(
                                "model", claimed.modelId(),
                                "outcome", outcome,
                                "input_tokens", String.valueOf(usage.inputTokens()),
                                "output_tokens", String.valueOf(usage.outputTokens()),
                                "cost", String.valueOf(usage.cost())))
                        .setOfferId(decided.getOfferId())
                        .setAt(work.now())
                        .build());
    }
}
