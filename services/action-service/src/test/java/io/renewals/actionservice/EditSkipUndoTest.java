package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.approve;
import static io.renewals.actionservice.HttpSteps.as;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.edit;
import static io.renewals.actionservice.HttpSteps.sha256;
import static io.renewals.actionservice.HttpSteps.skip;
import static io.renewals.actionservice.HttpSteps.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.schemas.Topics;
import org.junit.jupiter.api.Test;

/** What a person decides besides an approval. */
@QuarkusTest
class EditSkipUndoTest extends RunningService {
    @Test
    void anEditOverTheCapIsRefusedAtTheFieldNamingCapAndTier() {
        String offer = steps.queue("edit-over");

        edit("maria", offer, "Room to grow", Drafts.TEXT, "15.01")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("discount"))
                .body("errors[0].problem", equalTo("that's above the 15% cap for tier Mid-market"))
                .body("errors[0].advice", equalTo("lower it or ask for an exception"));
    }

    @Test
    void anEditAtTheCapIsTakenAndTheTextsFiguresFollow() {
        String offer = steps.queue("edit-in");

        edit("maria", offer, "Room to grow", Drafts.TEXT, "15")
                .then()
                .statusCode(200)
                .body("card.offer.unitPrice", comparesEqualTo(75.65f))
                .body("card.message.textBody", containsString("$75.65 per seat per month, 15% off"))
                .body("card.message.textBody", containsString("$3,026.00 a month"))
                .body("card.message.htmlBody", containsString("$75.65"));
        approve("maria", offer, sha256(offer)).then().statusCode(200);
        awaitStatus(offer, "sent");
        assertThat(steps.actioned(offer, Action.EDITED).getBefore()).contains("80.1");
    }

    @Test
    void anAmountThatIsNotTheOffersOwnIsRefusedInTheText() {
        String offer = steps.queue("edit-amount");

        edit("maria", offer, "Room to grow", Drafts.TEXT + "\n\nAnd $500 back at Christmas.", "10")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("text"))
                .body("errors[0].problem", containsString("$500"));
    }

    @Test
    void aHeldCardIsEditedIntoTheLimits() {
        topics.publish(Topics.OFFER_HELD, "acme/held", Drafts.held("acme", "held"));
        String offer = Drafts.offerId("acme", "held", 1);
        awaitStatus(offer, "held");
        approve("maria", offer, sha256(offer)).then().statusCode(409).body("type", equalTo("urn:renewals:held"));

        edit("maria", offer, "Room to grow", "Hi Sam,\n\nBusiness, 12.5% off.", "12.5")
                .then()
                .statusCode(200);

        assertThat(status(offer)).isEqualTo("queued");
    }

    @Test
    void notReadyYetComesBackAfterTheRulebooksDaysAndCanBeUndone() {
        String offer = steps.queue("not-ready");

        skip("maria", offer, "not_ready_yet").then().statusCode(200).body("card.status", equalTo("skipped"));

        OfferActioned requeued = steps.actioned(offer, Action.REQUEUED);
        assertThat(requeued.getUntil()).isEqualTo(requeued.getOnDate().plusDays(7));
        as("maria")
                .body("{}")
                .post("/api/cards/" + offer + "/undo")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("queued"));
        assertThat(steps.actioned(offer, Action.UNDONE).getUndoes()).isEqualTo(1);
    }

    @Test
    void aSentMailIsNotRecalled() {
        String offer = steps.queue("undo-sent");
        approve("maria", offer, sha256(offer)).then().statusCode(200);
        awaitStatus(offer, "sent");

        as("maria")
                .body("{}")
                .post("/api/cards/" + offer + "/undo")
                .then()
                .statusCode(200)
                .body("card.status", equalTo("stale"));

        assertThat(steps.actioned(offer, Action.UNDONE).getReason()).contains("can't be recalled");
    }
}
