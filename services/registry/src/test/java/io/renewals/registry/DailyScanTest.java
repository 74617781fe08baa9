package io.renewals.registry;

import static io.renewals.registry.BookSteps.as;
import static io.renewals.registry.Samples.DAY;
import static io.renewals.registry.Samples.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.AccountState;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.CycleStatus;
import io.renewals.events.Outcome;
import io.renewals.events.RenewalDue;
import io.renewals.events.Terms;
import io.renewals.registry.adapter.Scans;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts, and the daily scan, over a real broker, schema registry and database. Each test has accounts and a business date of its own. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class DailyScanTest {
    TestTopics topics;
    Database database;

    @Inject
    Scans scans;

    private BookSteps book;

    @BeforeEach
    void rulebooksInForce() {
        book = new BookSteps(topics);
        book.rulebooksInForce();
    }

    @Test
    void acceptedFactsBecomeDueWithTheirEvidence() {
        book.report("acme", "first", DAY.plusDays(40), "49.0000");
        topics.publish(
                Topics.ACCOUNT_ACCEPTED, "acme/first", Samples.signal("acme", "first", "app:1", "utilisation", "91.5"));
        book.awaitVersion("first", 2);

        String scan = book.scan(DAY);

        RenewalDue due = book.due("first", 1).getFirst();
        assertThat(due.getBusinessDate()).isEqualTo(DAY);
        assertThat(due.getRulebookVersion()).isEqualTo(1);
        assertThat(due.getDaysToRenewal()).isEqualTo(40);
        assertThat(due.getCycleStatus()).isEqualTo(CycleStatus.NONE);
        assertThat(due.getEvidence()).extracting(e -> e.getSourceId()).containsExactly("app:1");
        assertThat(due.getCycleNo()).isEqualTo(1);
        assertThat(due.getRevision()).isEqualTo(1);
        book.awaitState("first", AccountState.DUE);
        as("ada").get("/api/scans/" + scan).then().body("status", equalTo("DONE"));
    }

    @Test
    void olderTermsNeverOverwriteNewer() {
        book.report("acme", "older", DAY.plusDays(200), "49.0000");
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/older",
                Samples.reported("acme", "older", Samples.terms(DAY.plusDays(10), "1.0000"), SEEN.minusSeconds(1)));
        topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                .equals("acme/older"));
        as("maria").get("/api/accounts/older").then().body("terms.unitPrice", equalTo(49.0f));
    }

    @Test
    void aDecisionOnTheDateLeavesThePriceToReportsAndAnOlderReportLeavesTheDateToIt() {
        LocalDate decided = DAY.plusDays(90);
        book.report("acme", "by-field", DAY.plusDays(200), "49.0000");
        AccountAccepted decision =
                Samples.reported("acme", "by-field", Samples.terms(decided, "1.0000"), SEEN.plusSeconds(60));
        decision.setFields(List.of("renewalDate"));
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/by-field", decision);
        Terms afterDecision = book.awaitVersion("by-field", 2).getTerms();

        // The price was raised before the decision, and is heard of after it.
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/by-field",
                Samples.reported(
                        "acme", "by-field", Samples.terms(DAY.plusDays(200), "55.0000"), SEEN.plusSeconds(30)));
        Terms afterPrice = book.awaitVersion("by-field", 3).getTerms();
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/by-field",
                Samples.reported(
                        "acme", "by-field", Samples.terms(DAY.plusDays(300), "55.0000"), SEEN.plusSeconds(90)));
        Terms afterNewReport = book.awaitVersion("by-field", 4).getTerms();

        assertThat(afterDecision.getUnitPrice()).isEqualByComparingTo("49");
        assertThat(afterDecision.getRenewalDate()).isEqualTo(decided);
        assertThat(afterPrice.getUnitPrice()).isEqualByComparingTo("55");
        assertThat(afterPrice.getRenewalDate()).isEqualTo(decided);
        assertThat(afterNewReport.getRenewalDate()).isEqualTo(DAY.plusDays(300));
    }

    @Test
    void aDayIsCheckedOnceForEachAccount() {
        LocalDate day = DAY.plusDays(1);
        book.report("acme", "once", day.plusDays(40), "49.0000");
        book.scan(day);
        book.report("acme", "later", day.plusDays(40), "49.0000");
        book.scan(day);
        book.report("acme", "latest", day.plusDays(40), "49.0000");
        book.scan(day);

        // Events leave in the order of the scans they come of.
        book.due("latest", 1);
        assertThat(book.allDue("once")).hasSize(1);
        assertThat(book.allDue("later")).hasSize(1);
    }

    @Test
    void aScanThatWasCutOffGoesOnBehindItsLastPage() throws SQLException {
        LocalDate day = DAY.plusDays(3);
        book.report("acme", "cut-a", day.plusDays(20), "49.0000");
        book.report("acme", "cut-b", day.plusDays(30), "49.0000");
        Scans.Asked.Running begun = (Scans.Asked.Running) scans.ask("acme", day, "ada@acme.example");
        String id = begun.scan().scanId();
        // As the first page left it before the process died.
        sql("update registry.scan set after_date = date '%s', after_account = 'cut-a' where scan_id = '%s'"
                .formatted(day.plusDays(20), id));

        scans.run("acme", id);

        book.due("cut-b", 1);
        assertThat(topics.all(Topics.RENEWAL_DUE, RenewalDue.class))
                .noneMatch(seen -> seen.key().equals("acme/cut-a")
                        && seen.value().getBusinessDate().equals(day));
        as("ada").get("/api/scans/" + id).then().body("status", equalTo("DONE"));
    }

    @Test
    void anAccountTooCloseWithoutAnOfferIsMissedAndShown() {
        LocalDate day = DAY.plusDays(5);
        book.report("acme", "missed", day.plusDays(9), "49.0000");
        book.scan(day);

        book.awaitState("missed", AccountState.MISSED);
        as("maria")
                .get("/api/accounts/missed")
                .then()
                .body("state", equalTo("MISSED"))
                .body("stateDetail", containsString("9 days away"));
    }

    @Test
    void aDatePassedWithoutAnOutcomeLapsesAndAnOutcomeCorrectsIt() {
        LocalDate day = DAY.plusDays(6);
        book.report("acme", "lapsed", day.minusDays(1), "49.0000");
        book.scan(day);
        assertThat(book.awaitState("lapsed", AccountState.LAPSED).getCycleNo()).isEqualTo(2);

        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/lapsed",
                Samples.outcome("acme", "lapsed", Outcome.RENEWED, day.minusDays(1)));
        assertThat(book.awaitState("lapsed", AccountState.RENEWED).getCycleNo()).isEqualTo(2);
    }

    @Test
    void aBookOfManyPagesIsScannedWholeAndOnce() throws SQLException {
        LocalDate day = LocalDate.of(2031, 3, 1);
        int inWindow = Integer.getInteger("scan.in-window", 1_200);
        int outside = Integer.getInteger("scan.outside", 2_000);
        book.report("globex", "seed", day.plusDays(400), "49.0000");
        copies("seed", "in", inWindow, day.plusDays(30));
        copies("seed", "out", outside, day.plusDays(200));

        String id = book.scan("gus", day);

        JsonPath done = as("gus").get("/api/scans/" + id).jsonPath();
        System.Logger log = System.getLogger("scan");
        log.log(System.Logger.Level.INFO, "{0} to {1}", done.getString("startedAt"), done.getString("finishedAt"));
        assertThat(done.getInt("due")).isEqualTo(inWindow);
        List<Seen<RenewalDue>> due =
                topics.await(Topics.RENEWAL_DUE, RenewalDue.class, inWindow, Duration.ofSeconds(60), seen -> seen.key()
                        .startsWith("globex/in-"));
        assertThat(due).hasSize(inWindow);
        assertThat(due).extracting(Seen::key).doesNotHaveDuplicates();
    }

    /** Rows as many reports would have made them. */
    private void copies(String seed, String prefix, int count, LocalDate renewal) throws SQLException {
        sql(
                """
                insert into registry.account select made.* from registry.account as seed, generate_series(1, %d) as n,
                  lateral jsonb_populate_record(null::registry.account, to_jsonb(seed)
                    || jsonb_build_object('account', '%s-' || n, 'renewal_date', date '%s')) as made
                where seed.account = '%s'"""
                        .formatted(count, prefix, renewal, seed));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.superuser();
                Statement run = connection.createStatement()) {
            connection.setAutoCommit(false);
            run.execute(statement);
            connection.commit();
        }
    }
}
