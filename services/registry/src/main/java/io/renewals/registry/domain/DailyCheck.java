package io.renewals.registry.domain;

import io.renewals.rulebook.CycleStatus;
import io.renewals.rulebook.RenewalWindow;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the daily scan makes of one account.
 *
 * @param next progress after the check
 * @param status set: a {@code renewal.due} is emitted with it
 * @param finding set: the account was found missed or lapsed, and this says why
 */
public record DailyCheck(Progress next, Optional<CycleStatus> status, Optional<String> finding) {

    /** @param offeredThisCycle a mail was sent in this cycle, under whichever revision */
    public static DailyCheck of(
            Progress progress, Contract contract, RenewalWindow window, LocalDate day, boolean offeredThisCycle) {
        // A case or dispute changes nothing about what the day makes of an account: it is checked, and may be missed.
        State state = progress.unsuppressed();
        if (contract.renewalDate().isBefore(day)) {
            return pastRenewal(progress, state, contract);
        }
        boolean inWindow = window.scans(contract.renewalDate(), day);
        if (contract.isMissed(window, day) && isMissable(progress, day) && !offeredThisCycle) {
            Progress missed = state == State.MISSED ? progress : progress.missed(day);
            Optional<String> finding =
                    state == State.MISSED ? Optional.empty() : Optional.of(lateness(contract, window, day));
            return new DailyCheck(missed, inWindow ? Optional.of(CycleStatus.NONE) : Optional.empty(), finding);
        }
        if (!inWindow) {
            return new DailyCheck(progress, Optional.empty(), Optional.empty());
        }
        return check(progress, state, day, offeredThisCycle);
    }

    /** The same account again on the day it was last checked, after its draft became void. */
    public static DailyCheck again(
            Progress progress, Contract contract, RenewalWindow window, LocalDate day, boolean offeredThisCycle) {
        boolean wanted =
                window.scans(contract.renewalDate(), day) && !contract.isMissed(window, day) && !offeredThisCycle;
        return wanted
                ? new DailyCheck(progress.due(day), Optional.of(CycleStatus.NONE), Optional.empty())
                : new DailyCheck(progress, Optional.empty(), Optional.empty());
    }

    private static DailyCheck pastRenewal(Progress progress, State state, Contract contract) {
        // A mail that may have left stays in sight until a person has resolved it.
        boolean stays = state.isEnding() || state == State.SENDING || state == State.UNKNOWN_SEND;
        return stays
                ? new DailyCheck(progress, Optional.empty(), Optional.empty())
                : new DailyCheck(
                        progress.nextCycle(State.LAPSED),
                        Optional.empty(),
                        Optional.of(
                                "the renewal date " + contract.renewalDate() + " passed and no outcome was reported"));
    }

    private static DailyCheck check(Progress progress, State state, LocalDate day, boolean offeredThisCycle) {
        if (offeredThisCycle && !state.isLive()) {
            return new DailyCheck(progress, Optional.of(CycleStatus.OFFERED), Optional.empty());
        }
        return switch (state) {
            case WATCHING, DUE, NO_OFFER, RENEWED, LAPSED ->
                new DailyCheck(progress.due(day), Optional.of(CycleStatus.NONE), Optional.empty());
            case MISSED ->
                // An expired card is over for good; with the dates corrected another draft is wanted, not the same one.
                new DailyCheck(
                        progress.hasCard()
                                ? progress.nextRevision(State.WATCHING).due(day)
                                : progress.due(day),
                        Optional.of(CycleStatus.NONE),
                        Optional.empty());
            case STALE ->
                new DailyCheck(
                        progress.nextRevision(State.WATCHING).due(day),
                        Optional.of(CycleStatus.NONE),
                        Optional.empty());
            case SNOOZED -> snoozed(progress, day);
            case DECIDED, DRAFTED, QUEUED, HELD, SENDING, UNKNOWN_SEND ->
                new DailyCheck(progress, Optional.of(CycleStatus.LIVE_DRAFT), Optional.empty());
            case OFFERED -> new DailyCheck(progress, Optional.of(CycleStatus.OFFERED), Optional.empty());
            case SKIPPED -> new DailyCheck(progress, Optional.of(CycleStatus.SKIPPED), Optional.empty());
            case CHURNED -> new DailyCheck(progress, Optional.empty(), Optional.empty());
        };
    }

    private static DailyCheck snoozed(Progress progress, LocalDate day) {
        if (progress.isCardSnoozed()) {
            return new DailyCheck(progress, Optional.of(CycleStatus.LIVE_DRAFT), Optional.empty());
        }
        return progress.requeueOn().get().isAfter(day)
                ? new DailyCheck(progress, Optional.of(CycleStatus.SKIPPED), Optional.empty())
                : new DailyCheck(
                        progress.nextRevision(State.WATCHING).due(day),
                        Optional.of(CycleStatus.NONE),
                        Optional.empty());
    }

    /** Where a card waits for a person, or one has decided, too late is theirs to say. */
    private static boolean isMissable(Progress progress, LocalDate day) {
        return switch (progress.unsuppressed()) {
            case WATCHING, DUE, NO_OFFER, STALE, MISSED, RENEWED, LAPSED -> true;
            case SNOOZED -> progress.requeueOn().isPresent();
            case DECIDED, DRAFTED, QUEUED, HELD, SENDING, UNKNOWN_SEND, OFFERED, SKIPPED, CHURNED -> false;
        };
    }

    private static String lateness(Contract contract, RenewalWindow window, LocalDate day) {
        return window.noticeDeadline(contract.renewalDate(), contract.autoRenew(), contract.noticeDays())
                .filter(day::isAfter)
                .map(deadline -> "no offer went out before the notice deadline of " + deadline)
                .orElseGet(() -> "no offer went out and the renewal on " + contract.renewalDate() + " is "
                        + contract.daysToRenewal(day) + " days away");
    }
}
