package io.renewals.web;

import static io.renewals.web.Browsing.as;
import static io.renewals.web.Browsing.session;
import static io.renewals.web.Browsing.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Writes: a form with its token, a call that no other site can make. */
@QuarkusTest
class FormsTest {
    @Test
    void formMayCarryALongText() {
        String session = session("maria");
        given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .formParam("form-token", token(session))
                .formParam("name", "x".repeat(100_000))
                .post("/queue/rename")
                .then()
                .statusCode(303);
    }

    @Test
    void formWithoutTokenIsRefused() {
        given().cookie("renewals-session", session("maria"))
                .formParam("name", "x")
                .post("/queue/rename")
                .then()
                .statusCode(403)
                .body(containsString("Nothing was recorded"));
    }

    @Test
    void anotherPersonsTokenIsRefused() {
        given().cookie("renewals-session", session("maria"))
                .formParam("name", "x")
                .formParam("form-token", token(session("tom")))
                .post("/queue/rename")
                .then()
                .statusCode(403);
    }

    @Test
    void formWithTokenIsTakenAndItsNoticeShownOnce() {
        String session = session("maria");
        Response taken = given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .formParam("name", "Bay & Co")
                .formParam("form-token", token(session))
                .post("/queue/rename");
        assertThat(taken.statusCode()).isEqualTo(303);

        Response shown = given().cookie("renewals-session", session)
                .cookie("renewals-notice", taken.cookie("renewals-notice"))
                .get("/queue");
        assertThat(shown.asString()).contains("Renamed to Bay &amp; Co.");
        assertThat(shown.detailedCookie("renewals-notice").getMaxAge()).isZero();
    }

    @Test
    void anothersNoticeIsNotShown() {
        String session = session("maria");
        String notice = given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .formParam("name", "Bay")
                .formParam("form-token", token(session))
                .post("/queue/rename")
                .cookie("renewals-notice");
        given().cookie("renewals-session", session("tom"))
                .cookie("renewals-notice", notice)
                .get("/queue")
                .then()
                .body(not(containsString("Renamed to")));
    }

    @Test
    void htmxSendsTheTokenAsAHeader() {
        String session = session("maria");
        given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .header("X-Form-Token", token(session))
                .formParam("name", "x")
                .post("/queue/rename")
                .then()
                .statusCode(303);
    }

    @Test
    void apiTakesJsonAndMarkedCallsOnly() {
        as("maria")
                .contentType("application/json")
                .body("{\"text\":\"hi\",\"weight\":1}")
                .post("/api/queue/notes")
                .then()
                .statusCode(200);
        as("maria")
                .header("X-Requested-With", "rn")
                .post("/api/queue/scan")
                .then()
                .statusCode(200);
        as("maria")
                .contentType("text/plain")
                .body("x")
                .post("/api/queue/scan")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        as("maria").post("/api/queue/scan").then().statusCode(403);
    }

    @Test
    void whatTheBrowserCallsCrossSiteIsRefused() {
        given().header("Sec-Fetch-Site", "cross-site")
                .formParam("user", "maria")
                .formParam("password", "maria")
                .post("/sign-in")
                .then()
                .statusCode(403);
    }

    @Test
    void slackNeedsNeitherSessionNorToken() {
        given().formParam("payload", "{}").post("/slack/interactivity").then().statusCode(200);
    }
}
