package io.renewals.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountProposed;
import io.renewals.events.AccountRejected;
import io.renewals.events.AccountState;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.events.Terms;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Calendars propose, people decide, and what they accept passes the checks that reports pass. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class CalendarImportTest {
    private static final LocalDate KNOWN = LocalDate.now().plusDays(40);
    private static final LocalDate MOVED = LocalDate.now().plusDays(60);

    TestTopics topics;
    Database database;

    @Inject
    WatchCalendars watch;

    @Test
    void aRenewalOnAnotherDayIsProposedOnceHoweverOftenItIsRead() {
        know("ics-moved");
        String calendar = calendar(event("moved", "account: ics-moved", MOVED));

        importing(calendar, "?dryRun=true").body("moved[0].account", equalTo("ics-moved"));
        importing(calendar, "?name=mine.ics").body("proposed", equalTo(1)).body("refused", empty());
        importing(calendar, "?name=again.ics").body("proposed", equalTo(0)).body("moved", hasSize(1));

        AccountProposed proposed = proposed("ics-moved", 1).getFirst();
        assertThat(proposed.getTerms().getRenewalDate()).isEqualTo(MOVED);
        assertThat(proposed.getTerms().getQuantity()).isEqualTo(24);
        assertThat(proposed.getKnown().getRenewalDate()).isEqualTo(KNOWN);
        assertThat(proposed.getFields()).containsExactly("renewalDate");
        assertThat(proposed.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(proposed.getOrigin()).isEqualTo("calendar mine.ics, line 2, event 'moved' (moved-uid)");
    }

    @Test
    void aDayThatComesBackIsAProposalOfItsOwn() {
        know("ics-back");
        LocalDate later = MOVED.plusDays(5);
        for (LocalDate day : List.of(MOVED, later, MOVED, MOVED)) {
            importing(calendar(event("back", "account: ics-back", day)), "");
        }

        List<AccountProposed> proposed = proposed("ics-back", 3);

        assertThat(proposed)
                .extracting(each -> each.getTerms().getRenewalDate())
                .containsExactly(MOVED, later, MOVED);
        assertThat(proposed).extracting(AccountProposed::getProposalId).doesNotHaveDuplicates();
    }

    @Test
    void whatCantBeMatchedIsRejectedByUidAndLineOnceUntilItIsPutRight() {
        String calendar = calendar(event("Nobody here", "account: ics-late", MOVED));

        importing(calendar, "").body("refused[0].line", equalTo(2)).body("refused[0].where", containsString("Nobody"));
        importing(calendar, "").body("refused", hasSize(1));

        AccountRejected rejected = topics.awaitOne(Topics.ACCOUNT_REJECTED, AccountRejected.class, seen -> seen.key()
                        .equals("acme/ics-late"))
                .value();
        assertThat(rejected.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(rejected.getOrigin()).contains("Nobody here", "uid");
        assertThat(topics.all(Topics.ACCOUNT_REJECTED, AccountRejected.class).stream()
                        .filter(seen -> seen.key().equals("acme/ics-late")))
                .hasSize(1);
        get("maria", "/rejected?lane=CALENDAR&account=ics-late")
                .body(containsString("neither id nor name of an account"))
                .body(containsString("line 2"));
        know("ics-late");
        importing(calendar, "").body("refused", empty()).body("proposed", equalTo(1));
    }

    @Test
    void acceptedTermsPassTheChecksAndKeepLaneAndOrigin() {
        decide("ics-yes", true, terms("ics-yes", MOVED), "calendar mine.ics, line 2");

        AccountAccepted accepted = topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                        .equals("acme/ics-yes"))
                .value();

        assertThat(accepted.getTerms().getRenewalDate()).isEqualTo(MOVED);
        assertThat(accepted.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(accepted.getOrigin()).isEqualTo("calendar mine.ics, line 2");
        assertThat(accepted.getSourceId()).isEqualTo("proposal:p-ics-yes");
    }

    @Test
    void acceptedTermsThatTheChecksRefuseAreShownAsRejected() {
        Terms wrong = terms("ics-wrong", MOVED);
        wrong.setQuantity(0);

        decide("ics-wrong", true, wrong, "calendar mine.ics, line 9");

        AccountRejected rejected = topics.awaitOne(Topics.ACCOUNT_REJECTED, AccountRejected.class, seen -> seen.key()
                        .equals("acme/ics-wrong"))
                .value();
        assertThat(rejected.getRejections().getFirst().getField()).isEqualTo("terms.quantity");
        get("maria", "/rejected?account=ics-wrong").body(containsString("calendar mine.ics, line 9"));
    }

    @Test
    void aRefusedProposalChangesNothingAndOneWithoutTermsIsPoison() {
        decide("ics-no", false, null, "calendar mine.ics, line 2");
        decide("ics-poison", true, null, "calendar mine.ics, line 2");
        decide("ics-after", true, terms("ics-after", MOVED), "calendar mine.ics, line 2");

        topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                .equals("acme/ics-after"));
        topics.awaitBytes(
                Topics.dead("intake"), 1, Duration.ofSeconds(20), seen -> "acme/ics-poison".equals(seen.key()));
        assertThat(topics.all(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class))
                .extracting(Seen::key)
                .doesNotContain("acme/ics-no");
    }

    @Test
    void aPersonUploadsACalendarAndSeesWhatWasRefused() {
        know("ics-page");
        String token = formToken(get("ada", "/import").extract().asString());
        String calendar = calendar(event("Strange <b>One</b>", "", MOVED) + event("p", "account: ics-page", MOVED));

        given().auth()
                .preemptive()
                .basic("ada", "ada")
                .multiPart("file", "mine.ics", calendar.getBytes(StandardCharsets.UTF_8), "text/calendar")
                .multiPart("form-token", token)
                .post("/import/calendar")
                .then()
                .statusCode(200)
                .body(containsString("Strange &lt;b&gt;One"))
                .body(containsString("waits for a decision"));
    }

    @Test
    void onlyAnAdminReadsACalendarAndAFileThatIsNoneIsRefusedAsAWhole() {
        post("maria", calendar(""), "").statusCode(403);
        post("ada", "account,name\n", "")
                .statusCode(422)
                .body("type", equalTo("urn:renewals:calendar-unreadable"))
                .body("errors[0].field", equalTo("file"));
    }

    @Test
    void anotherCompanysAccountsAreNotMatched() {
        know("ics-own");

        post("gus", calendar(event("x", "account: ics-own", MOVED)), "")
                .statusCode(200)
                .body("proposed", equalTo(0))
                .body("refused.account", hasItem("ics-own"));
        get("gus", "/rejected?account=ics-own").body(not(containsString("24")));
    }

    @Test
    void aWatchedCalendarIsReadAgainForWhatHasBecomeKnownSince() throws Exception {
        String calendar = calendar(event("watched", "account: ics-watched", MOVED));
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/c.ics", exchange -> {
            byte[] body = calendar.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/c.ics");
        try {
            assertThat(watch.read("acme", url))
                    .hasValueSatisfying(told -> assertThat(told).contains("1 refused"));
            assertThat(watch.read("acme", url)).isEmpty();
            know("ics-watched");
            try (Connection superuser = database.superuser()) {
                superuser.createStatement().execute("update intake.calendar_watch set claimed_until = null");
            }
            assertThat(watch.read("acme", url))
                    .hasValueSatisfying(told -> assertThat(told).contains("1 proposed"));
            get("ada", "/import").body(containsString("Watched calendar")).body(containsString("1 proposed"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theServicesRoleSeesNoRowWithoutATenant() throws SQLException {
        know("ics-row");
        importing(calendar(event("row", "account: ics-row", MOVED)), "").body("proposed", equalTo(1));
        try (Connection login = database.login("intake")) {
            for (String table : List.of("known_account", "proposal_made", "calendar_watch")) {
                try (ResultSet rows = login.createStatement().executeQuery("select count(*) from intake." + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
        }
    }

    private void know(String account) {
        topics.publish(
                Topics.ACCOUNT_CHANGED,
                "acme/" + account,
                AccountChanged.newBuilder()
                        .setTenant("acme")
                        .setAccount(account)
                        .setCorrelationId("c")
                        .setCausationId("c")
                        .setAccountVersion(3)
                        .setMaterialVersion(2)
                        .setState(AccountState.WATCHING)
                        .setStateSince(Reports.EARLIER)
                        .setCycleNo(1)
                        .setRevision(0)
                        .setTerms(terms(account, KNOWN))
                        .setSuppression(null)
                        .build());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post("ada", calendar(event("probe", "account: " + account, KNOWN)), "?dryRun=true")
                        .extract()
                        .jsonPath()
                        .getList("unchanged")
                        .contains(account));
    }

    private void decide(String account, boolean accepted, Terms terms, String origin) {
        topics.publish(
                Topics.PROPOSAL_ACTIONED,
                "acme/" + account,
                ProposalActioned.newBuilder()
                        .setTenant("acme")
                        .setAccount(account)
                        .setCorrelationId("c")
                        .setCausationId("c")
                        .setProposalId("p-" + account)
                        .setAccepted(accepted)
                        .setActor("maria@acme.example")
                        .setTerms(terms)
                        .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                        .setLane(Lane.CALENDAR)
                        .setOrigin(origin)
                        .setReason(accepted ? null : "wrong")
                        .build());
    }

    private List<AccountProposed> proposed(String account, int count) {
        return topics
                .await(Topics.ACCOUNT_PROPOSED, AccountProposed.class, count, TestTopics.PATIENCE, seen -> seen.key()
                        .equals("acme/" + account))
                .stream()
                .map(Seen::value)
                .toList();
    }

    private static Terms terms(String account, LocalDate renewal) {
        Terms terms = Reports.terms("acme", account).getTerms();
        terms.setAccountName("Name of " + account);
        terms.setCurrency("USD");
        terms.setRenewalDate(renewal);
        return terms;
    }

    private static String calendar(String events) {
        return "BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n";
    }

    private static String event(String summary, String description, LocalDate day) {
        return "BEGIN:VEVENT\r\nUID:" + summary + "-uid\r\nDTSTART;VALUE=DATE:"
                + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "\r\nSUMMARY:" + summary
                + "\r\nCATEGORIES:RENEWAL\r\nDESCRIPTION:" + description + "\r\nEND:VEVENT\r\n";
    }

    private static ValidatableResponse importing(String calendar, String query) {
        return post("ada", calendar, query).statusCode(200);
    }

    private static ValidatableResponse post(String user, String calendar, String query) {
        return given().auth()
                .preemptive()
                .basic(user, user)
                .contentType("text/calendar")
                .body(calendar.getBytes(StandardCharsets.UTF_8))
                .post("/api/import/calendar" + query)
                .then();
    }

    private static ValidatableResponse get(String user, String path) {
        return given().auth().preemptive().basic(user, user).get(path).then().statusCode(200);
    }

    private static String formToken(String page) {
        Matcher value =
                Pattern.compile("name=\"form-token\" value=\"([^\"]*)\"").matcher(page);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }
}
