package io.renewals.auditsink;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.AuditEntry;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.ChainVerifier;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-sink"))
class AuditTrailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    TestTopics topics;
    Database database;

    @Inject
    TrailReads reads;

    @ConfigProperty(name = "mp.messaging.incoming.every-topic.topics")
    List<String> consumed;

    @Test
    void everyTopicButItsOwnIsConsumed() {
        assertThat(consumed)
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream()
                        .map(Topic::name)
                        .filter(name -> !name.equals(Topics.AUDIT_ENTRY))
                        .toList());
    }

    @Test
    void anOfferReadsFromTheDailyCheckToTheSend() {
        String offer = Ids.offer("acme", "timeline", 1, 1);
        Map<String, String> morning = Map.of("ce_time", Samples.MORNING.toString());
        topics.publish(
                Topics.OFFER_ACTIONED,
                "acme/timeline",
                Samples.sent("acme", "timeline", offer),
                Map.of("ce_time", Samples.MORNING.plusSeconds(60).toString()));
        topics.publish(Topics.OFFER_DECIDED, "acme/timeline", Samples.decided("acme", "timeline", offer), morning);
        topics.publish(Topics.RENEWAL_DUE, "acme/timeline", Samples.due("acme", "timeline", offer), morning);
        awaitEntries("acme", "timeline", 3);

        String page = as("maria")
                .get("/audit/offers/" + offer)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page).containsSubsequence("Renewal checked", "Offer decided", "Sent", "Maria Keller");
        assertThat(page).contains("crm:1", "44.1000");
        as("maria").get("/audit/entries/1").then().statusCode(200).body(containsString("Published by"));
        as("maria").get("/audit/entries/999999").then().statusCode(404);
        as("maria")
                .get("/api/audit?offer=" + offer)
                .then()
                .body("entries", hasSize(3))
                .body("entries.find { it.type == 'offer.decided' }.body.offer.unitPrice", equalTo("44.1000"))
                .body("entries.find { it.type == 'renewal.due' }.body.businessDate", equalTo("2026-05-04"));
    }

    @Test
    void bytesThatNobodyCanReadAreSealedAsTheyAre() {
        byte[] poison = {7, 0, 1, 2, (byte) 0xff};
        topics.publishBytes(Topics.TERMS_REPORTED, "acme/unreadable", poison, Map.of());
        topics.publishBytes(
                Topics.dead("intake"),
                "acme/unreadable",
                poison,
                Map.of(
                        "dead-letter-topic",
                        "terms.reported",
                        "dead-letter-reason",
                        "no event",
                        "dead-letter-handler",
                        "h"));
        awaitEntries("acme", "unreadable", 2);

        as("otto")
                .get("/api/audit?account=unreadable")
                .then()
                .body("entries.decoded", equalTo(List.of(false, false)))
                .body("entries.body", equalTo(List.of("BwABAv8=", "BwABAv8=")))
                .body("entries.find { it.type == 'intake.dead' }.details", containsString("no event"));
    }

    @Test
    void whatBelongsToNobodyIsKeptApart() {
        topics.publishBytes(Topics.SIGNAL_REPORTED, "no tenant here", new byte[] {1}, Map.of());
        topics.publishBytes(Topics.SIGNAL_REPORTED, null, null, Map.of("ce_id", "nul\0l".repeat(500)));

        await().atMost(PATIENCE).until(() -> reads.head(ReadRecords.NOBODY).sequence() == 2);
    }

    @Test
    void anEventPublishedTwiceHasOneEntry() {
        Map<String, String> same = Map.of("ce_id", "once", "ce_time", Samples.MORNING.toString());
        for (int i = 0; i < 3; i++) {
            topics.publish(Topics.SIGNAL_REPORTED, "acme/twice", Samples.signal("acme", "twice", "a"), same);
        }
        topics.publish(Topics.SIGNAL_REPORTED, "acme/twice", Samples.signal("acme", "twice", "other bytes"), same);
        topics.publish(Topics.SIGNAL_REPORTED, "acme/twice", Samples.signal("acme", "twice", "last"));
        awaitEntries("acme", "twice", 3);

        assertThat(entries("acme", "twice"))
                .extracting(shown -> shown.body().path("signal").path("text").asText())
                .containsExactly("last", "other bytes", "a");
    }

    @Test
    void eventsOfAnAccountAreSealedInTheOrderTheyCame() {
        for (int i = 0; i < 40; i++) {
            topics.publish(Topics.SIGNAL_REPORTED, "acme/ordered", Samples.signal("acme", "ordered", "n" + i));
        }
        awaitEntries("acme", "ordered", 40);

        List<String> texts = entries("acme", "ordered").reversed().stream()
                .map(shown -> shown.body().path("signal").path("text").asText())
                .toList();
        for (int i = 0; i < 40; i++) {
            assertThat(texts.get(i)).isEqualTo("n" + i);
        }
    }

    @Test
    void tenantsHaveChainsOfTheirOwnAndSeeNothingOfEachOther() {
        String offer = Ids.offer("globex", "apart", 1, 1);
        topics.publish(Topics.RENEWAL_DUE, "globex/apart", Samples.due("globex", "apart", offer));
        topics.publish(Topics.SIGNAL_REPORTED, "acme/apart", Samples.signal("acme", "apart", "ours"));
        awaitEntries("globex", "apart", 1);
        awaitEntries("acme", "apart", 1);

        as("maria").get("/api/audit?account=apart").then().body("entries.type", equalTo(List.of("signal.reported")));
        as("maria").get("/audit/offers/" + offer).then().statusCode(404);
        as("gina").get("/audit/offers/" + offer).then().statusCode(200);
        assertThat(export("gus")).contains("\"tenant\":\"globex\"").doesNotContain("\"tenant\":\"acme\"");
        as("gus").get("/api/audit/verify").then().body("whole", equalTo(true));
        as("ada").get("/api/audit/verify").then().body("whole", equalTo(true));
    }

    @Test
    void theServicesOwnRoleCanNeitherChangeNorDropAnEntry() throws SQLException {
        topics.publish(Topics.SIGNAL_REPORTED, "acme/fixed", Samples.signal("acme", "fixed", "a"));
        awaitEntries("acme", "fixed", 1);
        try (Connection service = database.login("audit_sink");
                Statement statement = service.createStatement()) {
            assertThat(statement.executeQuery("select * from entry").next()).isFalse();
            statement.execute("select set_config('app.tenant', 'acme', false)");
            assertThat(statement.executeQuery("select * from entry").next()).isTrue();
            for (String change : List.of(
                    "update entry set account = 'x'",
                    "delete from entry",
                    "truncate entry",
                    "delete from content",
                    "update content set body = 'x'",
                    "update signed_head set sequence = 0",
                    "alter table entry disable trigger all")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                                .isEqualTo("42501"));
            }
        }
        try (Connection owner = database.superuser();
                Statement statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute("update audit_sink.entry set account = 'x'"))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void anExportVerifiesOfflineAndIsItselfOnTheRecord() {
        topics.publish(Topics.SIGNAL_REPORTED, "acme/exported", Samples.signal("acme", "exported", "a"));
        awaitEntries("acme", "exported", 1);
        String key = as("maria").get("/api/audit/key").then().extract().path("publicKey");

        List<String> lines = export("otto").lines().toList();

        assertThat(ChainVerifier.verify(lines.iterator(), key))
                .isInstanceOfSatisfying(ChainVerifier.Whole.class, whole -> assertThat(whole.last())
                        .isEqualTo(lines.size() - 1));
        topics.awaitOne(
                Topics.ACTIVITY_RECORDED,
                ActivityRecorded.class,
                seen -> seen.value().getKind().equals("evidence-read")
                        && seen.value().getActor().equals("otto@acme.example"));
        as("maria").get("/api/audit/export").then().statusCode(403);
        as("maria").get("/api/audit/verify").then().statusCode(403);
        given().get("/api/audit").then().statusCode(401);
    }

    @Test
    void aSheetRunsNoFormula() {
        topics.publishBytes(Topics.SIGNAL_REPORTED, "acme/=HYPERLINK(\"http://x\")", new byte[] {1}, Map.of());
        awaitEntries("acme", "=HYPERLINK(\"http://x\")", 1);

        String sheet = as("otto")
                .queryParam("type", "signal.reported")
                .queryParam("account", "=HYPERLINK(\"http://x\")")
                .get("/api/audit/export.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(sheet.lines()).hasSize(2);
        assertThat(sheet).contains(",\"'=HYPERLINK(\"\"http://x\"\")\",").startsWith("sequence,occurred_at,");
    }

    @Test
    void pagesFilterAndGoOn() {
        for (int i = 0; i < 60; i++) {
            topics.publish(Topics.SIGNAL_REPORTED, "acme/paged", Samples.signal("acme", "paged", "n" + i));
        }
        awaitEntries("acme", "paged", 60);

        as("tom").get("/audit/accounts/paged").then().statusCode(200).body(containsString("Next page"));
        as("tom").get("/audit?type=offer.held&account=paged").then().body(containsString("Nothing on record"));
        as("tom").get("/audit?from=2100-01-01").then().body(containsString("Nothing on record"));
        as("tom").get("/audit/chain").then().statusCode(200).body(not(containsString("Verify now")));
        as("otto").get("/audit/chain/verified").then().statusCode(200).body(containsString("follow from one another"));
        Integer next = as("tom")
                .get("/api/audit?account=paged&limit=50")
                .then()
                .body("entries", hasSize(50))
                .extract()
                .path("next");
        as("tom")
                .get("/api/audit?account=paged&limit=50&after=" + next)
                .then()
                .body("entries", hasSize(10))
                .body("next", equalTo(null));
        as("tom").get("/api/audit?from=yesterday").then().statusCode(422).body("errors[0].field", equalTo("from"));
    }

    @Test
    void anErasureTakesTheContentAndLeavesTheChainWhole() {
        Map<String, String> same = Map.of("ce_id", "erased-once", "ce_time", Samples.MORNING.toString());
        topics.publish(Topics.SIGNAL_REPORTED, "globex/erased", Samples.signal("globex", "erased", "Sam Reyes"), same);
        awaitEntries("globex", "erased", 1);

        as("gus")
                .contentType("application/json")
                .body(Map.of("account", "erased", "reason", "asked for"))
                .post("/api/audit/erase")
                .then()
                .statusCode(200)
                .body("entries", equalTo(1));

        as("gus")
                .get("/api/audit?account=erased&type=signal.reported")
                .then()
                .body("entries[0].erased", equalTo(true))
                .body("entries[0].body", equalTo(null));
        as("gus").get("/api/audit/verify").then().body("whole", equalTo(true)).body("erased", greaterThan(0));
        topics.awaitOne(
                Topics.AUDIT_ENTRY,
                AuditEntry.class,
                seen -> seen.value().getAccount().equals("erased")
                        && seen.value().getSalt() == null
                        && seen.value().getBody().isEmpty());
    }

    @Test
    void theTablesAreRebuiltFromTheTopicToTheSameHead() throws SQLException {
        Map<String, String> same = Map.of("ce_id", "before-the-rebuild", "ce_time", Samples.MORNING.toString());
        topics.publish(Topics.SIGNAL_REPORTED, "globex/rebuilt", Samples.signal("globex", "rebuilt", "a"), same);
        topics.publishBytes(Topics.SIGNAL_REPORTED, "globex/rebuilt", new byte[] {9}, Map.of());
        awaitEntries("globex", "rebuilt", 2);
        awaitPublished("globex");
        SealEvents.ChainHead before = reads.head("globex");
        drop("globex");
        topics.publish(Topics.SIGNAL_REPORTED, "globex/meanwhile", Samples.signal("globex", "meanwhile", "waits"));

        as("gus")
                .header("X-Requested-With", "test")
                .post("/api/audit/rebuild")
                .then()
                .statusCode(200)
                .body("hash", equalTo(before.hash()))
                .body("added", equalTo((int) before.sequence()));

        awaitEntries("globex", "meanwhile", 1);
        as("gus").get("/api/audit/verify").then().body("whole", equalTo(true));
        // The tables know again what they had: a redelivery is still no second entry.
        topics.publish(Topics.SIGNAL_REPORTED, "globex/rebuilt", Samples.signal("globex", "rebuilt", "a"), same);
        topics.publish(Topics.SIGNAL_REPORTED, "globex/rebuilt", Samples.signal("globex", "rebuilt", "new"));
        awaitEntries("globex", "rebuilt", 3);
    }

    /** As an operator drops the projection, for one tenant alone: the tests share the tables. */
    private void drop(String tenant) throws SQLException {
        try (Connection owner = database.superuser();
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path = audit_sink");
            for (String table : List.of("entry", "content", "chain_head")) {
                statement.execute("alter table " + table + " disable trigger user");
                statement.execute("delete from " + table + " where tenant = '" + tenant + "'");
                statement.execute("alter table " + table + " enable trigger user");
            }
        }
    }

    private void awaitPublished(String tenant) {
        await().atMost(PATIENCE).until(() -> topics.all(Topics.AUDIT_ENTRY, AuditEntry.class).stream()
                .filter(seen -> seen.value().getTenant().equals(tenant))
                .anyMatch(
                        seen -> seen.value().getSequence() == reads.head(tenant).sequence()));
    }

    private void awaitEntries(String tenant, String account, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(entries(tenant, account)).hasSizeGreaterThanOrEqualTo(count));
        assertThat(entries(tenant, account)).hasSize(count);
    }

    private List<Shown> entries(String tenant, String account) {
        return reads
                .newest(tenant, new TrailReads.Filter(account, null, null, null, null), Long.MAX_VALUE, 500)
                .stream()
                .map(Shown::of)
                .toList();
    }

    private static String export(String user) {
        return new String(
                as(user).get("/api/audit/export")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }
}
