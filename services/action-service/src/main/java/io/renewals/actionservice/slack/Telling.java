package io.renewals.actionservice.slack;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.actionservice.slack.Outcomes.Ended;
import io.renewals.actionservice.slack.Outcomes.Result;
import io.renewals.actionservice.slack.Plans.Plan;
import io.renewals.actionservice.slack.SlackCalls.Answered;
import io.renewals.actionservice.slack.SlackCalls.Opened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells a person what came of a decision: in the answer where it is known in time, else where they look at the moment. */
@ApplicationScoped
public class Telling {
    private static final String LATER =
            "Recorded, but not carried out yet: the service is busy. It is taken up again by itself; you are told what came of it.";

    private final SlackCalls calls;
    private final HomeTab home;
    private final ModalDesk modals;

    @Inject
    public Telling(SlackCalls calls, HomeTab home, ModalDesk modals) {
        this.calls = calls;
        this.home = home;
        this.modals = modals;
    }

    /** A sentence to whoever clicked or submitted; what is clicked in the home tab has nowhere to answer to but their messages. */
    Reply say(Incoming.Interaction in, String tenant, String text) {
        if (in.type().equals("view_submission")) {
            return new Reply.Json(views().replacement(views().message("Not recorded", text)));
        }
        if (in.responseUrl().isEmpty()) {
            calls.write(tenant, in.user(), text);
        } else {
            calls.tellAlone(in.responseUrl(), views().alone(text, new Blocks()));
        }
        return new Reply.Acknowledged();
    }

    /** A direct message. */
    void write(Clicker clicker, String text) {
        calls.write(clicker.tenant(), clicker.slackId(), text);
    }

    /** Of a form: with the errors at its fields, or what comes after it; what is not known in time is shown when it is. */
    Reply answer(Clicker clicker, Plan.Submit submit, CompletableFuture<List<Result>> results, Deadline deadline) {
        try {
            Result result = results.get(deadline.ofTheAnswer().left().toMillis(), TimeUnit.MILLISECONDS)
                    .getFirst();
            home.refresh(clicker);
            return answer(clicker, submit, result);
        } catch (TimeoutException e) {
            results.whenComplete((late, failed) -> ended(clicker, submit.asked(), late, failed));
            return new Reply.Json(views().replacement(modals.modals().recorded()));
        } catch (ExecutionException e) {
            return new Reply.Json(views().replacement(views().message("Recorded", LATER)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Json(views().replacement(views().message("Recorded", LATER)));
        }
    }

    private Reply answer(Clicker clicker, Plan.Submit submit, Result result) {
        List<FieldProblem> fields = Outcomes.fields(result.ended());
        if (!fields.isEmpty() && !submit.blocks().isEmpty()) {
            return new Reply.Json(views().errors(atFields(fields, submit.blocks())));
        }
        Optional<String> problem = Outcomes.problem(result.ended(), zone(clicker));
        if (problem.isPresent()) {
            return new Reply.Json(views().replacement(views().message("Not done", problem.get())));
        }
        return next(result.ended())
                .<Reply>map(view -> new Reply.Json(views().replacement(view)))
                .orElseGet(Reply.Acknowledged::new);
    }

    /** After an edit the mail as it stands now, ready to be approved. */
    private Optional<Map<String, Object>> next(Ended ended) {
        Optional<Done> edited =
                Outcomes.done(ended).filter(done -> done.action().kind() == Kind.EDITED);
        return edited.map(done -> modals.modals().review(done.after()).view());
    }

    private static Map<String, String> atFields(List<FieldProblem> problems, Map<String, String> blocks) {
        Map<String, String> errors = new LinkedHashMap<>();
        String first = blocks.values().iterator().next();
        for (FieldProblem each : problems) {
            String block = blocks.get(each.field());
            String sentence = each.problem() + " - " + each.advice();
            errors.merge(
                    block == null ? first : block,
                    block == null ? each.field() + ": " + sentence : sentence,
                    (one, other) -> one + "; " + other);
        }
        return errors;
    }

    /** Of a decision whose request was answered already. @param failed null: it was carried out */
    void ended(Clicker clicker, Asked asked, List<Result> results, Throwable failed) {
        if (failed != null) {
            tell(clicker, asked, LATER);
            return;
        }
        ZoneId zone = zone(clicker);
        if (results.stream().anyMatch(result -> result.wish().oneOfSeveral())) {
            home.publish(
                    clicker,
                    results.stream().map(result -> Outcomes.line(result, zone)).toList());
            return;
        }
        home.refresh(clicker);
        if (!asked.viewId().isEmpty()) {
            fill(clicker, asked, results.getFirst());
            return;
        }
        results.forEach(
                result -> Outcomes.problem(result.ended(), zone).ifPresent(problem -> tell(clicker, asked, problem)));
    }

    /** Of a decision that somebody else recorded, a while ago: always a line. */
    void takenUp(Clicker clicker, Asked asked, List<Result> results) {
        home.refresh(clicker);
        for (Result result : results) {
            String how = result.ended() instanceof Ended.NotTried
                    ? "Recorded earlier. "
                    : "Recorded earlier and carried out now. ";
            tell(clicker, asked, how + Outcomes.line(result, zone(clicker)));
        }
    }

    private void fill(Clicker clicker, Asked asked, Result result) {
        Map<String, Object> view = next(result.ended())
                .filter(any -> Outcomes.problem(result.ended(), zone(clicker)).isEmpty())
                .orElseGet(() -> views().message("What came of it", Outcomes.line(result, zone(clicker))));
        calls.update(clicker.tenant(), asked.viewId(), "", views().write(view)).thenAccept(answer -> {
            if (answer instanceof Answered.No<Opened>) {
                write(clicker, Outcomes.line(result, zone(clicker)));
            }
        });
    }

    private void tell(Clicker clicker, Asked asked, String text) {
        if (asked.responseUrl().isEmpty()) {
            write(clicker, text);
            return;
        }
        calls.tellAlone(asked.responseUrl(), views().alone(text, new Blocks())).thenAccept(answer -> {
            if (answer instanceof Answered.No<String>) {
                write(clicker, text);
            }
        });
    }

    private Views views() {
        return modals.modals().views();
    }

    private static ZoneId zone(Clicker clicker) {
        return clicker.rulebook().zone();
    }
}
