package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.as;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.edit;
import static io.renewals.actionservice.HttpSteps.sha256;
import static io.renewals.actionservice.HttpSteps.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The queue as people and programs use it, over HTTP. */
@QuarkusTest
class QueueHandsTest extends RunningService {
    @Test
    void theQueueIsPagedInTheOrderAskedFor() {
        // Given four cards
        for (String account : List.of("paging-b", "paging-d", "paging-a", "paging-c")) {
            steps.queue(account);
        }

        // When they are read by account, backwards, three at a time
        String list = "/api/queue?q=paging-&sort=account&dir=desc&size=3";
        Response first = as("maria").get(list);
        String next = first.jsonPath().getString("next");
        Response second = as("maria").get(list + "&after=" + next);

        // Then each comes once
        assertThat(first.jsonPath().getList("cards.account")).containsExactly("paging-d", "paging-c", "paging-b");
        assertThat(second.jsonPath().getList("cards.account")).containsExactly("paging-a");
        assertThat(second.jsonPath().getString("next")).isNull();
        for (String sort : List.of("deadline", "arr", "discount", "age")) {
            String by = "/api/queue?q=paging-&size=2&sort=" + sort;
            String more = as("maria").get(by).jsonPath().getString("next");
            assertThat(as("maria").get(by + "&after=" + more).jsonPath().getList("cards"))
                    .as(sort)
                    .hasSize(2);
        }
    }

    @Test
    void aPlaceInAnotherOrderIsNoPlaceInThisOne() {
        steps.queue("misplaced-a");
        steps.queue("misplaced-b");
        String next =
                as("maria").get("/api/queue?q=misplaced-&size=1").jsonPath().getString("next");

        as("maria").get("/api/queue?sort=arr&after=" + next).then().statusCode(400);
        as("maria").get("/api/queue?sort=colour").then().statusCode(400);
        WebPerson.signedIn("maria").get("/queue?sort=arr&after=" + next).then().statusCode(400);
    }

    @Test
    void filtersNarrowTheListAndTheCounts() {
        String offer = steps.queue("narrow");

        as("maria")
                .get("/api/queue?q=narrow&tier=mid&play=upgrade&owner=me")
                .then()
                .body("cards.offerId", equalTo(List.of(offer)))
                .body("counts.queued", equalTo(1));
        as("maria").get("/api/queue?q=narrow&play=loyalty").then().body("cards", equalTo(List.of()));
        as("maria").get("/api/queue?q=narrow&owner=tom@acme.example").then().body("cards", equalTo(List.of()));
        String page = WebPerson.signedIn("maria").read("/queue?q=narrow&play=LOYALTY");
        assertThat(page).contains("No card matches").contains("Keyboard shortcuts");
    }

    @Test
    void onlyAnUnfoldedTextCanBeTicked() {
        String offer = steps.queue("unfold");
        WebPerson maria = WebPerson.signedIn("maria");

        assertThat(maria.get("/queue?q=unfold").asString())
                .contains("hx-get=\"/queue/text/" + offer + "\"")
                .doesNotContain(sha256(offer))
                .doesNotContain("name=\"card\"");
        assertThat(maria.get("/queue/text/" + offer).asString())
                .contains("I would like to suggest Business")
                .contains("name=\"card\" form=\"bulk\" value=\"" + offer + " 1 " + sha256(offer) + "\"");
        assertThat(WebPerson.signedIn("otto").get("/queue/text/" + offer).asString())
                .contains("Maria Santos decides on it")
                .doesNotContain("name=\"card\"");
    }

    @Test
    void severalAreApprovedEachByItself() {
        // Given one that stands, one whose text is another, one that was edited, and one that is not there
        String good = steps.queue("bulk-good");
        String other = steps.queue("bulk-other");
        String edited = steps.queue("bulk-edited");
        edit("maria", edited, "12").then().statusCode(200);

        // When all are approved at once
        Response page = WebPerson.signedIn("maria")
                .post(
                        "/queue/approve",
                        "card",
                        good + " 1 " + sha256(good),
                        "card",
                        other + " 1 " + "0".repeat(64),
                        "card",
                        edited + " 1 " + sha256(edited),
                        "card",
                        "nowhere 1 " + "0".repeat(64));

        // Then each has its own result
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("1 card approved, 3 not")
                .contains("The text has changed")
                .contains("It was changed since it was drafted")
                .contains("There is no such card");
        awaitStatus(good, "sent");
        assertThat(status(other)).isEqualTo("queued");
        assertThat(status(edited)).isEqualTo("queued");
    }

    @Test
    void theApiAnswersForEachCardToo() {
        String good = steps.queue("bulk-api");

        as("maria")
                .body(Map.of("cards", List.of(Map.of("offer", good, "revision", 1, "sha256", sha256(good)), Map.of())))
                .post("/api/queue/approve")
                .then()
                .statusCode(200)
                .body("results[0].approved", equalTo(true))
                .body("results[0].sequence", equalTo(1))
                .body("results[1].approved", equalTo(false))
                .body("results[1].type", equalTo("urn:renewals:refused"));
        as("maria")
                .body(Map.of("cards", List.of()))
                .post("/api/queue/approve")
                .then()
                .statusCode(400);
    }
}
