package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.CardAction.Kind;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Test
    void theWayOfAnOffer() {
        Progress progress = Progress.first();
        assertThat(progress.state()).isEqualTo(State.WATCHING);
        progress = progress.due(DAY);
        assertThat(progress.state()).isEqualTo(State.DUE);
        progress = moved(progress, new Heard.Decided(1, 1), State.DECIDED);
        progress = moved(progress, new Heard.Drafted(1, 1), State.DRAFTED);
        progress = moved(progress, new Heard.Queued(1, 1), State.QUEUED);
        progress = moved(progress, act(CardAction.of(1, Kind.APPROVED)), State.SENDING);
        progress = moved(progress, act(CardAction.of(2, Kind.SENT)), State.OFFERED);
        assertThat(progress.requeueOn()).isEmpty();
    }

    @Test
    void aVerdictWithoutAnOfferStandsUntilTheNextCheck() {
        Progress none = moved(Progress.first().due(DAY), new Heard.Assessed(1, 1, DAY, false), State.NO_OFFER);
        Progress next = none.due(DAY.plusDays(1));
        assertThat(next.state()).isEqualTo(State.DUE);
        assertThat(next.hear(new Heard.Assessed(1, 1, DAY.minusDays(1), false))).isInstanceOf(Hearing.Ignored.class);
    }

    @Test
    void theDailyVerdictLeavesAQueuedCardAlone() {
        Progress queued = moved(Progress.first().due(DAY), new Heard.Queued(1, 1), State.QUEUED);
        assertThat(queued.hear(new Heard.Assessed(1, 1, DAY.plusDays(1), false)))
                .isInstanceOf(Hearing.Kept.class);
    }

    @Test
    void anUndoneSkipIsBackWhereItWas() {
        Progress held = moved(Progress.first().due(DAY), new Heard.HeldBack(1, 1), State.HELD);
        Progress released = moved(held, act(CardAction.of(1, Kind.RELEASED)), State.SKIPPED);
        moved(released, act(CardAction.undo(2, 1)), State.HELD);
    }

    @Test
    void anUndoAfterTheMailLeavesAVoidCard() {
        Progress offered = moved(Progress.first().due(DAY), act(CardAction.of(2, Kind.SENT)), State.OFFERED);
        CardAction undo =
                new CardAction(3, Kind.UNDONE, Optional.empty(), java.util.OptionalInt.of(2), Optional.of(State.STALE));
        moved(offered, act(undo), State.STALE);
    }

    @Test
    void anUndoneRequeueForgetsTheDay() {
        Progress queued = moved(Progress.first().due(DAY), new Heard.Queued(1, 1), State.QUEUED);
        Progress snoozed = moved(queued, act(CardAction.until(1, Kind.REQUEUED, DAY.plusDays(7))), State.SNOOZED);
        assertThat(snoozed.requeueOn()).contains(DAY.plusDays(7));
        assertThat(moved(snoozed, act(CardAction.undo(2, 1)), State.QUEUED).requeueOn())
                .isEmpty();
    }

    @Test
    void anUnknownMailIsResolvedEitherWay() {
        Progress unknown = moved(
                moved(Progress.first().due(DAY), new Heard.Queued(1, 1), State.QUEUED),
                act(CardAction.of(2, Kind.SEND_UNKNOWN)),
                State.UNKNOWN_SEND);
        moved(unknown, act(CardAction.of(3, Kind.RESOLVED_ARRIVED)), State.OFFERED);
        moved(unknown, act(CardAction.of(3, Kind.RESOLVED_NOT_SENT)), State.QUEUED);
    }

    @Test
    void aRevisionThatWasNeverBegunIsNoneOfOurs() {
        Progress progress = Progress.first().due(DAY);
        assertThat(progress.hear(new Heard.Queued(1, 2)))
                .isEqualTo(new Hearing.Ignored(
                        progress, "revision 2 of cycle 1 was never begun: the account is at 1 of cycle 1"));
    }

    @Test
    void anEditThatHealsAHeldCardQueuesIt() {
        Progress held = moved(Progress.first().due(DAY), new Heard.HeldBack(1, 1), State.HELD);
        CardAction edit = new CardAction(
                1, Kind.EDITED, Optional.empty(), java.util.OptionalInt.empty(), Optional.of(State.QUEUED));
        moved(held, act(edit), State.QUEUED);
    }

    @Test
    void aSnoozedCardIsStillTheSameDraftAndWakes() {
        Progress queued = moved(Progress.first().due(DAY), new Heard.Queued(1, 1), State.QUEUED);
        Progress snoozed = moved(queued, act(CardAction.until(1, Kind.SNOOZED, DAY.plusDays(7))), State.SNOOZED);
        assertThat(snoozed.requeueOn()).isEmpty();
        assertThat(snoozed.isCardSnoozed()).isTrue();
        assertThat(snoozed.isDraftedOnFacts()).isTrue();
        moved(snoozed, act(CardAction.of(2, Kind.WOKEN)), State.QUEUED);
        moved(snoozed, act(CardAction.undo(2, 1)), State.QUEUED);
        Progress requeued = moved(queued, act(CardAction.until(1, Kind.REQUEUED, DAY.plusDays(7))), State.SNOOZED);
        assertThat(requeued.isCardSnoozed()).isFalse();
        assertThat(requeued.isDraftedOnFacts()).isFalse();
    }

    @Test
    void anExpiredCardIsMissed() {
        Progress held = moved(Progress.first().due(DAY), new Heard.HeldBack(1, 1), State.HELD);
        moved(held, act(CardAction.of(1, Kind.EXPIRED)), State.MISSED);
    }

    @Test
    void newOwnersAndExceptionsLeaveTheStateAndAGrantHealsAHeldCard() {
        Progress held = moved(Progress.first().due(DAY), new Heard.HeldBack(1, 1), State.HELD);
        for (Kind kind : java.util.List.of(Kind.REASSIGNED, Kind.EXCEPTION_REQUESTED, Kind.EXCEPTION_REFUSED)) {
            assertThat(held.hear(act(CardAction.of(1, kind)))).isInstanceOf(Hearing.Kept.class);
        }
        CardAction grant = new CardAction(
                1, Kind.EXCEPTION_GRANTED, Optional.empty(), java.util.OptionalInt.empty(), Optional.of(State.QUEUED));
        moved(held, act(grant), State.QUEUED);
    }

    @Test
    void aCaseHoldsWhatIsDraftedOrDueAndItsEndLeavesItWhereItWas() {
        Progress due = Progress.first().due(DAY);
        Progress queued = moved(due, new Heard.Queued(1, 1), State.QUEUED);
        Progress snoozed = moved(queued, act(CardAction.until(1, Kind.SNOOZED, DAY.plusDays(7))), State.SNOOZED);
        for (Progress each : java.util.List.of(due, queued, snoozed)) {
            Progress held = each.suppressed(true);
            assertThat(held.state()).isEqualTo(State.HELD);
            assertThat(held.isHeldBySuppression()).isTrue();
            assertThat(held.isDraftedOnFacts()).isFalse();
            assertThat(held.suppressed(false)).isEqualTo(each);
        }
    }

    @Test
    void aCaseHoldsNoAccountThatWaitsForNothing() {
        Progress queued = moved(Progress.first().due(DAY), new Heard.Queued(1, 1), State.QUEUED);
        Progress requeued = moved(queued, act(CardAction.until(1, Kind.REQUEUED, DAY.plusDays(7))), State.SNOOZED);
        Progress sending = moved(queued, act(CardAction.of(1, Kind.APPROVED)), State.SENDING);
        for (Progress each : java.util.List.of(Progress.first(), requeued, sending)) {
            assertThat(each.suppressed(true).state()).isEqualTo(each.state());
        }
        assertThat(moved(sending.suppressed(true), act(CardAction.of(2, Kind.SENT)), State.OFFERED)
                        .isHeldBySuppression())
                .isFalse();
    }

    @Test
    void aDraftThatArrivesWhileACaseIsOpenIsHeldAndTheDaysVerdictLeavesItSo() {
        Progress held = Progress.first().due(DAY).suppressed(true);

        assertThat(held.hear(new Heard.Queued(1, 1))).isInstanceOf(Hearing.Kept.class);
        assertThat(held.hear(new Heard.Assessed(1, 1, DAY, false))).isInstanceOf(Hearing.Kept.class);
        moved(held, act(CardAction.of(1, Kind.RELEASED)), State.SKIPPED);
        moved(held, act(CardAction.of(1, Kind.EXPIRED)), State.MISSED);
    }

    private static Heard act(CardAction action) {
        return new Heard.Actioned(1, 1, action);
    }

    private static Progress moved(Progress from, Heard heard, State to) {
        Hearing hearing = from.hear(heard);
        assertThat(hearing).isInstanceOf(Hearing.Moved.class);
        Progress next = ((Hearing.Moved) hearing).next();
        assertThat(next.state()).isEqualTo(to);
        return next;
    }
}
