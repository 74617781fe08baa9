package io.renewals.registry.digest.domain;

import io.renewals.registry.domain.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where one account stands when the week is counted.
 *
 * @param since when it got into its state
 * @param detail why it is in its state, one line; may be empty
 * @param arr yearly revenue under the present terms
 * @param card offer id, where the account has a card in this revision
 * @param cameBack true: it is snoozed since somebody skipped it as not ready yet
 * @param suppression why nothing may be offered; empty: nothing in the way
 * @param inWindow whether its renewal is near enough for the daily scan
 * @param judged its newest verdict
 * @param scoreBefore the score when the week began; empty: it was not judged then
 * @param fellBack true: nobody owns it, so the admin fallback does
 */
public record Standing(
        String account,
        String name,
        State state,
        Instant since,
        String detail,
        BigDecimal arr,
        String currency,
        LocalDate renewalDate,
        Optional<String> card,
        boolean cameBack,
        Optional<String> suppression,
        boolean inWindow,
        Optional<Verdict> judged,
        Optional<BigDecimal> scoreBefore,
        Person owner,
        boolean fellBack) {

    /**
     * @param severity LOW, MEDIUM or HIGH
     * @param score -1 to 1
     * @param reason one line
     */
    public record Verdict(LocalDate on, String severity, BigDecimal score, String reason, List<String> citations) {
        public Verdict {
            citations = List.copyOf(citations);
        }
    }

    /** The one place of a digest where the account is counted for its state. */
    public enum Place {
        IN_MOTION,
        HELD,
        STALE,
        SKIPPED,
        MISSED,
        /** Nothing to tell. */
        NOWHERE
    }

    /** @param opens when the week began: skips and misses before it are in an earlier digest */
    public Place place(Instant opens) {
        boolean fresh = !since.isBefore(opens);
        return switch (state) {
            case DUE, DECIDED, DRAFTED, QUEUED, SENDING, UNKNOWN_SEND, OFFERED -> Place.IN_MOTION;
            case SNOOZED -> cameBack ? since(fresh, Place.SKIPPED) : Place.IN_MOTION;
            case HELD -> Place.HELD;
            case STALE -> Place.STALE;
            case SKIPPED -> since(fresh, Place.SKIPPED);
            case MISSED, LAPSED -> since(fresh, Place.MISSED);
            // Left alone by the rulebook: there is no card, and to their owner they are held as much as one with a
            // card.
            case NO_OFFER -> suppression.isPresent() ? Place.HELD : Place.NOWHERE;
            case WATCHING, RENEWED, CHURNED -> Place.NOWHERE;
        };
    }

    private static Place since(boolean fresh, Place place) {
        return fresh ? place : Place.NOWHERE;
    }

    boolean isOver() {
        return state.isEnding();
    }

    String link() {
        return card.map(id -> "/cards/" + id).orElse("/accounts/" + account);
    }
}
