package io.renewals.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.Terms;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calendars as people and programs hand them in. */
final class CalendarSteps {
    static final LocalDate KNOWN = LocalDate.now().plusDays(40);
    static final LocalDate MOVED = LocalDate.now().plusDays(60);

    private CalendarSteps() {}

    /** Tells intake of the account as the registry would, and waits until a calendar can name it. */
    static void know(TestTopics topics, String account) {
        know(topics, account, KNOWN, 3);
    }

    static void know(TestTopics topics, String account, LocalDate renewal, long version) {
        tell(topics, account, renewal, version, AccountState.WATCHING);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post("ada", calendar(event("probe", "account: " + account, renewal)), "?dryRun=true")
                        .extract()
                        .jsonPath()
                        .getList("unchanged")
                        .contains(account));
    }

    /** As the registry would. */
    static void tell(TestTopics topics, String account, LocalDate renewal, long version, AccountState state) {
        topics.publish(
                Topics.ACCOUNT_CHANGED,
                "acme/" + account,
                AccountChanged.newBuilder()
                        .setTenant("acme")
                        .setAccount(account)
                        .setCorrelationId("c")
                        .setCausationId("c")
                        .setAccountVersion(version)
                        .setMaterialVersion(2)
                        .setState(state)
                        .setStateSince(Reports.EARLIER)
                        .setCycleNo(1)
                        .setRevision(0)
                        .setTerms(terms(account, renewal))
                        .setSuppression(null)
                        .build());
    }

    static Terms terms(String account, LocalDate renewal) {
        Terms terms = Reports.terms("acme", account).getTerms();
        terms.setAccountName("Name of " + account);
        terms.setCurrency("USD");
        terms.setRenewalDate(renewal);
        return terms;
    }

    static String calendar(String events) {
        return "BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n";
    }

    static String event(String summary, String description, LocalDate day) {
        return "BEGIN:VEVENT\r\nUID:" + summary + "-uid\r\nDTSTART;VALUE=DATE:"
                + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "\r\nSUMMARY:" + summary
                + "\r\nCATEGORIES:RENEWAL\r\nDESCRIPTION:" + description + "\r\nEND:VEVENT\r\n";
    }

    static ValidatableResponse importing(String calendar, String query) {
        return post("ada", calendar, query).statusCode(200);
    }

    static ValidatableResponse post(String user, String calendar, String query) {
        return given().auth()
                .preemptive()
                .basic(user, user)
                .contentType("text/calendar")
                .body(calendar.getBytes(StandardCharsets.UTF_8))
                .post("/api/import/calendar" + query)
                .then();
    }

    static ValidatableResponse get(String user, String path) {
        return given().auth().preemptive().basic(user, user).get(path).then().statusCode(200);
    }

    static String formToken(String page) {
        Matcher value =
                Pattern.compile("name=\"form-token\" value=\"([^\"]*)\"").matcher(page);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }
}
