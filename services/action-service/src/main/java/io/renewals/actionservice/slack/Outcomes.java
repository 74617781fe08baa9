package io.renewals.actionservice.slack;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Refusals;
import io.renewals.web.Wording;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What came of a decision, as the person who took it reads it. */
final class Outcomes {
    private Outcomes() {}

    /**
     * One card's.
     *
     * @param name of the account; empty: not known
     */
    record Result(Asked.Wish wish, String name, Ended ended) {}

    /** How it ended. */
    sealed interface Ended {
        record Decided(CardDesk.Answer answer) implements Ended {}

        /** Not even tried. @param why a sentence */
        record NotTried(String why) implements Ended {}
    }

    /** What stands against it; empty: it went as wanted. */
    static Optional<String> problem(Ended ended, ZoneId zone) {
        return switch (ended) {
            case Ended.NotTried not -> Optional.of(not.why());
            case Ended.Decided(CardDesk.Answer.Decided(Done done)) ->
                done.action().kind() == Kind.HELD
                        ? Optional.of("Not sent, the card is held: "
                                + done.action().reason().orElse("the rules have changed") + ".")
                        : Optional.empty();
            case Ended.Decided(CardDesk.Answer.Decided(Outcome.Refused refused)) ->
                Optional.of(Refusals.sentence(refused.why(), zone));
            case Ended.Decided(CardDesk.Answer.DoneBefore before) -> Optional.empty();
            case Ended.Decided(CardDesk.Answer.KeyReused reused) -> Optional.of("Nothing was recorded.");
            case Ended.Decided(CardDesk.Answer.NoSuchCard none) ->
                Optional.of("Nothing was recorded: there is no such card.");
            case Ended.Decided(CardDesk.Answer.NoRulebook none) ->
                Optional.of("Nothing was recorded: no rulebook is in force.");
        };
    }

    /** The fields that can't be accepted; empty: it is about something else. */
    static List<Refusal.FieldProblem> fields(Ended ended) {
        return ended instanceof Ended.Decided(CardDesk.Answer.Decided(Outcome.Refused(Refusal.BadFields bad)))
                ? bad.problems()
                : List.of();
    }

    static Optional<Done> done(Ended ended) {
        return ended instanceof Ended.Decided(CardDesk.Answer.Decided(Done done))
                ? Optional.of(done)
                : Optional.empty();
    }

    /** "Bayside Studio: approved, the mail leaves now." Always something. */
    static String line(Result result, ZoneId zone) {
        String name = result.name().isEmpty() ? "A card" : result.name();
        return name + ": " + problem(result.ended(), zone).orElseGet(() -> success(result));
    }

    private static String success(Result result) {
        return done(result.ended()).map(Outcomes::success).orElse("recorded.");
    }

    static String success(Done done) {
        return switch (done.action().kind()) {
            case APPROVED -> "approved, the mail leaves now.";
            case EDITED -> "saved; nothing is sent before it is approved.";
            case SKIPPED, RELEASED -> "no offer this cycle.";
            case REQUEUED -> "comes back with a new draft" + on(done) + ".";
            case SNOOZED -> "out of sight, back" + on(done) + ".";
            case REASSIGNED -> "now belongs to " + done.after().owner().name() + ".";
            case EXCEPTION_REQUESTED -> "the exception is asked for; the approver is told.";
            case EXCEPTION_GRANTED -> "granted; the offer carries the new discount.";
            case EXCEPTION_REFUSED -> "the exception is refused; whoever asked is told.";
            case UNDONE ->
                "undone."
                        + done.action().reason().map(why -> " But " + why + ".").orElse("");
            case RESOLVED_ARRIVED,
                    RESOLVED_NOT_SENT,
                    HELD,
                    SENT,
                    SEND_UNKNOWN,
                    SEND_FAILED,
                    STALE,
                    WOKEN,
                    EXPIRED,
                    IGNORED -> "recorded.";
        };
    }

    private static String on(Done done) {
        return done.action().until().map(day -> " on " + Wording.day(day)).orElse("");
    }
}
