package io.renewals.actionservice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser, signed in with the form. */
final class WebPerson {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final String session;
    private final String token;

    private WebPerson(String session) {
        this.session = session;
        Matcher matcher = TOKEN.matcher(get("/queue").asString());
        assertThat(matcher.find()).isTrue();
        this.token = matcher.group(1);
    }

    static WebPerson signedIn(String user) {
        return new WebPerson(given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", user)
                .post("/sign-in")
                .cookie("renewals-session"));
    }

    Response get(String path) {
        return given().cookie("renewals-session", session).get(path);
    }

    /** What the page says, its markup and spaces made plain. */
    String read(String path) {
        Response page = get(path);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return plain(page.asString());
    }

    /** @param fields name, value, name, value */
    Response post(String path, String... fields) {
        RequestSpecification form = given().redirects()
                .follow(false)
                .cookie("renewals-session", session)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParam("form-token", token);
        for (int i = 0; i < fields.length; i += 2) {
            form.formParam(fields[i], fields[i + 1]);
        }
        return form.post(path);
    }

    /** What the page that follows says about it. */
    String told(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        String path = answer.header("Location").replaceFirst("^https?://[^/]+", "");
        return plain(given().cookie("renewals-session", session)
                .cookies(answer.getCookies())
                .urlEncodingEnabled(false)
                .get(path)
                .asString());
    }

    private static String plain(String html) {
        return html.replaceAll("</(td|th|dt|dd|li|p|h\\d)>", " ")
                .replaceAll("<[^>]*>", "")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }
}
