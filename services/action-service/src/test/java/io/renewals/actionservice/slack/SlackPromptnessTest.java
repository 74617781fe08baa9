package io.renewals.actionservice.slack;

import static io.renewals.actionservice.slack.SlackPeople.MARIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.restassured.RestAssured;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stored within a second and a half and then acknowledged, or told as not recorded, and then true. */
@QuarkusTest
class SlackPromptnessTest extends RunningSlack {
    private static final Duration LATE = Duration.ofMillis(300);
    /** In milliseconds. Set to 0 the test fails and names its figures. */
    private static final int P99 = Integer.getInteger("acknowledged.p99", 1_500);

    @Test
    void twoHundredInteractionsAtOnceAreAcknowledgedInTimeWhileTheDatabaseAnswersLate() throws Exception {
        // A service that was just started compiles as it goes; what is measured is one that has been clicked on before.
        long before = told("Not recorded");
        atOnce(interactions(cards.many("prompt-warm", 160)));
        List<Card> waiting = cards.many("prompt", 160);
        List<Long> millis;
        wayToTheDatabase.answers(LATE);
        try {
            millis = atOnce(interactions(waiting));
        } finally {
            wayToTheDatabase.answers(Duration.ZERO);
        }

        assertThat(millis.get(197)).as("p99 of %s", millis).isLessThan(P99);
        for (int i = 0; i < waiting.size(); i++) {
            String offer = waiting.get(i).dossier().offerId();
            Status wanted = i % 4 == 3 ? Status.SKIPPED : Status.SENT;
            await().atMost(Duration.ofMinutes(2)).until(() -> cards.status(offer) == wanted);
        }
        assertThat(told("Not recorded")).isEqualTo(before);
    }

