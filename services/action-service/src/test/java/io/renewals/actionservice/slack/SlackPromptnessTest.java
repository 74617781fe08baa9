package io.renewals.actionservice.slack;

import static io.renewals.actionservice.slack.SlackPeople.MARIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.OwnersCards;
import io.renewals.actionservice.Surroundings;
import io.renewals.actionservice.UnreliableMail;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.Message;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stored within a second and a half and then acknowledged, or told as not recorded, and then true. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class SlackPromptnessTest {
    private static final List<String> SLOW =
            List.of("slack_request", "card", "card_action", "approved_mail", "request_done", "outbox", "card_opened");

    TestTopics topics;
    Database database;
    SlackStandIn slack;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    CardDesk desk;

    private OwnersCards cards;
    private SlackPeople people;

    @BeforeEach
    void start() {
        mailPath.passOnTo(mail.port());
        slack.appUrl("http://localhost:" + RestAssured.port);
        cards = OwnersCards.ofAcme(topics, database, desk);
        people = new SlackPeople(slack);
    }

    @Test
    void twoHundredClicksAtOnceAreAcknowledgedInTimeWhileTheDatabaseIsSlow() throws Exception {
        // A service that was just started compiles as it goes; what is measured is one that has been clicked on before.
        atOnce(cards.many("prompt-warm", 200));
        List<Card> waiting = cards.many("prompt", 200);
        List<Long> millis;
        slow(true);
        try {
            millis = atOnce(waiting);
        } finally {
            slow(false);
        }
        assertThat(millis.get(197)).as("p99 of %s", millis).isLessThan(1_500);
        for (Card card : waiting) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> cards.status(card.dossier().offerId()) == Status.SENT);
        }
    }

    /** Approves all of them at the same time. @return how long each acknowledgement took, in milliseconds, the longest last */
    private static List<Long> atOnce(List<Card> waiting) throws Exception {
        SignedRequests requests = new SignedRequests(RestAssured.port);
        List<CompletableFuture<Long>> clicks = new ArrayList<>();
        for (Card card : waiting) {
            ObjectNode click = click(card);
            long began = System.nanoTime();
            clicks.add(requests.interactionLater(click).thenApply(answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            }));
        }
        List<Long> millis = new ArrayList<>();
        for (CompletableFuture<Long> click : clicks) {
            millis.add(click.get(30, TimeUnit.SECONDS));
        }
        millis.sort(null);
        return millis;
    }

    @Test
    void whatIsToldAsNotRecordedDoesNotHappenLaterEither() throws Exception {
        String offer = cards.queue("prompt-late");
        Message message = people.post(cards.card(offer), MARIA);
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table action_service.slack_request in exclusive mode");

            slack.click(MARIA, message, "approve");

            people.awaitMessage(MARIA, "Not recorded");
            connection.rollback();
        }
        await().atMost(SlackPeople.PATIENCE)
                .until(() ->
                        cards.count("slack_request where asked::text like '%" + offer + "%' and state = 'withdrawn'")
                                        + cards.count("slack_request where state = 'withdrawn' and asked is null")
                                > 0);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> cards.status(offer) == Status.QUEUED);
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
        ObjectNode click = click(cards.card(offer));

        HttpResponse<String> first = requests.interaction(click);
        HttpResponse<String> again = requests.interaction(click.put("sent_again", true));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(403);
        cards.awaitStatus(offer, Status.SENT);
        assertThat(cards.card(offer).sequence()).isEqualTo(2);
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

    private static ObjectNode click(Card card) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("type", "block_actions")
                .put("trigger_id", UUID.randomUUID().toString());
        payload.putObject("team").put("id", "T0ACME");
        payload.putObject("user").put("id", MARIA);
        String value = "{\"tenant\":\"acme\",\"offer\":\"" + card.dossier().offerId()
                + "\",\"revision\":1,\"sha256\":\"" + card.message().sha256() + "\"}";
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", "approve")
                .put("value", value);
        return payload;
    }

    /** Every statement that writes one of these tables answers 300 ms late. */
    private void slow(boolean on) throws Exception {
        if (on) {
            cards.sql("create or replace function action_service.answer_late() returns trigger language plpgsql as"
                    + " $$ begin perform pg_sleep(0.3); return null; end $$");
        }
        for (String table : SLOW) {
            cards.sql(
                    on
                            ? "create trigger late before insert or update on " + table
                                    + " for each statement execute function action_service.answer_late()"
                            : "drop trigger if exists late on " + table);
        }
    }
}
