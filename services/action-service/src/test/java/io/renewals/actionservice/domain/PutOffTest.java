package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.problem;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.after;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.at;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is 21 November in New York; the notice deadline is 20 December. */
class PutOffTest {
    @Test
    void aSnoozedCardWakesAtEightOnItsDayWhereTheTenantIs() {
        Card snoozed = snoozed("2026-12-01");

        assertThat(snoozed.status()).isEqualTo(Status.SNOOZED);
        assertThat(ByClock.wake(snoozed, at("2026-12-01T12:59:59Z"))).isEmpty();
        Done woken = ByClock.wake(snoozed, at("2026-12-01T13:00:00Z")).orElseThrow();
        assertThat(woken.after().status()).isEqualTo(Status.QUEUED);
        assertThat(woken.action().by().actor()).isEqualTo("system");
        assertThat(woken.after().content()).isEqualTo(card().content());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-20, the notice deadline is 20 Dec 2026",
        "2026-12-31, the notice deadline is 20 Dec 2026",
        "2026-11-21, is not after today",
        "2026-11-01, is not after today"
    })
    void noSnoozeLetsTheDeadlinePass(String day, String words) {
        Refusal.FieldProblem problem = problem(Decisions.decide(card(), snooze(day), MARIA, now()));

        assertThat(problem.field()).isEqualTo("until");
        assertThat(problem.problem()).contains(words);
    }

    @Test
    void aNoteWithAZeroCharacterIsRefusedAtItsField() {
        Command snooze = new Command.Snooze(2, LocalDate.parse("2026-12-01"), Optional.of("in\u0000talks"));

        Refusal.FieldProblem problem = problem(Decisions.decide(card(), snooze, MARIA, now()));

        assertThat(problem.field()).isEqualTo("note");
        assertThat(problem.problem()).isEqualTo("contains control characters");
    }

    @Test
    void theDayBeforeTheDeadlineIsTheLastOne() {
        assertThat(snoozed("2026-12-19").status()).isEqualTo(Status.SNOOZED);
        assertThat(problem(Decisions.decide(card(), snooze("2026-12-20"), MARIA, at("2026-12-19T15:00:00Z")))
                        .problem())
                .contains("can't be put off");
    }

    @Test
    void aHeldCardIsNotSnoozed() {
        assertThat(refused(
                        Decisions.decide(card(new CardState.Held("cap", "over")), snooze("2026-12-01"), MARIA, now())))
                .isInstanceOf(Refusal.IsHeld.class);
    }

    @Test
    void aSnoozedCardCanStillBeDecidedOn() {
        assertThat(done(Decisions.decide(snoozed("2026-12-01"), approveAsShown(card()), MARIA, now()))
                        .after()
                        .status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void undoPutsASnoozedCardBackAndAWokenOneStays() {
        Done snoozed = done(Decisions.decide(card(), snooze("2026-12-01"), MARIA, now()));
        Command undo = new Command.Undo(Optional.empty());

        assertThat(done(Decisions.decide(snoozed.after(), undo, MARIA, after(snoozed, Optional.empty())))
                        .after()
                        .state())
                .isEqualTo(card().state());
        Done woken = ByClock.wake(snoozed.after(), at("2026-12-01T13:00:00Z")).orElseThrow();
        assertThat(refused(Decisions.decide(woken.after(), undo, MARIA, after(woken, Optional.empty()))))
                .isInstanceOf(Refusal.CannotUndo.class);
    }

    @Test
    void notReadyYetTakesADate() {
        Command skip =
                new Command.Skip(2, "not_ready_yet", Optional.empty(), Optional.of(LocalDate.parse("2026-12-07")));

        assertThat(done(Decisions.decide(card(), skip, MARIA, now())).action().until())
                .contains(LocalDate.parse("2026-12-07"));
    }

    @ParameterizedTest
    @CsvSource({"not_ready_yet, 2026-12-20", "not_ready_yet, 2026-11-21", "already_churned, 2026-12-07"})
    void aSkipsDateHasToComeInTimeAndWithAReasonThatComesBack(String reason, String day) {
        Command skip = new Command.Skip(2, reason, Optional.empty(), Optional.of(LocalDate.parse(day)));

        assertThat(problem(Decisions.decide(card(), skip, MARIA, now())).field())
                .isEqualTo("until");
    }

    @Test
    void whatNobodyDecidedExpiresAfterTheTenantsLastDayAndIsNobodysRefusal() {
        assertThat(ByClock.expire(card(), at("2026-12-21T04:59:59Z"))).isEmpty();

        Done expired = ByClock.expire(card(), at("2026-12-21T05:00:00Z")).orElseThrow();

        assertThat(expired.action().kind()).isEqualTo(Kind.EXPIRED);
        assertThat(expired.action().by().actor()).isEqualTo("system");
        assertThat(expired.after().state().decision()).isEmpty();
        assertThat(refused(Decisions.decide(expired.after(), approveAsShown(card()), MARIA, now())))
                .isEqualTo(new Refusal.IsExpired(LocalDate.parse("2026-12-20")));
        assertThat(refused(Decisions.decide(
                        expired.after(), new Command.Undo(Optional.empty()), MARIA, after(expired, Optional.empty()))))
                .isInstanceOf(Refusal.CannotUndo.class);
    }

    @Test
    void heldAndSnoozedCardsExpireAndDecidedOnesDoNot() {
        Circumstances over = at("2026-12-21T05:00:00Z");

        assertThat(ByClock.expire(card(new CardState.Held("cap", "over")), over))
                .isPresent();
        assertThat(ByClock.expire(snoozed("2026-12-01"), over)).isPresent();
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
        assertThat(ByClock.expire(approved, over)).isEmpty();
    }

    @Test
    void aChangeOfFactsStopsASnoozedCardAndAnExpiredOneLeavesItsPlace() {
        assertThat(Arrivals.stale(snoozed("2026-12-01"), "facts", Samples.NOW)).isPresent();
        assertThat(Arrivals.arrive(
                        Samples.dossier(),
                        List.of(new Arrivals.Present("offer-0", 1, Status.EXPIRED)),
                        new Arrivals.Facts(0, 0, Optional.empty())))
                .isEqualTo(new Arrivals.Arrival.Accepted(Optional.empty()));
        assertThat(Arrivals.arrive(
                        Samples.dossier(),
                        List.of(new Arrivals.Present("offer-0", 1, Status.SNOOZED)),
                        new Arrivals.Facts(0, 0, Optional.empty())))
                .isEqualTo(new Arrivals.Arrival.Accepted(Optional.of("offer-0")));
    }

    private static Card snoozed(String day) {
        return done(Decisions.decide(card(), snooze(day), MARIA, now())).after();
    }

    private static Command snooze(String day) {
        return new Command.Snooze(2, LocalDate.parse(day), Optional.of("in talks"));
    }
}
