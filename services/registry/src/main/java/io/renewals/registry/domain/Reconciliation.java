package io.renewals.registry.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the book's live accounts against the cards in front of people. */
public final class Reconciliation {
    /** The state an account is in while its card has this status. A status that is not here agrees with none. */
    private static final Map<String, State> STATE_OF_CARD = Map.of(
            "QUEUED", State.QUEUED,
            "HELD", State.HELD,
            "SNOOZED", State.SNOOZED,
            "APPROVED", State.SENDING,
            "SENDING", State.SENDING,
            "UNKNOWN", State.UNKNOWN_SEND);

    private Reconciliation() {}

    /**
     * @param offerId of the account's cycle and revision
     * @param since when it entered the state
     * @param withoutCard true: held before a card of it was heard of, so there may be none
     */
    public record Booked(String account, String offerId, State state, Instant since, boolean withoutCard) {
        public Booked(String account, String offerId, State state, Instant since) {
            this(account, offerId, state, since, false);
        }
    }

    /** A card that is not decided for good. @param status as action-service names it */
    public record Card(String account, String offerId, String status, Instant since) {}

    /** @param since since when both sides are as they are */
    public record Difference(String account, String offerId, String found, Instant since) {}

    /** @param booked all accounts that are QUEUED, HELD, SENDING, UNKNOWN_SEND, or SNOOZED with their card */
    public static List<Difference> compare(List<Booked> booked, List<Card> cards) {
        Map<String, Booked> byOffer = new TreeMap<>();
        booked.stream()
                .filter(each -> STATE_OF_CARD.containsValue(each.state()))
                .forEach(each -> byOffer.put(each.offerId(), each));
        List<Difference> differences = new ArrayList<>();
        for (Card card : cards) {
            Optional<Booked> account = Optional.ofNullable(byOffer.remove(card.offerId()));
            if (account.isEmpty()) {
                differences.add(new Difference(
                        card.account(),
                        card.offerId(),
                        "the card is " + card.status() + ", the account does not wait for it",
                        card.since()));
            } else if (!agrees(account.get().state(), card.status())) {
                Instant since = card.since().isAfter(account.get().since())
                        ? card.since()
                        : account.get().since();
                differences.add(new Difference(
                        card.account(),
                        card.offerId(),
                        "the card is " + card.status() + ", the account is "
                                + account.get().state(),
                        since));
            }
        }
        byOffer.values().stream()
                .filter(each -> !each.withoutCard())
                .forEach(each -> differences.add(new Difference(
                        each.account(),
                        each.offerId(),
                        "the account is " + each.state() + ", no card is",
                        each.since())));
        return differences;
    }

    private static boolean agrees(State state, String status) {
        return STATE_OF_CARD.get(status.toUpperCase(java.util.Locale.ROOT)) == state;
    }
}
