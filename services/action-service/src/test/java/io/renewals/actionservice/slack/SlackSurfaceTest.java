package io.renewals.actionservice.slack;

import static io.renewals.actionservice.slack.SlackPeople.ADA;
import static io.renewals.actionservice.slack.SlackPeople.MARIA;
import static io.renewals.actionservice.slack.SlackPeople.errorAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.events.Action;
import io.renewals.standins.slack.Forgery;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackFault;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Everything an owner does with a card in Slack, over a real database and a stand-in that refuses what Slack refuses. */
@QuarkusTest
class SlackSurfaceTest extends RunningSlack {
    @Test
    void aSignedClickApproves() throws Exception {
        String offer = cards.queue("slack-approve");
        Message message = people.post(cards.card(offer), MARIA);

        slack.click(MARIA, message, "approve");

        cards.awaitStatus(offer, Status.SENT);
        assertThat(cards.actioned(offer, Action.APPROVED).getSurface()).isEqualTo("slack");
        slack.click(ADA, message, "approve");
        people.awaitMessage(MARIA, "Already decided by Maria Santos");
    }

    @Test
    void theCommandSaysWhatItKnows() {
        JsonNode outcome = slack.command(MARIA, "help", Forgery.NONE);

        assertThat(outcome.path("body").asText()).contains("/renewals account");
    }

    @Test
    void theEditFormRefusesAtTheFieldAndGoesOnToReviewAndApproval() throws Exception {
        String offer = cards.queue("slack-edit");
        JsonNode view = people.modal(people.post(cards.card(offer), MARIA), MARIA, "edit", offer);
        assertThat(view.toString()).contains("$80.10 per seat").contains("Edit the offer");

        JsonNode refused = people.submit(MARIA, "discount", "40");
        assertThat(errorAt(refused, "discount"))
                .contains("15% cap for tier Mid-market")
                .contains("lower it")
                .contains("ask for an exception");
        JsonNode saved = people.submit(MARIA, "discount", "12");

        assertThat(saved.path("action").asText()).isEqualTo("update");
        assertThat(cards.card(offer).message().textBody()).contains("12% off");
        assertThat(people.awaitView(MARIA, "Approve and send").toString()).contains("12% off");
        people.submit(MARIA);
        cards.awaitStatus(offer, Status.SENT);
    }

    @Test
    void skippingTakesADateForNotReadyYetAndForNothingElse() throws Exception {
        String offer = cards.queue("slack-skip");
        people.modal(people.post(cards.card(offer), MARIA), MARIA, "skip", offer);

        JsonNode refused = people.submit(MARIA, "reason", "already_churned", "until", cards.daysAhead(10));
        assertThat(errorAt(refused, "until")).contains("not ready yet");
        people.submit(MARIA, "reason", "not_ready_yet", "until", cards.daysAhead(5));

        cards.awaitStatus(offer, Status.SKIPPED);
        assertThat(cards.actioned(offer, Action.REQUEUED).getUntil()).hasToString(cards.daysAhead(5));
    }

    @Test
    void aReviewShowsTheWholeMailAndEndsInApprove() throws Exception {
        String offer = cards.queue("slack-review");
        JsonNode view = people.modal(people.post(cards.card(offer), MARIA), MARIA, "review", offer);
        assertThat(view.toString()).contains("That is $3,204.00 a month").contains("sam@slack-review.example");

        JsonNode answer = people.submit(MARIA);

        assertThat(answer.path("errors")).isEmpty();
        cards.awaitStatus(offer, Status.SENT);
    }

    @Test
    void snoozingIsRefusedAtTheFieldAfterTheDayBeforeTheDeadline() throws Exception {
        String offer = cards.queue("slack-snooze");
        Card card = cards.card(offer);
        people.modal(people.post(card, MARIA), MARIA, "snooze", offer);

        JsonNode refused =
                people.submit(MARIA, "until", card.dossier().noticeDeadline().toString());
        assertThat(errorAt(refused, "until")).isNotEmpty();
        people.submit(MARIA, "until", cards.daysAhead(3), "note", "after the fair");

        cards.awaitStatus(offer, Status.SNOOZED);
        assertThat(((CardState.Snoozed) cards.card(offer).state()).until()).hasToString(cards.daysAhead(3));
    }

