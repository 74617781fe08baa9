package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.rulebook.SkipReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No offer now: skipped for this cycle, back with a new draft on a date, or the same draft out of sight until one. No date given
 * by a person lets the notice deadline pass.
 */
final class PutOff {
    private PutOff() {}

    static Outcome skip(Card card, Command.Skip skip, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.stillWaits(card, skip.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        Optional<SkipReason> reason = now.rulebook().skipReason(skip.reason());
        if (reason.isEmpty()) {
            return Decisions.refusedField("reason", "is not one of the rulebook's reasons", "choose one of the list");
        }
        List<FieldProblem> problems = new ArrayList<>();
        Optional<String> note = Written.optional("note", skip.note(), problems);
        if (skip.reason().equals("other") && note.isEmpty()) {
            problems.add(new FieldProblem("note", "is empty", "say in a few words why there is no offer"));
        }
        if (skip.until().isPresent() && !reason.get().requeues()) {
            problems.add(new FieldProblem(
                    "until",
                    "does not go with “" + reason.get().label() + "”, which is for the whole cycle",
                    "leave the date out, or choose a reason that comes back"));
        } else {
            skip.until().ifPresent(day -> checkDay(card, day, now, problems));
        }
        return problems.isEmpty()
                ? skipped(card, skip, reason.get(), note, person.decides(now.now()), now)
                : new Refused(new Refusal.BadFields(problems));
    }

    private static Done skipped(
            Card card, Command.Skip skip, SkipReason reason, Optional<String> note, Decision by, Circumstances now) {
        Optional<LocalDate> until = reason.requeues()
                ? skip.until()
                        .or(() -> Optional.of(
                                now.today().plusDays(now.rulebook().followUp().requeueDays())))
                : Optional.empty();
        Kind kind = until.isPresent()
                ? Kind.REQUEUED
                : card.state() instanceof CardState.Held ? Kind.RELEASED : Kind.SKIPPED;
        Card after = card.acted(new CardState.Skipped(by, reason.code(), reason.label(), note, until));
        String why = note.map(text -> reason.code() + ": " + text).orElse(reason.code());
        return new Done(card, after, CardAction.of(kind, after, by).because(why).comingBack(until));
    }

    static Outcome snooze(Card card, Command.Snooze snooze, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.mayGoOut(card, snooze.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        if (card.state() instanceof CardState.Held held) {
            return new Refused(new Refusal.IsHeld(held));
        }
        List<FieldProblem> problems = new ArrayList<>();
        Optional<String> note = Written.optional("note", snooze.note(), problems);
        checkDay(card, snooze.until(), now, problems);
        if (!problems.isEmpty()) {
            return new Refused(new Refusal.BadFields(problems));
        }
        Decision by = person.decides(now.now());
        Card after = card.acted(new CardState.Snoozed(by, snooze.until(), note));
        CardAction action =
                CardAction.of(Kind.SNOOZED, after, by).because(note).comingBack(Optional.of(snooze.until()));
        return new Done(card, after, action);
    }

    private static void checkDay(Card card, LocalDate day, Circumstances now, List<FieldProblem> problems) {
        LocalDate deadline = card.dossier().noticeDeadline();
        LocalDate last = deadline.minusDays(1);
        if (day == null) {
            problems.add(new FieldProblem("until", "is no date", "write it as 2026-12-31"));
        } else if (last.isBefore(now.today().plusDays(1))) {
            problems.add(new FieldProblem(
                    "until",
                    "can't be put off: the notice deadline is " + Written.day(deadline),
                    "decide now, or hand it to somebody who can"));
        } else if (!day.isAfter(now.today())) {
            problems.add(new FieldProblem("until", "is not after today", "choose a later day"));
        } else if (day.isAfter(last)) {
            problems.add(new FieldProblem(
                    "until",
                    "is too late: the notice deadline is " + Written.day(deadline),
                    "choose " + Written.day(last) + " or earlier"));
        }
    }
}
