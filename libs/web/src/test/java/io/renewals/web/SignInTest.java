package io.renewals.web;

import static io.renewals.web.Browsing.as;
import static io.renewals.web.Browsing.session;
import static io.renewals.web.Browsing.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Who is let in, as whom, and how the others are told. */
@QuarkusTest
class SignInTest {
    @Test
    void pageWithoutSignInLeadsToTheFormAndBack() {
        Response refused = given().redirects().follow(false).get("/queue?q=bay");
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(refused.header("Location")).endsWith("/sign-in");

        Response signedIn = given().redirects()
                .follow(false)
                .cookie("renewals-wanted-page", refused.cookie("renewals-wanted-page"))
                .formParam("user", "maria")
                .formParam("password", "maria")
                .post("/sign-in");
        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.header("Location")).endsWith("/queue?q=bay");
        assertThat(signedIn.getHeaders().getValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("renewals-session=")
                .contains("HTTPOnly")
                .contains("SameSite=Lax"));
    }

    @Test
    void redirectsNameTheFrontDoorsHost() {
        given().redirects()
                .follow(false)
                .header("X-Forwarded-Host", "renewals.example")
                .header("X-Forwarded-Proto", "https")
                .get("/queue")
                .then()
                .statusCode(302)
                .header("Location", equalTo("https://renewals.example/sign-in"));
    }

    @Test
    void wrongPasswordReturnsToTheFormWithTheReason() {
        Response refused = given().redirects()
                .follow(false)
                .formParam("user", "maria")
                .formParam("password", "tom")
                .post("/sign-in");
        assertThat(refused.header("Location")).endsWith("/sign-in?failed=1");
        given().get("/sign-in?failed=1").then().statusCode(200).body(containsString("don't match"));
    }

    @Test
    void signInPageNamesTheLaptopsUsers() {
        given().get("/sign-in")
                .then()
                .statusCode(200)
                .body(allOf(containsString("<code>gina</code>"), not(containsString("aria-label=\"Main\""))));
    }

    @Test
    void signingOutEndsTheSession() {
        String session = session("maria");
        Response out = given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .formParam("form-token", token(session))
                .post("/sign-out");
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.header("Location")).endsWith("/sign-out");
        assertThat(out.detailedCookie("renewals-session").getMaxAge()).isZero();
        assertThat(out.cookie("renewals-session")).isEmpty();
    }

    @Test
    void whoeverSignedOutIsToldSoAndHasAWayBackIn() {
        given().get("/sign-out")
                .then()
                .statusCode(200)
                .body(allOf(containsString("<h1>Signed out</h1>"), containsString("href=\"/queue\"")));
        given().cookie("renewals-session", session("maria"))
                .get("/sign-out")
                .then()
                .statusCode(200)
                .body(allOf(containsString("<h1>Sign out?</h1>"), containsString("maria")));
    }

    @Test
    void theBareAddressLeadsToTheQueue() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", endsWith("/queue"));
    }

    @Test
    void anIngressThatHandsOverAFailureGetsAPageThatSaysWhichPartIsAway() {
        given().header("X-Code", "503")
                .header("X-Service-Name", "registry")
                .header("X-Format", "text/html,*/*")
                .get("/")
                .then()
                .statusCode(503)
                .body(allOf(containsString("Accounts, settings"), containsString("href=\"/queue\"")));
        given().header("X-Code", "502")
                .header("X-Service-Name", "intake")
                .header("X-Format", "application/json")
                .get("/")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:renewals:part-away"));
        given().header("X-Code", "504")
                .header("X-Service-Name", "audit-sink")
                .header("X-Format", "text/html")
                .formParam("form-token", "of a write that failed")
                .post("/")
                .then()
                .statusCode(504)
                .body(containsString("The audit trail is away"));
    }

    @Test
    void anIngressThatHandsOverTheRequestItselfGetsThatPageToo() {
        given().header("X-Code", "503")
                .header("X-Service-Name", "registry")
                .header("X-Format", "text/html,*/*")
                .get("/accounts")
                .then()
                .statusCode(503)
                .body(containsString("Accounts, settings"));
        given().header("X-Code", "503")
                .header("X-Service-Name", "registry")
                .header("X-Format", "*/*")
                .get("/api/accounts/x")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:renewals:part-away"));
        given().header("X-Code", "503")
                .header("X-Service-Name", "intake")
                .header("X-Format", "*/*")
                .contentType("text/csv")
                .body("account,name\n".repeat(10_000))
                .put("/api/import/sheet")
                .then()
                .statusCode(503)
                .body("title", containsString("Import and rejected"));
        given().header("X-Code", "200")
                .redirects()
                .follow(false)
                .get("/accounts")
                .then()
                .statusCode(302);
    }

    @Test
    void postWithoutSignInLeadsToTheFormButNeverBackToThePost() {
        Response refused =
                given().redirects().follow(false).formParam("name", "x").post("/queue/rename");
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(refused.header("Location")).endsWith("/sign-in");
        assertThat(refused.cookie("renewals-wanted-page")).isNull();
    }

    @Test
    void fragmentWithoutSignInSendsTheWholePageToTheForm() {
        given().header("HX-Request", "true")
                .get("/queue")
                .then()
                .statusCode(401)
                .header("HX-Redirect", equalTo("/sign-in"));
    }

    @Test
    void apiWithoutSignInIsToldSoInJson() {
        given().redirects()
                .follow(false)
                .get("/api/queue")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("status", equalTo(401))
                .body("type", equalTo("urn:renewals:sign-in"));
    }

    @Test
    void browserScriptIsNotShownThePasswordBox() {
        given().header("Sec-Fetch-Mode", "cors")
                .get("/api/queue")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", nullValue());
    }

    @Test
    void wrongPasswordOnTheApiIsAnsweredInJson() {
        given().auth()
                .preemptive()
                .basic("maria", "guess")
                .get("/api/queue")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void tenantIsTheUsersWhateverTheRequestSays() {
        as("gina")
                .queryParam("tenant", "acme")
                .header("X-Tenant", "acme")
                .get("/api/queue")
                .then()
                .body("tenant", equalTo("globex"))
                .body("email", equalTo("gina@globex.example"))
                .body("admin", equalTo(false));
        as("ada").get("/api/queue").then().body("tenant", equalTo("acme")).body("admin", equalTo(true));
        as("otto").get("/api/queue").then().body("decides", equalTo(false));
    }

    @Test
    void sessionServesTheApiToo() {
        given().cookie("renewals-session", session("tom"))
                .get("/api/queue")
                .then()
                .body("email", equalTo("tom@acme.example"));
    }

    @Test
    void pageWantedOfAnotherPortDoesNotStopTheSignIn() {
        given().redirects()
                .follow(false)
                .cookie("renewals-wanted-page", "http://localhost:1/queue")
                .formParam("user", "maria")
                .formParam("password", "maria")
                .post("/sign-in")
                .then()
                .statusCode(302)
                .header("Location", allOf(endsWith("/queue"), not(containsString("localhost:1/"))));
    }

    @Test
    void forgedSessionIsNoSession() {
        given().redirects()
                .follow(false)
                .cookie("renewals-session", "bm90LWEtc2Vzc2lvbg")
                .get("/queue")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/sign-in"));
    }
}