    @Test
    void aCardIsGivenToAnotherOwner() throws Exception {
        String offer = cards.queue("slack-reassign");
        people.modal(people.post(cards.card(offer), MARIA), MARIA, "reassign", offer);

        people.submit(MARIA, "owner", "tom", "note", "your region");

        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.card(offer).owner().id().equals("tom"));
    }

    @Test
    void anExceptionIsAskedForFromTheEditFormAndGrantedByAnother() throws Exception {
        String offer = cards.queue("slack-exception");
        Message message = people.post(cards.card(offer), MARIA);
        JsonNode edit = people.modal(message, MARIA, "edit", offer);
        slack.clickIn(
                MARIA,
                edit,
                "",
                "exception",
                JsonNodeFactory.instance.objectNode().put("discount", "18"));
        JsonNode form = people.awaitView(MARIA, "\"callback_id\":\"exception\"");
        assertThat(form.path("id")).as("the same window").isEqualTo(edit.path("id"));
        assertThat(form.toString()).contains("\"initial_value\":\"18\"");

        JsonNode beyond = people.submit(MARIA, "discount", "26", "reason", "a reference customer");
        assertThat(errorAt(beyond, "discount")).contains("25");
        people.submit(MARIA, "discount", "18", "reason", "a reference customer");
        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.card(offer).openException().isPresent());

        JsonNode grant = people.modal(people.post(cards.card(offer), ADA), ADA, "exception_grant", offer);
        assertThat(grant.toString()).contains("a reference customer").contains("18%");
        people.submit(ADA, "note", "fine");
        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.card(offer).offer().discountPercent().intValue() == 18);
    }

    @Test
    void whoAskedDoesNotGrantAndARefusalWantsAReason() throws Exception {
        String offer = cards.queue("slack-refused-exception");
        people.modal(people.post(cards.card(offer), MARIA), MARIA, "exception", offer);
        people.submit(MARIA, "discount", "18", "reason", "they ask for it");
        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.card(offer).openException().isPresent());

        Message message = people.post(cards.card(offer), MARIA);
        people.modal(message, MARIA, "exception_grant", "Grant the exception");
        people.submit(MARIA);
        assertThat(people.awaitView(MARIA, "Not done").toString()).contains("Ada Okafor");
        people.modal(people.post(cards.card(offer), ADA), ADA, "exception_refuse", offer);
        people.submit(ADA, "reason", "not this year");

        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.card(offer).openException().isEmpty());
        assertThat(cards.actioned(offer, Action.EXCEPTION_REFUSED).getReason()).contains("not this year");
    }

    @Test
    void theLastActionIsTakenBack() throws Exception {
        String offer = cards.queue("slack-undo");
        Message message = people.post(cards.card(offer), MARIA);
        people.modal(message, MARIA, "skip", offer);
        people.submit(MARIA, "reason", "handling_by_hand");
        cards.awaitStatus(offer, Status.SKIPPED);

        JsonNode view = people.modal(message, MARIA, "undo", "Skipped by Maria");
        assertThat(view.toString()).contains(offer);
        people.submit(MARIA);

        cards.awaitStatus(offer, Status.QUEUED);
    }

    @Test
    void anotherCompanysWorkspaceCannotAct() throws Exception {
        String offer = cards.queue("slack-foreign");
        Message message = people.post(cards.card(offer), "U0GINA", "xoxb-globex-test");

        slack.click("U0GINA", message, "approve");

        people.awaitMessage("U0GINA", "no card of yours");
        assertThat(cards.status(offer)).isEqualTo(Status.QUEUED);
    }

    @Test
    void aDecisionThatFailsEachTimeIsToldOnceAndNotTakenUpAgain() throws Exception {
        String offer = cards.queue("slack-unreadable");
        Message message = people.post(cards.card(offer), MARIA);
        state(offer, "nonsense");

        slack.click(MARIA, message, "approve");

        people.awaitMessage(MARIA, "Not carried out");
        // Maria's other cards are those of the other tests.
        state(offer, "queued");
        await().atMost(SlackPeople.PATIENCE)
                .until(() ->
                        cards.count("slack_request where asked::text like '%" + offer + "%' and state = 'done'") == 1);
    }

    @Test
    void aWindowIsFilledAsSoonAsSlackLetsIt() throws Exception {
        String offer = cards.queue("slack-paced");
        Message message = people.post(cards.card(offer), MARIA);
        slack.fault(SlackFault.RATELIMITED, 1, "views.update", 1_000);

        JsonNode view = people.modal(message, MARIA, "edit", offer);

        assertThat(view.toString()).contains("Edit the offer");
    }

    private void state(String offer, String status) throws SQLException {
        cards.sql("update card set state = '{\"status\": \"" + status + "\"}' where offer_id = '" + offer + "'");
    }
}
