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
import static io.renewals.intake.CalendarSteps.tell;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountProposed;
import io.renewals.events.AccountRejected;
import io.renewals.events.AccountState;
import io.renewals.events.Lane;
import io.renewals.intake.adapter.Occasion;
import io.renewals.intake.adapter.Refusal;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.domain.Reason;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.store.Transactions;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A calendar proposes, once, and changes nothing; what it can't is refused by its place. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class CalendarImportTest {
    TestTopics topics;
    Database database;

    @Inject
    WatchCalendars watch;

    @Inject
    MeterRegistry meters;

    @Inject
    Transactions transactions;

    @Inject
    Rejections rejections;

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
    void aDayThatComesBackIsAProposalOfItsOwn() {
        know(topics, "ics-back");
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
    void anEventThatIsBackOrCancelledTakesItsProposalBackOnceAndTheSameDayCanBeProposedAgain() {
        know(topics, "ics-undone");
        String there = calendar(event("undone", "account: ics-undone", MOVED));
        String back = calendar(event("undone", "account: ics-undone", KNOWN));
        String cancelled = there.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT");
        String first = importing(there, "").extract().path("moved[0].proposalId");

        importing(back, "?dryRun=true").body("withdrawn", equalTo(1));
        importing(back, "?name=mine.ics").body("withdrawn", equalTo(1)).body("unchanged", contains("ics-undone"));
        importing(back, "").body("withdrawn", equalTo(0));
        String second =
                importing(there, "").body("proposed", equalTo(1)).extract().path("moved[0].proposalId");
        importing(cancelled, "").body("withdrawn", equalTo(1)).body("past", equalTo(1));
        importing(there, "").body("proposed", equalTo(1));

        List<AccountProposed> told = proposed("ics-undone", 5);
        assertThat(told).extracting(AccountProposed::getWithdraws).containsExactly(null, first, null, second, null);
        assertThat(told.get(1).getTerms().getRenewalDate()).isEqualTo(KNOWN);
        assertThat(told.get(1).getOrigin()).isEqualTo("calendar mine.ics, line 2, event 'undone' (undone-uid)");
        assertThat(told).extracting(AccountProposed::getProposalId).doesNotHaveDuplicates();
    }

    @Test
    void whatWasAcceptedIsNotTakenBackWhenTheCalendarAgrees() {
        know(topics, "ics-agreed");
        String there = calendar(event("agreed", "account: ics-agreed", MOVED));
        importing(there, "").body("proposed", equalTo(1));
        know(topics, "ics-agreed", MOVED, 4);

        importing(there, "").body("unchanged", contains("ics-agreed")).body("withdrawn", equalTo(0));
        importing(calendar(event("agreed", "account: ics-agreed", KNOWN)), "").body("proposed", equalTo(1));
    }

    @Test
    void forACustomerWhoLeftNothingIsProposedUntilTheyAreBack() {
        know(topics, "ics-gone");
        String calendar = calendar(event("gone", "account: ics-gone", MOVED));
        tell(topics, "ics-gone", KNOWN, 4, AccountState.CHURNED);
        await().atMost(TestTopics.PATIENCE).until(() -> importing(calendar, "?dryRun=true")
                .extract()
                .path("proposed")
                .equals(0));

        importing(calendar, "").body("refused[0].reasons[0].problem", equalTo("'ics-gone' is reported as churned"));

        tell(topics, "ics-gone", KNOWN, 5, AccountState.RENEWED);
        await().atMost(TestTopics.PATIENCE).until(() -> importing(calendar, "?dryRun=true")
                .extract()
                .path("refused.size()")
                .equals(0));
        importing(calendar, "").body("proposed", equalTo(1));
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

    @Test
    void aWatchedCalendarIsReadAgainForWhatHasBecomeKnownSince() throws Exception {
        try (WebFile file = new WebFile(calendar(event("watched", "account: ics-watched", MOVED)))) {
            assertThat(watch.read("acme", file.url()))
                    .hasValueSatisfying(told -> assertThat(told).contains("1 refused"));
            assertThat(watch.read("acme", file.url())).isEmpty();
            know(topics, "ics-watched");
            asSuperuser("update intake.calendar_watch set claimed_until = null");
            assertThat(watch.read("acme", file.url()))
                    .hasValueSatisfying(told -> assertThat(told).contains("1 proposed"));
            get("ada", "/import").body(containsString("Watched calendar")).body(containsString("1 proposed"));
        }
    }

    @Test
    void aWatchedCalendarThatFailsSaysSoIsCountedAndCostsNoOther() throws Exception {
        Map<String, URI> watched = new LinkedHashMap<>();
        try (WebFile file = new WebFile(calendar(event("failing", "account: ics-failing", MOVED)));
                WebFile other = new WebFile(calendar(""))) {
            know(topics, "ics-failing");
            watched.put("acme", file.url());
            watched.put("globex", other.url());
            asSuperuser("update intake.calendar_watch set claimed_until = null");
            asSuperuser("revoke insert on intake.proposal_made from intake");
            double before = failures();

            watch.readAll(watched);

            get("ada", "/import").body(containsString("could not be read: internal error"));
            get("gus", "/import").body(containsString("0 events"));
            assertThat(failures() - before).isOne();
        } finally {
            asSuperuser("grant insert on intake.proposal_made to intake");
        }
    }

    @Test
    void aReasonThatNoProducerWouldTakeIsCutAndLeaves() {
        Occasion occasion = new Occasion("acme", Lane.CALENDAR, "calendar x", "c", "c", "event");
        Reason reason = new Reason("x", "is \u0000" + "long".repeat(1_000_000), "shorten it");

        transactions.useTenant(
                "acme",
                work -> rejections.record(
                        work, List.of(new Refusal(occasion, "ics-wordy", Optional.of(1), List.of(reason), ""))));

        AccountRejected told = topics.awaitOne(Topics.ACCOUNT_REJECTED, AccountRejected.class, seen -> seen.key()
                        .equals("acme/ics-wordy"))
                .value();
        assertThat(told.getRejections().getFirst().getProblem()).startsWith("is \uFFFDlong").hasSize(1_001);
        get("maria", "/rejected?account=ics-wordy").body(containsString("shorten it"));
    }

    private double failures() {
        return meters.counter("renewals.tenant.failures", "work", "watched calendar", "tenant", "acme")
                .count();
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
                assertThat(rows(superuser, table)).as("there are rows in " + table).isPositive();
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
