package io.renewals.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HostCookiesTest {

    @Test
    void overHttpsTheSessionBelongsToThisHostAlone() {
        // Given a browser that comes through the front door over https
        Response signedIn = signIn(https());

        // Then its session cookie can be set by no other host, nor be sent over http
        assertThat(signedIn.getHeaders().getValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-renewals-session=")
                .contains("Secure")
                .contains("Path=/")
                .contains("HTTPOnly")
                .contains("SameSite=Lax")
                .doesNotContain("Domain"));
        assertThat(signedIn.getHeaders().getValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("renewals-session="));
    }

    @Test
    void theSessionOfTheHostIsReadBack() {
        String session = signIn(https()).cookie("__Host-renewals-session");

        https().cookie("__Host-renewals-session", session).get("/queue").then().statusCode(200);
    }

    @Test
    void aSessionThatANeighbourCouldHavePlantedIsNone() {
        String session = signIn(https()).cookie("__Host-renewals-session");

        Response answer = https().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .get("/queue");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/sign-in");
    }

    @Test
    void thePageWantedSurvivesTheSignIn() {
        Response refused = https().redirects().follow(false).get("/queue?q=bay");

        Response signedIn =
                signIn(https().cookie("__Host-renewals-wanted-page", refused.cookie("__Host-renewals-wanted-page")));

        assertThat(signedIn.header("Location")).endsWith("/queue?q=bay");
    }

    @Test
    void onALaptopTheNameIsPlain() {
        assertThat(signIn(given()).cookie("renewals-session")).isNotBlank();
    }

    private static RequestSpecification https() {
        return given().header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "renewals.example");
    }

    private static Response signIn(RequestSpecification browser) {
        return browser.redirects()
                .follow(false)
                .formParam("user", "maria")
                .formParam("password", "maria")
                .post("/sign-in");
    }
}
