package io.renewals.registry;

import static io.renewals.registry.BookSteps.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters and cards that do not match the book: shown, and what can be done about them. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class AttentionTest {
    TestTopics topics;

    private BookSteps book;

    @BeforeEach
    void rulebooksInForce() {
        book = new BookSteps(topics);
        book.rulebooksInForce();
    }

    @Test
    void aDeadLetterShowsAndIsReplayedAsItWas() {
        byte[] bytes = {7, 1, 2, 3};
        topics.publishBytes(
                Topics.OFFER_DECIDED, "acme/poisoned", bytes, Map.of("ce_tenant", "acme", "ce_id", "poison-1"));
        String path = "letters.find { it.account == 'poisoned' }";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as("ada").get("/api/dead").jsonPath().getMap(path) != null);
        JsonPath letters = as("ada").get("/api/dead").jsonPath();
        assertThat(letters.getString(path + ".topic")).isEqualTo(Topics.OFFER_DECIDED);
        assertThat(letters.getString(path + ".handler")).isEqualTo("follow-decided");
        String id = letters.getString(path + ".id");
        as("gus").get("/api/dead/" + id).then().statusCode(404);

        as("ada")
                .header("X-Requested-With", "test")
                .post("/api/dead/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("settledAs", equalTo("replayed"));

        List<Seen<byte[]>> again = topics.awaitBytes(Topics.OFFER_DECIDED, 2, Duration.ofSeconds(20), seen -> seen.key()
                .equals("acme/poisoned"));
        assertThat(again.getLast().bytes()).isEqualTo(bytes);
        assertThat(again.getLast().headers())
                .containsEntry("ce_id", "poison-1")
                .doesNotContainKey("dead-letter-reason");
        as("ada")
                .header("X-Requested-With", "test")
                .post("/api/dead/" + id + "/replay")
                .then()
                .statusCode(409);
    }

    @Test
    void aCardTheBookDoesNotWaitForIsShownOnceItIsOld() {
        CardsStandIn.answer(
                """
                {"cards":[{"account":"ghost","offerId":"o-1","status":"QUEUED","since":"2026-01-01T00:00:00Z"}],"next":null}""");
        as("gus")
                .header("X-Requested-With", "test")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("overdue", equalTo(1))
                .body("differences[0].account", equalTo("ghost"));
        as("gus").get("/attention").then().statusCode(200).body(containsString("the card is QUEUED"));

        CardsStandIn.answer("nothing that can be read");
        as("gus")
                .header("X-Requested-With", "test")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("failure", containsString("could not be read"));
    }
}
