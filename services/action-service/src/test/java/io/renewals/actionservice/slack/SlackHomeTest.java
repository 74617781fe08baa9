package io.renewals.actionservice.slack;

import static io.renewals.actionservice.slack.SlackPeople.MARIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.standins.slack.Forgery;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Home tab and {@code /renewals}: one's own queue, and approving together what was read one by one. */
@QuarkusTest
class SlackHomeTest extends RunningSlack {
    @BeforeEach
    void emptyTheQueue() throws Exception {
        // One queue for the whole tenant: what other tests left in it would push these cards out of the tab's forty.
        cards.sql("update card set status = 'skipped', version = version + 1, state = '{\"status\":\"skipped\",\"by\":"
                + "{\"actor\":\"system\",\"actorName\":\"x\",\"surface\":\"system\",\"at\":\"2026-11-21T10:00:00Z\"},"
                + "\"reason\":\"other\",\"label\":\"Other\"}' where tenant = 'acme' and status in ('queued', 'held')");
    }

    @Test
    void theHomeTabShowsMyQueueWithTheNearestDeadlineFirst() throws Exception {
        String later = cards.queue("home-later");
        String sooner = cards.queue("home-sooner");
        cards.sql("update card set notice_deadline = notice_deadline - 3 where offer_id = '" + sooner + "'");

        JsonNode answer = slack.openHome(MARIA, Forgery.NONE);

        assertThat(answer.path("status").asInt()).isEqualTo(200);
        String home = people.awaitHome(MARIA, later).toString();
        assertThat(home.indexOf(sooner)).isPositive().isLessThan(home.indexOf(later));
        assertThat(home).contains("Bayside home-later").contains("2 cards").doesNotContain("bulk_approve");
    }

    @Test
    void onlyWhatWasReadIsApprovedTogetherEachWithItsResult() throws Exception {
        String read = cards.queue("home-read");
        String edited = cards.queue("home-edited");
        String unread = cards.queue("home-unread");
        slack.openHome(MARIA, Forgery.NONE);
        review(read);
        review(edited);
        JsonNode home = people.awaitHome(MARIA, tick(cards.card(edited)));
        assertThat(home.toString())
                .contains(tick(cards.card(read)))
                .doesNotContain(tick(cards.card(unread)))
                .doesNotContain("initial_options");
        JsonNode editForm = people.modal(people.post(cards.card(edited), MARIA), MARIA, "edit", edited);
        assertThat(editForm).isNotNull();
        people.submit(MARIA, "discount", "11");

        approve(home);

        cards.awaitStatus(read, Status.SENT);
        JsonNode after = people.awaitHome(MARIA, "Bayside home-read: approved, the mail leaves now.");
        assertThat(after.toString()).contains("Bayside home-edited: ");
        assertThat(cards.status(edited)).isEqualTo(Status.QUEUED);
        assertThat(cards.status(unread)).isEqualTo(Status.QUEUED);
    }

    @Test
    void aTickThatTheTabNeverShowedIsNotApproved() throws Exception {
        String unread = cards.queue("tick-unread");
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("type", "block_actions")
                .put("trigger_id", "t-" + unread);
        payload.putObject("team").put("id", "T0ACME");
        payload.putObject("user").put("id", MARIA);
        payload.putArray("actions").addObject().put("type", "button").put("action_id", "bulk_approve");
        payload.putObject("view")
                .put("type", "home")
                .putObject("state")
                .putObject("values")
                .putObject("b")
                .putObject("cards0")
                .putArray("selected_options")
                .addObject()
                .put("value", tick(cards.card(unread)));

        int status = new SignedRequests(RestAssured.port).interaction(payload).statusCode();

        assertThat(status).isEqualTo(200);
        people.awaitHome(MARIA, "its whole text was not shown to you");
        assertThat(cards.status(unread)).isEqualTo(Status.QUEUED);
    }

    @Test
    void theCommandShowsTheQueueAndAnAccount() throws Exception {
        String offer = cards.queue("command");

        JsonNode queue = slack.command(MARIA, "queue", Forgery.NONE);
        JsonNode account = slack.command(MARIA, "account Bayside comm", Forgery.NONE);
        JsonNode none = slack.command(MARIA, "account no-such", Forgery.NONE);

        assertThat(queue.path("body").asText()).contains("Bayside command").contains(offer);
        assertThat(account.path("body").asText())
                .contains("Whose: Maria Santos")
                .contains("/cards/" + offer)
                .contains("\"action_id\":\"review\"");
        assertThat(none.path("body").asText()).contains("No card of an account named");
    }

    @Test
    void anAccountsCardOpensFromTheCommand() throws Exception {
        String offer = cards.queue("command-opens");
        slack.command(MARIA, "account command-opens", Forgery.NONE);
        var message = slack.messages().stream()
                .filter(each -> each.blocks().toString().contains(offer))
                .reduce((first, last) -> last)
                .orElseThrow();

        JsonNode view = people.modal(message, MARIA, "review", offer);

        assertThat(view.toString()).contains("Approve and send");
    }

    private void review(String offer) throws Exception {
        JsonNode home = people.awaitHome(MARIA, offer);
        JsonNode answer =
                slack.clickIn(MARIA, home, reviewBlock(home, offer), "review", JsonNodeFactory.instance.objectNode());
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        people.awaitView(MARIA, offer);
        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.count("shown_text where offer_id = '" + offer + "'") == 1);
    }

    private static String reviewBlock(JsonNode home, String offer) {
        for (JsonNode block : home.path("blocks")) {
            for (JsonNode element : block.path("elements")) {
                if (element.path("action_id").asText().equals("review")
                        && element.path("value").asText().contains(offer)) {
                    return block.path("block_id").asText();
                }
            }
        }
        throw new AssertionError("no review of " + offer + " in " + home);
    }

    /** Presses the button with all that is ticked. */
    private void approve(JsonNode home) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (JsonNode block : home.path("blocks")) {
            JsonNode boxes = block.path("element");
            if (boxes.path("type").asText().equals("checkboxes")) {
                ArrayNode ticked = values.putArray(boxes.path("action_id").asText());
                boxes.path("options")
                        .forEach(option -> ticked.add(option.path("value").asText()));
            }
        }
        JsonNode answer = slack.clickIn(MARIA, slack.home(MARIA), "", "bulk_approve", values);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
    }

    private static String tick(Card card) {
        return String.join(
                " ",
                List.of(
                        card.dossier().offerId(),
                        Integer.toString(card.dossier().revision()),
                        card.message().sha256()));
    }
}
