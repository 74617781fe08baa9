package io.renewals.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People at a browser, and programs. */
final class Browsing {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private Browsing() {}

    /** A program, with user name and password alike. */
    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }

    /** Signed in with the form. @return the session's cookie */
    static String session(String user) {
        return given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", user)
                .post("/sign-in")
                .cookie("renewals-session");
    }

    /** What the forms of this session carry. */
    static String token(String session) {
        Matcher matcher = TOKEN.matcher(
                given().cookie("renewals-session", session).get("/queue").asString());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
