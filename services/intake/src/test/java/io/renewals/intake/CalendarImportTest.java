package io.renewals.intake;

import static io.renewals.intake.CalendarSteps.KNOWN;
import static io.renewals.intake.CalendarSteps.MOVED;
import static io.renewals.intake.CalendarSteps.calendar;
import static io.renewals.intake.CalendarSteps.event;
import static io.renewals.intake.CalendarSteps.formToken;
import static io.renewals.intake.CalendarSteps.get;
import static io.renewals.intake.CalendarSteps.importing;
import static io.renewals.intake.CalendarSteps.know;
import static io.renewals.intake.CalendarSteps.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountProposed;
import io.renewals.events.AccountRejected;
import io.renewals.events.Lane;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A calendar proposes, once, and changes nothing; what it can't is refused by its place. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class CalendarImportTest {
    TestTopics topics;
    Database database;

    @Test
    void aRenewalOnAnotherDayIsProposedOnceHoweverOftenItIsRead() {
        know(topics, "ics-moved");
        String calendar = calendar(event("moved", "account: ics-moved", MOVED));

        importing(calendar, "?dryRun=true").body("moved[0].account", equalTo("ics-moved"));
        importing(calendar, "?name=mine.ics").body("proposed", equalTo(1)).body("refused", empty());
        String again = importing(calendar, "?name=again.ics")
                .body("proposed", equalTo(0))
                .extract()
                .path("moved[0].earlierProposalId");

        AccountProposed proposed = proposed("ics-moved", 1).getFirst();
        assertThat(again).isEqualTo(proposed.getProposalId());
        assertThat(proposed.getTerms().getRenewalDate()).isEqualTo(MOVED);
        assertThat(proposed.getTerms().getQuantity()).isEqualTo(24);
        assertThat(proposed.getKnown().getRenewalDate()).isEqualTo(KNOWN);
        assertThat(proposed.getFields()).containsExactly("renewalDate");
        assertThat(proposed.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(proposed.getOrigin()).isEqualTo("calendar mine.ics, line 2, event 'moved' (moved-uid)");
    }

    @Test
    void theHeadingNamesAnAccountWhateverItsCaseAndSpacing() {
        know(topics, "ics-named");

        importing(calendar(event("Renewal: NAME of  ics-named", "", MOVED)), "?dryRun=true")
                .body("moved.account", contains("ics-named"))
                .body("refused", empty());
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
        know(topics, "ics-late");
        importing(calendar, "").body("refused", empty()).body("proposed", equalTo(1));
    }

    @Test
    void aPersonUploadsACalendarAndSeesWhatWasRefused() {
        know(topics, "ics-page");
        String token = formToken(get("ada", "/import").extract().asString());
        String calendar = calendar(event("Strange <b>One</b>", "", MOVED) + event("p", "account: ics-page", MOVED));

        upload(token, calendar)
                .body(containsString("Strange &lt;b&gt;One"))
                .body(containsString("waits for a decision"));
        upload(token, calendar).body(containsString("\">proposed before</a>"));
    }

    @Test
    void aPersonIsToldWhyACalendarProposesNothing() {
        know(topics, "ics-calm");
        know(topics, "ics-still");
        String token = formToken(get("ada", "/import").extract().asString());
        String calm = event("calm", "account: ics-calm", KNOWN);
        String still = event("still", "account: ics-still", KNOWN);

        upload(token, calendar(calm + still))
                .body(containsString("All 2 renewals are on the day that is known"))
                .body(not(containsString("counts as a renewal by")));
        upload(token, calendar(calm)).body(containsString("The renewal is on the day that is known"));
        upload(token, calendar(calm.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT")))
                .body(containsString("is past or cancelled"));
        upload(token, calendar(calm.replace("CATEGORIES:RENEWAL\r\n", "")))
                .body(containsString("counts as a renewal by"));
    }

    private static ValidatableResponse upload(String token, String calendar) {
        return given().auth()
                .preemptive()
                .basic("ada", "ada")
                .multiPart("file", "mine.ics", calendar.getBytes(StandardCharsets.UTF_8), "text/calendar")
                .multiPart("form-token", token)
                .post("/import/calendar")
                .then()
                .statusCode(200);
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
        know(topics, "ics-own");

        post("gus", calendar(event("x", "account: ics-own", MOVED)), "")
                .statusCode(200)
                .body("proposed", equalTo(0))
                .body("refused.account", hasItem("ics-own"));
        get("gus", "/rejected?account=ics-own").body(not(containsString("Name of ics-own")));
    }

    @Test
    void whateverAnEventIsCalledByItsProgramTheFileIsReadAndKnownAgain() {
        know(topics, "ics-long");
        know(topics, "ics-nul");
        String random = new Random(7)
                .ints(9_000, '0', 'z')
                .mapToObj(Character::toString)
                .filter(each -> !";:\\".contains(each))
                .collect(Collectors.joining());
        String calendar = calendar(event("long", "account: ics-long", MOVED).replace("long-uid", random)
                + event("nul", "account: ics-nul", MOVED).replace("nul-uid", "n\u0000l"));

        importing(calendar, "").body("proposed", equalTo(2)).body("refused", empty());
        importing(calendar, "").body("proposed", equalTo(0)).body("moved", hasSize(2));
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = database.superuser()) {
            superuser.createStatement().execute(sql);
        }
    }

    @Test
    void theServicesRoleSeesNoRowWithoutATenant() throws SQLException {
        know(topics, "ics-row");
        importing(calendar(event("row", "account: ics-row", MOVED)), "").body("proposed", equalTo(1));
        asSuperuser("insert into intake.calendar_watch (tenant, url) values ('umbrella', 'https://umbrella.example')"
                + " on conflict do nothing");
        for (String table : List.of("known_account", "proposal_made", "calendar_watch")) {
            try (Connection superuser = database.superuser();
                    Connection login = database.login("intake")) {
                assertThat(rows(superuser, table))
                        .as("there are rows in " + table)
                        .isPositive();
                assertThat(rows(login, table)).as(table).isZero();
            }
        }
    }

    private static long rows(Connection connection, String table) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("select count(*) from intake." + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<AccountProposed> proposed(String account, int count) {
        return topics
                .await(Topics.ACCOUNT_PROPOSED, AccountProposed.class, count, TestTopics.PATIENCE, seen -> seen.key()
                        .equals("acme/" + account))
                .stream()
                .map(Seen::value)
                .toList();
    }
}
