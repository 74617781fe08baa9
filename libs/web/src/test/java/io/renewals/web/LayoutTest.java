package io.renewals.web;

import static io.renewals.web.Browsing.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every page shows and carries. */
@QuarkusTest
class LayoutTest {
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
}
