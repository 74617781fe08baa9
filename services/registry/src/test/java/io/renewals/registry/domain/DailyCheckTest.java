package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.CardAction.Kind;
import io.renewals.rulebook.CycleStatus;
import io.renewals.rulebook.RenewalWindow;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DailyCheckTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static final RenewalWindow WINDOW = new RenewalWindow(14, 90, 45, 30);

    @Test
    void bothEdgesOfTheWindowAreInIt() {
        assertThat(check(Progress.first(), 14).status()).contains(CycleStatus.NONE);
        assertThat(check(Progress.first(), 90).status()).contains(CycleStatus.NONE);
        assertThat(check(Progress.first(), 91).status()).isEmpty();
    }

    @Test
    void tooCloseWithoutAnOfferIsMissedOnce() {
        DailyCheck missed = check(Progress.first(), 13);
        assertThat(missed.next().state()).isEqualTo(State.MISSED);
        assertThat(missed.finding()).hasValueSatisfying(why -> assertThat(why).contains("13 days away"));
        DailyCheck nextDay = DailyCheck.of(missed.next(), contract(13), WINDOW, DAY.plusDays(1), false);
        assertThat(nextDay.finding()).isEmpty();
        assertThat(nextDay.next().state()).isEqualTo(State.MISSED);
    }

    @Test
    void pastTheNoticeDeadlineIsMissedAndStillJudged() {
        Contract contract = new Contract(DAY.plusDays(20), true, OptionalInt.of(30));
        DailyCheck check = DailyCheck.of(Progress.first(), contract, WINDOW, DAY, false);
        assertThat(check.next().state()).isEqualTo(State.MISSED);
        assertThat(check.status()).contains(CycleStatus.NONE);
    }

    @Test
    void aCorrectedDateTakesAMissedAccountBack() {
        Progress missed = check(Progress.first(), 5).next();
        DailyCheck later = DailyCheck.of(missed, contract(60), WINDOW, DAY.plusDays(1), false);
        assertThat(later.next().state()).isEqualTo(State.DUE);
        assertThat(later.next().cycleNo()).isEqualTo(1);
    }

    @Test
    void aCardBeforeAPersonIsNotMissed() {
        Progress queued = hear(Progress.first().due(DAY), new Heard.Queued(1, 1));
        assertThat(check(queued, 5).next()).isEqualTo(queued);
        assertThat(check(queued, 60).status()).contains(CycleStatus.LIVE_DRAFT);
    }

    @Test
    void offeredAndSkippedSaySo() {
        Progress offered = hear(Progress.first().due(DAY), new Heard.Actioned(1, 1, CardAction.of(2, Kind.SENT)));
        Progress skipped = hear(Progress.first().due(DAY), new Heard.Actioned(1, 1, CardAction.of(1, Kind.SKIPPED)));
        assertThat(check(offered, 60).status()).contains(CycleStatus.OFFERED);
        assertThat(check(skipped, 60).status()).contains(CycleStatus.SKIPPED);
        assertThat(check(offered, 5).finding()).isEmpty();
    }

    @Test
    void aMailOfALowerRevisionCountsForTheCycle() {
        DailyCheck check = DailyCheck.of(Progress.first(), contract(60), WINDOW, DAY, true);
        assertThat(check.status()).contains(CycleStatus.OFFERED);
        assertThat(check.next().state()).isEqualTo(State.WATCHING);
    }

    @Test
    void aRequeuedAccountComesBackOnItsDay() {
        Progress snoozed = hear(
                Progress.first().due(DAY),
                new Heard.Actioned(1, 1, CardAction.until(1, Kind.REQUEUED, DAY.plusDays(7))));
        assertThat(check(snoozed, 60).status()).contains(CycleStatus.SKIPPED);
        DailyCheck back = DailyCheck.of(snoozed, contract(60), WINDOW, DAY.plusDays(7), false);
        assertThat(back.status()).contains(CycleStatus.NONE);
        assertThat(back.next().revision()).isEqualTo(2);
        assertThat(back.next().state()).isEqualTo(State.DUE);
    }

    @Test
    void aSnoozedCardCountsAsALiveDraft() {
        Progress queued = hear(Progress.first().due(DAY), new Heard.Queued(1, 1));
        Progress snoozed = hear(queued, new Heard.Actioned(1, 1, CardAction.until(1, Kind.SNOOZED, DAY.plusDays(7))));
        assertThat(check(snoozed, 60).status()).contains(CycleStatus.LIVE_DRAFT);
        assertThat(check(snoozed, 5).next()).isEqualTo(snoozed);
    }

    @Test
    void anExpiredCardStaysMissedUntilTheDatesAreCorrectedAndThenAnotherDraftIsWanted() {
        Progress queued = hear(Progress.first().due(DAY), new Heard.Queued(1, 1));
        Progress expired = hear(queued, new Heard.Actioned(1, 1, CardAction.of(1, Kind.EXPIRED)));
        DailyCheck still = check(expired, 5);
        assertThat(still.next()).isEqualTo(expired);
        assertThat(still.finding()).isEmpty();

        DailyCheck corrected = check(expired, 60);
        assertThat(corrected.next().state()).isEqualTo(State.DUE);
        assertThat(corrected.next().revision()).isEqualTo(2);
    }

    @Test
    void anAccountHeldForACaseIsCheckedAllTheSameAndCanBeMissed() {
        Progress due = check(Progress.first().suppressed(true), 60).next();
        assertThat(due.state()).isEqualTo(State.HELD);
        assertThat(check(due, 59).status()).contains(CycleStatus.NONE);
        assertThat(check(due, 5).next().state()).isEqualTo(State.MISSED);

        Progress card = ((Hearing.Kept) due.hear(new Heard.Queued(1, 1))).next();
        assertThat(check(card, 60).status()).contains(CycleStatus.LIVE_DRAFT);
        assertThat(check(card, 5).next()).isEqualTo(card);
    }

    @Test
    void aPassedDateEndsTheCycle() {
        DailyCheck lapsed = DailyCheck.of(Progress.first(), contract(-1), WINDOW, DAY, false);
        assertThat(lapsed.next().state()).isEqualTo(State.LAPSED);
        assertThat(lapsed.next().cycleNo()).isEqualTo(2);
        assertThat(DailyCheck.of(lapsed.next(), contract(-1), WINDOW, DAY, false)
                        .finding())
                .isEmpty();
    }

    @Test
    void aMailInDoubtStaysInSightWhateverTheDate() {
        Progress unknown =
                hear(Progress.first().due(DAY), new Heard.Actioned(1, 1, CardAction.of(2, Kind.SEND_UNKNOWN)));
        assertThat(DailyCheck.of(unknown, contract(-3), WINDOW, DAY, false).next())
                .isEqualTo(unknown);
    }

    private static DailyCheck check(Progress progress, int daysToRenewal) {
        return DailyCheck.of(progress, contract(daysToRenewal), WINDOW, DAY, false);
    }

    private static Contract contract(int daysToRenewal) {
        return new Contract(DAY.plusDays(daysToRenewal), false, OptionalInt.empty());
    }

    private static Progress hear(Progress progress, Heard heard) {
        return ((Hearing.Moved) progress.hear(heard)).next();
    }
}