    /** Of each four cards three are approved and one is skipped; a fifth as many forms are opened and commands typed beside it. */
    private static List<Call> interactions(List<Card> waiting) {
        SignedRequests requests = new SignedRequests(RestAssured.port);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Card card = waiting.get(i);
            ObjectNode payload = i % 4 == 3 ? skip(card) : click(card, "approve");
            calls.add(() -> requests.interactionLater(payload));
            if (i % 8 == 0) {
                ObjectNode edit = click(card, "edit");
                calls.add(() -> requests.interactionLater(edit));
                calls.add(() -> requests.commandLater("queue", MARIA));
            }
        }
        return calls;
    }

    private interface Call {
        CompletableFuture<HttpResponse<String>> send();
    }

    /** All of them at the same time. @return how long each acknowledgement took, in milliseconds, the longest last */
    private static List<Long> atOnce(List<Call> calls) throws Exception {
        assertThat(calls).hasSize(200);
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (Call call : calls) {
            long began = System.nanoTime();
            answers.add(call.send().thenApply(answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            }));
        }
        List<Long> millis = new ArrayList<>();
        for (CompletableFuture<Long> answer : answers) {
            millis.add(answer.get(30, TimeUnit.SECONDS));
        }
        millis.sort(null);
        return millis;
    }

    @Test
    void whatIsToldAsNotRecordedDoesNotHappenLaterEither() throws Exception {
        String offer = cards.queue("prompt-late");
        String next = cards.queue("prompt-next");
        SignedRequests requests = new SignedRequests(RestAssured.port);
        ObjectNode click = click(cards.card(offer), "approve");
        long before = told("Not recorded");
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table action_service.slack_request in exclusive mode");

            assertThat(requests.interaction(click).statusCode()).isEqualTo(200);

            await().atMost(SlackPeople.PATIENCE).until(() -> told("Not recorded") == before + 1);
            connection.rollback();
        }
        awaitWithdrawn(click);

        // What comes in later is carried out.
        requests.interaction(click(cards.card(next), "approve"));
        cards.awaitStatus(next, Status.SENT);
        assertThat(cards.status(offer)).isEqualTo(Status.QUEUED);
        assertThat(told("Not recorded")).isEqualTo(before + 1);
    }

    @Test
    void twoCopiesOfOneClickAreToldOnceThatItIsNotRecorded() throws Exception {
        String offer = cards.queue("prompt-twice");
        SignedRequests requests = new SignedRequests(RestAssured.port);
        ObjectNode click = click(cards.card(offer), "approve");
        long before = told("Not recorded");
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table action_service.slack_request in exclusive mode");

            CompletableFuture<HttpResponse<String>> first = requests.interactionLater(click);
            CompletableFuture<HttpResponse<String>> second =
                    requests.interactionLater(click.deepCopy().put("sent_again", true));

            assertThat(List.of(first.get().statusCode(), second.get().statusCode()))
                    .as("one is answered, the other is refused")
                    .containsExactlyInAnyOrder(200, 403);
            await().atMost(SlackPeople.PATIENCE).until(() -> told("Not recorded") > before);
            connection.rollback();
        }
        awaitWithdrawn(click);
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> cards.status(offer) == Status.QUEUED && told("Not recorded") == before + 1);
    }

    @Test
    void whoWasToldNotRecordedWhileAnotherReplicaHadItLearnsThatItWas() throws Exception {
        String offer = cards.queue("prompt-after-all");
        ObjectNode click = click(cards.card(offer), "approve");
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table action_service.slack_request in exclusive mode");
            statement.execute(
                    "insert into action_service.slack_request (tenant, signature, ticket, at, click, state) values"
                            + " ('acme', 'first-" + offer + "', 'first', now(), '"
                            + click.path("trigger_id").asText() + "', 'done')");

            new SignedRequests(RestAssured.port).interaction(click);

            people.awaitMessage(MARIA, "Not recorded");
            connection.commit();
        }

        people.awaitMessage(MARIA, "You were told that your decision was not recorded, but it was");
    }

    @Test
    void aDecisionThatWasRecordedByAProcessThatIsGoneIsCarriedOut() throws Exception {
        String offer = cards.queue("prompt-crash");
        Card card = cards.card(offer);
        String asked = "{\"slackId\":\"U0MARIA\",\"responseUrl\":\"\",\"viewId\":\"\",\"home\":false,\"wishes\":[{"
                + "\"action\":\"approve\",\"offer\":\"" + offer + "\",\"revision\":1,\"sha256\":\""
                + card.message().sha256() + "\",\"sequence\":0,\"fields\":{}}]}";

        cards.sql("insert into slack_request (tenant, signature, ticket, at, asked, state) values ('acme', 'gone-"
                + offer + "', 'gone', now() - interval '2 minutes', '" + asked + "', 'recorded')");

        cards.awaitStatus(offer, Status.SENT);
        people.awaitMessage(MARIA, "Recorded earlier and carried out now");
        assertThat(cards.card(offer).sequence())
                .as("approved and sent, each once")
                .isEqualTo(2);
    }

    @Test
    void theSameClickUnderAnotherSignatureActsOnce() throws Exception {
        String offer = cards.queue("prompt-again");
        SignedRequests requests = new SignedRequests(RestAssured.port);
        ObjectNode click = click(cards.card(offer), "approve");

        HttpResponse<String> first = requests.interaction(click);
        HttpResponse<String> again = requests.interaction(click.put("sent_again", true));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(403);
        cards.awaitStatus(offer, Status.SENT);
        assertThat(cards.card(offer).sequence()).isEqualTo(2);
    }

    @Test
    void aClickThatAnotherReplicaHasHeardDoesNotActHere() throws Exception {
        String offer = cards.queue("prompt-elsewhere");
        ObjectNode click = click(cards.card(offer), "approve");
        cards.sql("insert into slack_request (tenant, signature, ticket, at, click, state) values ('acme', 'there-"
                + offer + "', 'there', now(), '" + click.path("trigger_id").asText() + "', 'done')");

        HttpResponse<String> here = new SignedRequests(RestAssured.port).interaction(click);

        assertThat(here.statusCode()).isEqualTo(403);
        assertThat(cards.status(offer)).isEqualTo(Status.QUEUED);
    }

    @Test
    void theAddressCheckIsAnsweredAndAStrangersWorkspaceIsNot() throws Exception {
        SignedRequests requests = new SignedRequests(RestAssured.port);

        HttpResponse<String> check = requests.event("{\"type\":\"url_verification\",\"challenge\":\"c-1\"}");
        HttpResponse<String> stranger = requests.event(
                "{\"type\":\"event_callback\",\"team_id\":\"T0OTHER\",\"event_id\":\"Ev9\",\"event\":{\"type\":\"app_home_opened\"}}");

        assertThat(check.body()).isEqualTo("c-1");
        assertThat(stranger.statusCode()).isEqualTo(403);
    }

    private void awaitWithdrawn(ObjectNode click) {
        await().atMost(SlackPeople.PATIENCE)
                .until(() -> cards.count("slack_request where state = 'withdrawn' and click = '"
                                + click.path("trigger_id").asText() + "'")
                        == 1);
    }

    private static ObjectNode click(Card card, String action) {
        ObjectNode payload = payload("block_actions");
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("value", value(card));
        return payload;
    }

    private static ObjectNode skip(Card card) {
        ObjectNode payload = payload("view_submission");
        ObjectNode view = payload.putObject("view").put("id", "V1").put("callback_id", "skip");
        view.put("private_metadata", value(card));
        view.putObject("state")
                .putObject("values")
                .putObject("b.reason")
                .putObject("reason")
                .put("type", "static_select")
                .putObject("selected_option")
                .put("value", "already_churned");
        return payload;
    }

    private static ObjectNode payload(String type) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("trigger_id", UUID.randomUUID().toString());
        payload.putObject("team").put("id", "T0ACME");
        payload.putObject("user").put("id", MARIA);
        return payload;
    }

    private static String value(Card card) {
        return "{\"tenant\":\"acme\",\"offer\":\"" + card.dossier().offerId() + "\",\"revision\":1,\"sha256\":\""
                + card.message().sha256() + "\"}";
    }

    private long told(String words) {
        return slack.messages().stream()
                .filter(message ->
                        message.user().equals(MARIA) && message.text().contains(words))
                .count();
    }
}
