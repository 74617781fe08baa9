package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.notifier.adapter.CardEvents;
import io.renewals.notifier.domain.Standing;
import org.junit.jupiter.api.Test;

/** What readers are told of an undo follows from where it left the card. */
class UndoneWordsTest {
    @Test
    void backInTheQueueItIsToBeDecidedAgain() {
        assertThat(undone("queued", null)).isEqualTo(new Standing.Open("Undone by Ada Byron. Decide again.", 0));
    }

    @Test
    void heldItSaysWhatHoldsIt() {
        OfferActioned event = event("held", null);
        event.setAfter("{\"status\": \"held\", \"state\": {\"limit\": \"cap\", \"reason\": \"20% is above 15%\"}}");

        assertThat(standing(event)).isEqualTo(new Standing.Held("cap", "20% is above 15%", 0));
    }

    @Test
    void aMailThatHadLeftIsNotDecidedOnAgain() {
        assertThat(undone("stale", "the mail had left and can't be recalled"))
                .isEqualTo(new Standing.Closed(
                        "Undone by Ada Byron (the mail had left and can't be recalled). If another draft is due, it comes by"
                                + " itself.",
                        0));
    }

    @Test
    void onFactsThatAreOthersByNowItIsNotDecidedOnAgain() {
        assertThat(undone("stale", null))
                .isEqualTo(new Standing.Closed("Undone by Ada Byron. If another draft is due, it comes by itself.", 0));
    }

    @Test
    void snoozedAgainItWaitsForNobody() {
        assertThat(undone("snoozed", null))
                .isEqualTo(new Standing.Closed("Undone by Ada Byron; it is snoozed again.", 0));
    }

    @Test
    void whatIsDecidedStaysDecided() {
        assertThat(undone("approved", null)).isEqualTo(new Standing.Closed("Undone by Ada Byron.", 0));
    }

    private static Standing undone(String status, String reason) {
        return standing(event(status, reason));
    }

    private static OfferActioned event(String status, String reason) {
        OfferActioned event =
                Drafts.actioned(Drafts.queued("acme", "words", 1), 2, Action.UNDONE, status, Drafts.PLAIN);
        event.setReason(reason);
        return event;
    }

    private static Standing standing(OfferActioned event) {
        return CardEvents.acted(event, "cause").orElseThrow().act().standing();
    }
}
