package io.renewals.notifier.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.events.OfferActioned;
import io.renewals.notifier.domain.Standing;
import java.util.Optional;

/** Where an action left its card, in the words that readers are told. */
final class Standings {
    private Standings() {}

    /** @param after the snapshot of the card; empty: the action changed nothing */
    static Optional<Standing> after(OfferActioned event, JsonNode after) {
        String by = event.getActorName();
        int undo = event.getActionSequence();
        String reason = event.getReason() == null ? "" : event.getReason();
        String because = reason.isEmpty() ? "" : " (" + reason + ")";
        return switch (event.getAction()) {
            case APPROVED -> closed("Approved by " + by + "; the mail is on its way.", undo);
            case SENT -> closed("Sent by " + by + ".", undo);
            case SEND_UNKNOWN -> closed("Send unknown – resolve on the page" + because + ".", 0);
            case SEND_FAILED -> again(after, "The mail could not be sent" + because);
            case RESOLVED_ARRIVED -> closed("Sent: " + by + " found that the mail arrived.", undo);
            case RESOLVED_NOT_SENT -> again(after, by + " found that the mail was not sent");
            case EDITED -> back(after, "Edited by " + by + ".", undo);
            case SKIPPED -> closed("Skipped by " + by + because + ".", undo);
            case REQUEUED -> closed("Skipped by " + by + because + "; due again on " + day(event) + ".", undo);
            case UNDONE -> again(after, "Undone by " + by + because);
            case HELD -> Optional.of(held(after, reason, 0));
            case STALE -> closed("Out of date" + because + ". If another draft is due, it comes by itself.", 0);
            case EXPIRED -> closed("Expired: " + (reason.isEmpty() ? "the notice deadline is over" : reason) + ".", 0);
            case SNOOZED -> closed("Snoozed by " + by + " until " + day(event) + because + ".", undo);
            case WOKEN -> again(after, "Its snooze is over" + because);
            case REASSIGNED -> back(after, "Reassigned by " + by + because + ".", undo);
            case EXCEPTION_REQUESTED -> back(after, by + " asked for an exception" + because + ".", undo);
            case EXCEPTION_GRANTED -> back(after, "Exception granted by " + by + because + ".", undo);
            case EXCEPTION_REFUSED -> back(after, "Exception refused by " + by + because + ".", 0);
            case RELEASED -> closed("Let go by " + by + " without an offer" + because + ".", undo);
            case REDRAFT_REQUESTED -> closed(by + " asked for a new draft" + because + ".", 0);
            // Neither says that anything is another way than before.
            case IGNORED, UNKNOWN -> Optional.empty();
        };
    }

    private static String day(OfferActioned event) {
        return event.getUntil() == null ? "a later day" : event.getUntil().toString();
    }

    private static Optional<Standing> closed(String line, int undo) {
        return Optional.of(new Standing.Closed(line, undo));
    }

    /** Where the action left the card: usually in the queue, but an undo may put it back anywhere. */
    private static Optional<Standing> back(JsonNode after, String note, int undo) {
        return switch (after.path("status").asText()) {
            case "queued", "" -> Optional.of(new Standing.Open(note, undo));
            case "held" -> Optional.of(held(after, note, undo));
            default -> closed(note, 0);
        };
    }

    /** It may have to be decided again: not where the mail had left, or the facts are others by now. @param what without a full stop */
    private static Optional<Standing> again(JsonNode after, String what) {
        String next =
                switch (after.path("status").asText()) {
                    case "queued", "held", "" -> ". Decide again.";
                    case "stale" -> ". If another draft is due, it comes by itself.";
                    case "snoozed" -> "; it is snoozed again.";
                    default -> ".";
                };
        return back(after, what + next, 0);
    }

    private static Standing.Held held(JsonNode after, String otherwise, int undo) {
        JsonNode state = after.path("state");
        return new Standing.Held(
                state.path("limit").asText("rulebook"), state.path("reason").asText(otherwise), undo);
    }
}
