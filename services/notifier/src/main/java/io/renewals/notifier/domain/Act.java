package io.renewals.notifier.domain;

import io.renewals.notifier.domain.CardFacts.Content;
import java.time.Instant;
import java.util.List;

/**
 * What somebody, or the clock, did with a card.
 *
 * @param sequence counts the actions of one card, from 1
 * @param actor e-mail address, or {@code system}
 * @param reason in words; empty: none
 * @param standing where the card is after it
 * @param content plan, price and message after it; null: unchanged
 * @param owner whose card it is after it; null: not told
 * @param tell who else has to hear of it
 * @param ask as it stands after it, of a refusal the one that was refused; null: none
 */
public record Act(
        Kind kind,
        int sequence,
        String actor,
        String actorName,
        Instant at,
        String reason,
        Standing standing,
        Content content,
        Person owner,
        List<Told> tell,
        ExceptionAsk ask) {

    /** What readers beside the owner are told of, or the owner has to be rung for. */
    public enum Kind {
        ASKED,
        GRANTED,
        REFUSED,
        /** It waits again, though nobody has looked at it just now. */
        BACK,
        OTHER
    }

    /** @param role approver, requester or before */
    public record Told(Person person, String role) {}

    public Act {
        tell = List.copyOf(tell);
    }
}
