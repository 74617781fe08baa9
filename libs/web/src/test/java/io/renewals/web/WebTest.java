package io.renewals.web;

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
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    // Signing in

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

    // Who one is

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

    // Pages

    @Test
    void pageShowsLayoutPersonAndEscapedValues() {
        as("maria")
                .get("/queue")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(allOf(
                        containsString("<title>Queue · Renewals</title>"),
                        containsString("Maria Santos"),
                        containsString("<a href=\"/queue\" aria-current=\"page\">Queue</a>"),
                        containsString("&lt;script&gt;alert(1)"),
                        not(containsString("<script>alert")),
                        containsString("EUR 12,480.50"),
                        containsString(">5 minutes ago</time>"),
                        containsString("12.5%")))
                .body(allOf(
                        containsString("in 12 days"),
                        containsString("<span class=\"badge badge-warning\">Held</span>"),
                        containsString("<span class=\"badge badge-neutral\">No offer</span>"),
                        containsString("href=\"/queue?after=k+2&amp;q=bay+side\"")));
    }

    @Test
    void everyLinkedAssetIsServed() {
        String html = given().get("/sign-in").asString();
        Matcher assets =
                Pattern.compile("(?:src|href)=\"(/(?:web|webjars)/[^\"]+)\"").matcher(html);
        int seen = 0;
        while (assets.find()) {
            given().get(assets.group(1)).then().statusCode(200);
            seen++;
        }
        assertThat(seen).isEqualTo(4);
    }

    @Test
    void pagesCarryTheSecurityHeadersAndNoInlineCode() {
        String html = as("maria")
                .get("/queue")
                .then()
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'self'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe"))))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("same-origin"))
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .asString();
        assertThat(html).doesNotContain(" style=").doesNotContain("<style").doesNotContain(" onclick");
        given().get("/api/queue").then().header("X-Content-Type-Options", equalTo("nosniff"));
        given().get("/web/renewals.css").then().header("Cache-Control", containsString("max-age"));
    }

    @Test
    void emptyListSaysWhatComesNext() {
        as("maria")
                .get("/queue/empty")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("<h2>Nothing waits for you</h2>"),
                        containsString("next scan runs at 06:00"),
                        not(containsString("class=\"pager\"")),
                        containsString("id=\"name-error\"><strong>Taken.</strong> Choose another.")));
    }

    // Writes

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

    // Failures

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

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }

    private static String session(String user) {
        return given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", user)
                .post("/sign-in")
                .cookie("renewals-session");
    }

    private static String token(String session) {
        Matcher matcher = TOKEN.matcher(
                given().cookie("renewals-session", session).get("/queue").asString());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
