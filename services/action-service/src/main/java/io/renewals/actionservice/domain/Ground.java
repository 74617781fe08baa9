package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.Outcome.Done;
import java.time.Instant;
import java.util.Optional;

/** How the account's facts, as last stored, stand to those a card was drafted on. */
public sealed interface Ground {
    Ground FIRM = new Firm();
    Ground CHANGED = new Changed();

    /** The same, or newer ones are on the card than were heard of. */
    record Firm() implements Ground {}

    /** Others: this draft is void. */
    record Changed() implements Ground {}

    /** A severe case or a dispute is open: the card is held for as long as it is, and drafted anew after. @param reason one line */
    record Suppressed(String reason) implements Ground {}

    /** What a card that could still be decided has to be on this ground; empty: it may stay what it is. */
    default Optional<CardState> instead(Card card, Instant at) {
        return switch (this) {
            case Firm firm -> Optional.empty();
            case Changed changed -> Optional.of(new CardState.Stale(whyStale(card), at));
            case Suppressed suppressed -> Optional.of(CardState.Held.suppressed(suppressed.reason()));
        };
    }

    /** The same as an act of the system; empty: it may stay what it is, is so already, or was decided. */
    default Optional<Done> follow(Card card, Instant at) {
        return switch (this) {
            case Firm firm -> Optional.empty();
            case Changed changed -> Arrivals.stale(card, whyStale(card), at);
            case Suppressed suppressed -> Arrivals.suppress(card, suppressed.reason(), at);
        };
    }

    private static String whyStale(Card card) {
        return card.state() instanceof CardState.Held held && held.isSuppressed()
                ? "the account has moved on since it was held"
                : Circumstances.CHANGED;
    }
}
