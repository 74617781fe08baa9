package io.renewals.web;

import static io.renewals.web.Browsing.as;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What is said where something is refused, missing or broken. */
@QuarkusTest
class RefusalsTest {
    @Test
    void missingPageLeavesAWayOn() {
        as("maria")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(allOf(containsString("Nothing is here"), containsString("href=\"/queue\"")));
        as("maria").get("/api/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void roleThatMayNotIsToldWhoMay() {
        as("maria").get("/queue/admins").then().statusCode(403).body(containsString("administrator"));
        as("ada").get("/queue/admins").then().statusCode(200);
    }

    @Test
    void conflictIsAPage() {
        as("maria").get("/queue/busy").then().statusCode(409).body(containsString("Already decided by Tom Okafor."));
    }

    @Test
    void refusalNamesTheField() {
        as("maria")
                .get("/api/queue/refused")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("title", equalTo("This can't be accepted"))
                .body("errors[0].field", equalTo("discount"))
                .body("errors[0].advice", equalTo("lower it"));
        as("maria").get("/queue/refused").then().statusCode(422).body(containsString("Over the cap of 10%"));
    }

    @Test
    void failureOfOursTellsAReferenceAndNothingElse() {
        as("maria")
                .get("/queue/broken")
                .then()
                .statusCode(500)
                .body(allOf(
                        containsString("reference"), not(containsString("secret")), not(containsString("Exception"))));
        as("maria")
                .get("/api/queue/broken")
                .then()
                .statusCode(500)
                .body("type", equalTo("urn:renewals:failed"))
                .body(not(containsString("secret")));
    }

    @Test
    void failureInsideAPageIsAFragment() {
        as("maria")
                .header("HX-Request", "true")
                .get("/queue/busy")
                .then()
                .statusCode(409)
                .body(allOf(containsString("Already decided"), not(containsString("<html"))));
    }

    @Test
    void malformedJsonSaysWhereItBreaks() {
        as("maria")
                .contentType("application/json")
                .body("{\"text\":")
                .post("/api/queue/notes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("line 1"));
        as("maria")
                .contentType("application/json")
                .body("{\"weight\":\"heavy\"}")
                .post("/api/queue/notes")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("weight"));
    }
}
