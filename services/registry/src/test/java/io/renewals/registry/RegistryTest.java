package io.renewals.registry;

import static io.renewals.registry.Samples.DAY;
import static io.renewals.registry.Samples.SEEN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.CycleStatus;
import io.renewals.events.OfferActioned;
import io.renewals.events.Outcome;
import io.renewals.events.RenewalDue;
import io.renewals.events.RulebookPublished;
import io.renewals.registry.adapter.Scans;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry over a real broker, schema registry and database. Each test has accounts and a business date of its own. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class RegistryTest {
    private static final RestAssuredConfig YAML_AS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT));

    TestTopics topics;
    Database database;

    @Inject
    Scans scans;

    @BeforeEach
    void rulebooksInForce() {
        publish("ada", Samples.rulebook());
        publish("gus", Samples.globexRulebook());
    }

    // Facts, and the scan

    @Test
    void acceptedFactsBecomeDueWithTheirEvidence() {
        report("acme", "first", DAY.plusDays(40), "49.0000");
        topics.publish(
                Topics.ACCOUNT_ACCEPTED, "acme/first", Samples.signal("acme", "first", "app:1", "utilisation", "91.5"));
        awaitVersion("first", 2);

        String scan = scan(DAY);

        RenewalDue due = due("first", 1).getFirst();
        assertThat(due.getBusinessDate()).isEqualTo(DAY);
        assertThat(due.getRulebookVersion()).isEqualTo(1);
        assertThat(due.getDaysToRenewal()).isEqualTo(40);
        assertThat(due.getCycleStatus()).isEqualTo(CycleStatus.NONE);
        assertThat(due.getEvidence()).extracting(e -> e.getSourceId()).containsExactly("app:1");
        assertThat(due.getCycleNo()).isEqualTo(1);
        assertThat(due.getRevision()).isEqualTo(1);
        awaitState("first", AccountState.DUE);
        as("ada").get("/api/scans/" + scan).then().body("status", equalTo("DONE"));
    }

    @Test
    void olderTermsNeverOverwriteNewer() {
        report("acme", "older", DAY.plusDays(200), "49.0000");
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/older",
                Samples.reported("acme", "older", Samples.terms(DAY.plusDays(10), "1.0000"), SEEN.minusSeconds(1)));
        topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                .equals("acme/older"));
        as("maria").get("/api/accounts/older").then().body("terms.unitPrice", equalTo(49.0f));
    }

    @Test
    void aDayIsCheckedOnceForEachAccount() {
        LocalDate day = DAY.plusDays(1);
        report("acme", "once", day.plusDays(40), "49.0000");
        scan(day);
        report("acme", "later", day.plusDays(40), "49.0000");
        scan(day);

        due("later", 1);
        assertThat(due("once", 1)).hasSize(1);
    }

    @Test
    void aScanThatWasCutOffGoesOnBehindItsLastPage() throws SQLException {
        LocalDate day = DAY.plusDays(3);
        report("acme", "cut-a", day.plusDays(20), "49.0000");
        report("acme", "cut-b", day.plusDays(30), "49.0000");
        Scans.Asked.Running begun = (Scans.Asked.Running) scans.ask("acme", day, "ada@acme.example");
        String id = begun.scan().scanId();
        // As the first page left it before the process died.
        sql("update registry.scan set after_date = date '%s', after_account = 'cut-a' where scan_id = '%s'"
                .formatted(day.plusDays(20), id));

        scans.run("acme", id);

        due("cut-b", 1);
        assertThat(topics.all(Topics.RENEWAL_DUE, RenewalDue.class))
                .noneMatch(seen -> seen.key().equals("acme/cut-a")
                        && seen.value().getBusinessDate().equals(day));
        as("ada").get("/api/scans/" + id).then().body("status", equalTo("DONE"));
    }

    @Test
    void anAccountTooCloseWithoutAnOfferIsMissedAndShown() {
        LocalDate day = DAY.plusDays(5);
        report("acme", "missed", day.plusDays(9), "49.0000");
        scan(day);

        awaitState("missed", AccountState.MISSED);
        as("maria")
                .get("/api/accounts/missed")
                .then()
                .body("state", equalTo("MISSED"))
                .body("stateDetail", containsString("9 days away"));
    }

    @Test
    void aDatePassedWithoutAnOutcomeLapsesAndAnOutcomeCorrectsIt() {
        LocalDate day = DAY.plusDays(6);
        report("acme", "lapsed", day.minusDays(1), "49.0000");
        scan(day);
        assertThat(awaitState("lapsed", AccountState.LAPSED).getCycleNo()).isEqualTo(2);

        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/lapsed",
                Samples.outcome("acme", "lapsed", Outcome.RENEWED, day.minusDays(1)));
        assertThat(awaitState("lapsed", AccountState.RENEWED).getCycleNo()).isEqualTo(2);
    }

    @Test
    void aBookOfManyPagesIsScannedWholeAndOnce() throws SQLException {
        LocalDate day = LocalDate.of(2031, 3, 1);
        int inWindow = Integer.getInteger("scan.in-window", 1_200);
        int outside = Integer.getInteger("scan.outside", 2_000);
        report("globex", "seed", day.plusDays(400), "49.0000");
        copies("seed", "in", inWindow, day.plusDays(30));
        copies("seed", "out", outside, day.plusDays(200));

        String id = scan("gus", day);

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

    // What is heard of offers

    @Test
    void noOfferGoesIntoDiaryAndState() {
        LocalDate day = DAY.plusDays(7);
        report("acme", "quiet", day.plusDays(40), "49.0000");
        scan(day);
        topics.publish(
                Topics.RENEWAL_ASSESSED,
                "acme/quiet",
                Samples.assessed(due("quiet", 1).getFirst(), false));

        awaitState("quiet", AccountState.NO_OFFER);
        as("maria")
                .get("/api/accounts/quiet")
                .then()
                .body("diary[0].verdict", equalTo("AT_RISK"))
                .body("diary[0].factors[0].factor", equalTo("usage_trend"));
    }

    @Test
    void aRequeuedAccountIsDueAgainOnItsDateWithTheNextRevision() {
        LocalDate day = DAY.plusDays(8);
        report("acme", "requeue", day.plusDays(60), "49.0000");
        scan(day);
        RenewalDue first = due("requeue", 1).getFirst();
        topics.publish(Topics.OFFER_DECIDED, "acme/requeue", Samples.decided(first));
        topics.publish(
                Topics.OFFER_ACTIONED, "acme/requeue", Samples.actioned(first, 1, Action.REQUEUED, day.plusDays(7)));
        awaitState("requeue", AccountState.SNOOZED);

        scan(day.plusDays(3));
        scan(day.plusDays(7));

        List<RenewalDue> all = due("requeue", 3);
        assertThat(all)
                .filteredOn(due -> due.getBusinessDate().equals(day.plusDays(3)))
                .extracting(RenewalDue::getCycleStatus)
                .containsOnly(CycleStatus.SKIPPED);
        assertThat(all)
                .filteredOn(due -> due.getBusinessDate().equals(day.plusDays(7)))
                .extracting(RenewalDue::getRevision)
                .containsOnly(2);
    }

    @Test
    void anOfferTakenBackAfterTheMailIsFollowedByANewDraft() {
        LocalDate day = DAY.plusDays(9);
        report("acme", "taken-back", day.plusDays(60), "49.0000");
        scan(day);
        RenewalDue first = due("taken-back", 1).getFirst();
        topics.publish(Topics.OFFER_ACTIONED, "acme/taken-back", Samples.actioned(first, 1, Action.APPROVED, null));
        topics.publish(Topics.OFFER_ACTIONED, "acme/taken-back", Samples.actioned(first, 2, Action.SENT, null));
        awaitState("taken-back", AccountState.OFFERED);

        OfferActioned undone = Samples.actioned(first, 3, Action.UNDONE, null);
        undone.setUndoes(2);
        undone.setAfter("{\"status\":\"stale\"}");
        topics.publish(Topics.OFFER_ACTIONED, "acme/taken-back", undone);

        RenewalDue second = due("taken-back", 2).getLast();
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getCycleStatus()).isEqualTo(CycleStatus.NONE);
        assertThat(second.getLastOffered()).isEqualTo(DAY);
    }

    @Test
    void changedFactsVoidALiveDraftAndMakeItDueAtOnce() {
        LocalDate day = DAY.plusDays(20);
        report("acme", "moving", day.plusDays(60), "49.0000");
        scan(day);
        RenewalDue first = due("moving", 1).getFirst();
        topics.publish(Topics.OFFER_DECIDED, "acme/moving", Samples.decided(first));
        awaitState("moving", AccountState.DECIDED);

        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/moving",
                Samples.reported("acme", "moving", Samples.terms(day.plusDays(60), "52.0000"), SEEN.plusSeconds(5)));

        RenewalDue second = due("moving", 2).getLast();
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getBusinessDate()).isEqualTo(day);
        assertThat(second.getMaterialVersion()).isGreaterThan(first.getMaterialVersion());

        topics.publish(Topics.OFFER_ACTIONED, "acme/moving", Samples.actioned(first, 1, Action.SKIPPED, null));
        Seen<ActivityRecorded> ignored =
                topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                        .equals("acme/moving"));
        assertThat(ignored.value().getSummary()).contains("revision 1 of cycle 1 is over");
        as("maria").get("/api/accounts/moving").then().body("state", equalTo("DUE"));
    }

    @Test
    void anOpenDisputeSuppresses() {
        report("acme", "dispute", DAY.plusDays(300), "49.0000");
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/dispute",
                Samples.signal("acme", "dispute", "bill:1", "dispute_open", "1"));
        Seen<AccountChanged> changed = topics.awaitOne(
                Topics.ACCOUNT_CHANGED,
                AccountChanged.class,
                seen -> seen.key().equals("acme/dispute") && seen.value().getSuppression() != null);
        assertThat(changed.value().getSuppression()).isEqualTo("a billing dispute is open");
        assertThat(changed.value().getMaterialVersion()).isEqualTo(2);
    }

    // Rulebook

    @Test
    void aRulebookWithErrorsIsRefusedAtItsLines() {
        String broken = Samples.rulebook().replace("floor_price: 15.00", "floor_price: 95.00");
        as("ada")
                .contentType("application/yaml")
                .body(broken)
                .post("/api/rulebook")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", containsString("/plans/0"))
                .body("errors[0].line", org.hamcrest.Matchers.greaterThan(10))
                .body("errors[0].column", org.hamcrest.Matchers.greaterThan(1));
        as("maria")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook")
                .then()
                .statusCode(403);
    }

    @Test
    void theSameRulebookTwiceIsOneVersionAndIsAnnounced() {
        as("ada")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook")
                .then()
                .statusCode(200)
                .body("published", equalTo(false))
                .body("version.version", equalTo(1));
        as("ada")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook?check=true")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true));
        topics.awaitOne(Topics.RULEBOOK_PUBLISHED, RulebookPublished.class, seen -> seen.key()
                .equals("acme/1"));
    }

    // Dead letters

    @Test
    void aDeadLetterShowsAndIsReplayedAsItWas() {
        byte[] bytes = {7, 1, 2, 3};
        topics.publishBytes(
                Topics.OFFER_DECIDED, "acme/poisoned", bytes, Map.of("ce_tenant", "acme", "ce_id", "poison-1"));
        String path = "letters.find { it.account == 'poisoned' }";
        await().atMost(Duration.ofSeconds(20)).until(() -> deadLetters("ada").getMap(path) != null);
        JsonPath letters = deadLetters("ada");
        assertThat(letters.getString(path + ".topic")).isEqualTo(Topics.OFFER_DECIDED);
        assertThat(letters.getString(path + ".handler")).isEqualTo("follow-decided");
        String id = letters.getString(path + ".id");
        as("gus").get("/api/dead/" + id).then().statusCode(404);

        as("ada")
                .header("X-Requested-With", "test")
                .post("/api/dead/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("settledAs", equalTo("replayed"));

        List<Seen<byte[]>> again = topics.awaitBytes(Topics.OFFER_DECIDED, 2, Duration.ofSeconds(20), seen -> seen.key()
                .equals("acme/poisoned"));
        assertThat(again.getLast().bytes()).isEqualTo(bytes);
        assertThat(again.getLast().headers())
                .containsEntry("ce_id", "poison-1")
                .doesNotContainKey("dead-letter-reason");
        as("ada")
                .header("X-Requested-With", "test")
                .post("/api/dead/" + id + "/replay")
                .then()
                .statusCode(409);
    }

    // Reconcile

    @Test
    void aCardTheBookDoesNotWaitForIsShownOnceItIsOld() {
        CardsStandIn.answer(
                """
                {"cards":[{"account":"ghost","offerId":"o-1","status":"QUEUED","since":"2026-01-01T00:00:00Z"}],"next":null}""");
        as("gus")
                .header("X-Requested-With", "test")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("overdue", equalTo(1))
                .body("differences[0].account", equalTo("ghost"));
        as("gus").get("/attention").then().statusCode(200).body(containsString("the card is QUEUED"));

        CardsStandIn.answer("nothing that can be read");
        as("gus")
                .header("X-Requested-With", "test")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("failure", containsString("could not be read"));
    }

    // Tenants and pages

    @Test
    void anotherTenantSeesNothing() throws SQLException {
        report("acme", "private", DAY.plusDays(300), "49.0000");
        as("gina").get("/api/accounts/private").then().statusCode(404);
        as("gina").get("/accounts/private").then().statusCode(404);
        as("gina").get("/api/accounts").then().body("accounts.account", not(hasItem("private")));
        as("maria").get("/api/accounts?q=bayside").then().body("accounts.account", hasItem("private"));
        try (Connection login = database.login("registry");
                Statement statement = login.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from registry.account")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void pagesShowTheBook() {
        report("acme", "paged", DAY.plusDays(300), "49.0000");
        as("maria").get("/accounts").then().statusCode(200).body(containsString("Bayside Studio"));
        as("maria")
                .get("/accounts/paged")
                .then()
                .statusCode(200)
                .body(containsString("/audit/accounts/paged"))
                .body(containsString("23,520.00"));
        as("maria").get("/accounts?q=nobody-has-this-name").then().body(containsString("No account"));
        as("ada").get("/scans").then().statusCode(200).body(containsString("Scan now"));
        as("ada").get("/rulebook").then().statusCode(200).body(containsString("Version 1"));
        as("maria").get("/attention").then().statusCode(200);
        as("maria").get("/api/accounts/summary").then().statusCode(200).body("states.state", hasItem("WATCHING"));
    }

    private void report(String tenant, String account, LocalDate renewal, String price) {
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                tenant + "/" + account,
                Samples.reported(tenant, account, Samples.terms(renewal, price), SEEN));
        topics.awaitOne(Topics.ACCOUNT_CHANGED, AccountChanged.class, key(tenant + "/" + account));
    }

    private static <T> Predicate<Seen<T>> key(String key) {
        return seen -> seen.key().equals(key);
    }

    private AccountChanged awaitState(String account, AccountState state) {
        return topics.awaitOne(
                        Topics.ACCOUNT_CHANGED,
                        AccountChanged.class,
                        seen -> seen.key().equals("acme/" + account)
                                && seen.value().getState() == state)
                .value();
    }

    private void awaitVersion(String account, long version) {
        topics.awaitOne(
                Topics.ACCOUNT_CHANGED,
                AccountChanged.class,
                seen -> seen.key().equals("acme/" + account) && seen.value().getAccountVersion() == version);
    }

    private List<RenewalDue> due(String account, int count) {
        return topics
                .await(Topics.RENEWAL_DUE, RenewalDue.class, count, TestTopics.PATIENCE, key("acme/" + account))
                .stream()
                .map(Seen::value)
                .toList();
    }

    private String scan(LocalDate day) {
        return scan("ada", day);
    }

    private String scan(String user, LocalDate day) {
        String id = as(user).contentType("application/json")
                .body("{\"businessDate\":\"" + day + "\"}")
                .post("/api/scans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "DONE".equals(as(user).get("/api/scans/" + id).path("status")));
        return id;
    }

    private static void publish(String user, String rulebook) {
        assertThat(as(user).contentType("application/yaml")
                        .body(rulebook)
                        .post("/api/rulebook")
                        .statusCode())
                .isBetween(200, 201);
    }

    private JsonPath deadLetters(String user) {
        return as(user).get("/api/dead").jsonPath();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.superuser();
                Statement run = connection.createStatement()) {
            connection.setAutoCommit(false);
            run.execute(statement);
            connection.commit();
        }
    }

    private static RequestSpecification as(String user) {
        return given().config(YAML_AS_TEXT).auth().preemptive().basic(user, user);
    }
}
