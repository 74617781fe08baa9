package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a new draft, or a change of facts, does to the cards of a cycle. The highest revision wins. */
public final class Arrivals {
    private Arrivals() {}

    /** A card that is there already, as far as an arrival has to know. */
    public record Present(String offerId, int revision, Status status) {}

    /** What a severe case or a dispute holds. @param offerId the card of the account's revision @param reason one line */
    public record Hold(String offerId, String reason) {}

    /**
     * The account's facts, as last heard.
     *
     * @param accountVersion 0: nothing heard yet
     * @param hold for as long as a severe case or a dispute is open
     */
    public record Facts(long accountVersion, long materialVersion, Optional<Hold> hold) {

        /** What a card of this dossier stands on. A change heard late changes nothing. */
        public Ground under(Dossier dossier) {
            boolean outdates =
                    accountVersion >= dossier.accountVersion() && materialVersion != dossier.materialVersion();
            if (!outdates) {
                return Ground.FIRM;
            }
            return hold.filter(held -> held.offerId().equals(dossier.offerId()))
                    .<Ground>map(held -> new Ground.Suppressed(held.reason()))
                    .orElse(Ground.CHANGED);
        }
    }

    /** What to do with a draft that arrives. */
    public sealed interface Arrival {
        /** It becomes a card. @param superseded the lower revision that goes stale for it */
        record Accepted(Optional<String> superseded) implements Arrival {}

        /** It becomes a card that is held at once: a severe case or a dispute was heard of before it. */
        record Suppressed(Optional<String> superseded, String reason) implements Arrival {}

        /** It is kept as a stale card, so that a link to it explains itself. @param reason one line */
        record TooLate(String reason) implements Arrival {}

        /** It becomes a card that is stale at once: other facts were heard before it. */
        record OtherFacts() implements Arrival {}

        /** This very draft is here. */
        record Known() implements Arrival {}
    }

    public static Arrival arrive(Dossier dossier, List<Present> cycle, Facts facts) {
        if (cycle.stream().anyMatch(card -> card.offerId().equals(dossier.offerId()))) {
            return new Arrival.Known();
        }
        Optional<Present> newer = cycle.stream()
                .filter(card -> card.revision() > dossier.revision())
                .findFirst();
        if (newer.isPresent()) {
            return new Arrival.TooLate("revision " + newer.get().revision() + " of this cycle was here before it");
        }
        Optional<Present> live =
                cycle.stream().filter(card -> card.status().isLive()).findFirst();
        if (live.isPresent() && !live.get().status().isOpen()) {
            return new Arrival.TooLate(
                    "revision " + live.get().revision() + " of this cycle was decided before it came");
        }
        Optional<String> superseded = live.map(Present::offerId);
        return switch (facts.under(dossier)) {
            case Ground.Firm firm -> new Arrival.Accepted(superseded);
            case Ground.Suppressed suppressed -> new Arrival.Suppressed(superseded, suppressed.reason());
            case Ground.Changed changed -> new Arrival.OtherFacts();
        };
    }

    /** Not to be decided any more. Only for cards that wait for a person or for their first attempt. */
    public static Optional<Done> stale(Card card, String reason, Instant at) {
        boolean mayStop = card.status().isOpen() || card.status() == Status.APPROVED;
        if (!mayStop) {
            return Optional.empty();
        }
        Card after = card.acted(new CardState.Stale(reason, at));
        return Optional.of(new Done(
                card, after, CardAction.of(Kind.STALE, after, Sends.system(at)).because(reason)));
    }

    /** Held until a case or dispute is closed. Only for cards that could be stale for it; empty: it is so already. */
    public static Optional<Done> suppress(Card card, String reason, Instant at) {
        CardState.Held held = CardState.Held.suppressed(reason);
        boolean mayStop = card.status().isOpen() || card.status() == Status.APPROVED;
        return mayStop && !card.state().equals(held)
                ? Optional.of(Decisions.hold(card, held, Sends.system(at)))
                : Optional.empty();
    }

    /** A draft that came too late: the record of it. */
    public static Done ignored(Card arriving, String reason, Instant at) {
        Card after = arriving.acted(new CardState.Stale(reason, at));
        return new Done(
                arriving,
                after,
                CardAction.of(Kind.IGNORED, after, Sends.system(at)).because(reason));
    }
}
