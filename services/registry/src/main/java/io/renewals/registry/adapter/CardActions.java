package io.renewals.registry.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.messaging.Poison;
import io.renewals.registry.domain.CardAction;
import io.renewals.registry.domain.CardAction.Kind;
import io.renewals.registry.domain.State;
import java.util.Optional;
import java.util.OptionalInt;

/** An action on a card as the state machine takes it. */
final class CardActions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CardActions() {}

    static CardAction of(OfferActioned body) {
        if (body.getAction() == Action.UNKNOWN) {
            throw new Poison("action is not one this service knows");
        }
        return new CardAction(
                body.getActionSequence(),
                Kind.valueOf(body.getAction().name()),
                Optional.ofNullable(body.getUntil()),
                body.getUndoes() == null ? OptionalInt.empty() : OptionalInt.of(body.getUndoes()),
                card(body.getAfter()));
    }

    /** One line for the account: what was done, by whom, why. */
    static String detail(OfferActioned body) {
        String act = body.getAction().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return act + " by " + body.getActorName()
                + (body.getUntil() == null ? "" : " until " + body.getUntil())
                + (body.getReason() == null ? "" : ": " + body.getReason());
    }

    /** The snapshot says whether the card waits, now or on a date, is held or is void; its other fields are not ours to read. */
    private static Optional<State> card(String after) {
        try {
            String status = JSON.readTree(after).path("status").asText("");
            return switch (status.toUpperCase(java.util.Locale.ROOT)) {
                case "QUEUED" -> Optional.of(State.QUEUED);
                case "HELD" -> Optional.of(State.HELD);
                case "STALE" -> Optional.of(State.STALE);
                case "SNOOZED" -> Optional.of(State.SNOOZED);
                default -> Optional.empty();
            };
        } catch (JsonProcessingException e) {
            throw new Poison("the snapshot after the action is no JSON", e);
        }
    }
}
