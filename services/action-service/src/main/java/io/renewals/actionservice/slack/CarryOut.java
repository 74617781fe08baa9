package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.adapter.ShownTexts;
import io.renewals.actionservice.adapter.SlackRequests;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.slack.Outcomes.Ended;
import io.renewals.actionservice.slack.Outcomes.Result;
import io.renewals.messaging.Retriable;
import io.renewals.rulebookfeed.Rulebooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries out what was recorded: each card of it as a decision of its own, by a key of its own, so that a second time does nothing.
 * While the database is away it is tried again; what this process does not finish is taken up by {@link TakeUp}.
 */
@ApplicationScoped
public class CarryOut {
    private static final Logger LOG = Logger.getLogger(CarryOut.class);
    private static final int THREADS = 8;
    private static final int ATTEMPTS = 6;
    private static final long AGAIN_MS = 1_500;
    /** What fails for another reason than the database would fail each time: it is told once, and not taken up again. */
    private static final String FAILED = "Not carried out: something is wrong on our side. Decide on the card's page.";
    /** What is recorded beyond that is left to be taken up, by this process or another. */
    private static final int WAITING = 2_000;

    private final CardDesk desk;
    private final Rulebooks rulebooks;
    private final SlackRequests requests;
    private final ObjectMapper json;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("slack-decisions-", 1).factory());

    @Inject
    public CarryOut(CardDesk desk, Rulebooks rulebooks, SlackRequests requests, ObjectMapper json) {
        this.desk = desk;
        this.rulebooks = rulebooks;
        this.requests = requests;
        this.json = json;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }

    /** @throws IllegalStateException never: these records can always be written */
    String write(Asked asked) {
        try {
            return json.writeValueAsString(asked);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was asked can always be written", e);
        }
    }

    Optional<Asked> read(String text) {
        try {
            return Optional.of(json.readValue(text, Asked.class));
        } catch (JsonProcessingException e) {
            LOG.errorf("recorded decision can't be read reason=%s", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Tickets of what this process is carrying out, or is about to. */
    Set<String> underWay() {
        return Set.copyOf(underWay);
    }

    /** @return one result for each wish; completed exceptionally where the database stays away */
    CompletableFuture<List<Result>> begin(SlackRequests.Entry entry, Asked asked) {
        CompletableFuture<List<Result>> results = new CompletableFuture<>();
        if (threads.getQueue().size() >= WAITING) {
            results.completeExceptionally(new Retriable("too many decisions at once"));
            return results;
        }
        underWay.add(entry.ticket());
        results.whenComplete((done, failed) -> underWay.remove(entry.ticket()));
        submit(entry, asked, 1, results, 0);
        return results;
    }

    private void submit(
            SlackRequests.Entry entry,
            Asked asked,
            int attempt,
            CompletableFuture<List<Result>> results,
            long delayMs) {
        try {
            threads.schedule(() -> attempt(entry, asked, attempt, results), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            results.completeExceptionally(new Retriable("stopping", e));
        }
    }

    private void attempt(SlackRequests.Entry entry, Asked asked, int attempt, CompletableFuture<List<Result>> results) {
        try {
            List<Result> all = new ArrayList<>();
            for (int i = 0; i < asked.wishes().size(); i++) {
                all.add(result(entry, asked, asked.wishes().get(i), i));
            }
            results.complete(all);
            requests.done(entry.tenant(), entry.proof());
        } catch (Retriable e) {
            if (results.isDone()) {
                LOG.infof("decision carried out but not marked tenant=%s reason=%s", entry.tenant(), e.getMessage());
            } else if (attempt == ATTEMPTS) {
                LOG.warnf("decision waits tenant=%s reason=%s", entry.tenant(), e.getMessage());
                results.completeExceptionally(e);
            } else {
                submit(entry, asked, attempt + 1, results, AGAIN_MS);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "decision carried out but not marked tenant=%s", entry.tenant());
        }
    }

    /** @throws Retriable where it is worth trying again */
    private Result result(SlackRequests.Entry entry, Asked asked, Asked.Wish wish, int index) {
        try {
            return decide(entry, asked, wish, index);
        } catch (Retriable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "decision failed tenant=%s offer=%s", entry.tenant(), wish.offer());
            return new Result(wish, "", new Ended.NotTried(FAILED));
        }
    }

    private Result decide(SlackRequests.Entry entry, Asked asked, Asked.Wish wish, int index) {
        Optional<Clicker> clicker = rulebooks
                .inForce(entry.tenant())
                .map(Rulebooks.Versioned::rulebook)
                .flatMap(rulebook -> Clicker.of(rulebook, asked.slackId()));
        if (clicker.isEmpty()) {
            return new Result(wish, "", new Ended.NotTried(Interactions.UNKNOWN_PERSON));
        }
        CardDesk.Proviso proviso = wish.oneOfSeveral() ? together(wish, clicker.get()) : CardDesk.Proviso.NONE;
        String key = "slack " + entry.proof() + " " + index;
        CardDesk.Answer answer = desk.decide(
                entry.tenant(), wish.offer(), wish.command(), clicker.get().person(), Optional.of(key), proviso);
        return new Result(wish, name(entry.tenant(), wish, answer), new Ended.Decided(answer));
    }

    /** Together are approved only texts that this person has read, as they were drafted, inside every limit. */
    private static CardDesk.Proviso together(Asked.Wish wish, Clicker clicker) {
        return (work, card) -> {
            String person = clicker.person().email();
            if (card.isEdited()) {
                return Optional.of(new Refusal.NotThisWay("it was edited; approve it by itself"));
            }
            if (!HomeView.isInsideEveryLimit(card, clicker.rulebook())) {
                return Optional.of(new Refusal.NotThisWay("it is not inside every limit; look at it by itself"));
            }
            return new ShownTexts(work).wasShown(wish.offer(), person, wish.sha256(), wish.revision())
                    ? Optional.empty()
                    : Optional.of(new Refusal.NotThisWay("its whole text was not shown to you; review it first"));
        };
    }

    /** For the line about it, where several were decided together. */
    private String name(String tenant, Asked.Wish wish, CardDesk.Answer answer) {
        if (answer instanceof CardDesk.Answer.Decided(Outcome.Done done)) {
            return done.after().dossier().accountName();
        }
        return wish.oneOfSeveral()
                ? desk.show(tenant, wish.offer())
                        .map(shown -> shown.card().dossier().accountName())
                        .orElse("")
                : "";
    }
}
