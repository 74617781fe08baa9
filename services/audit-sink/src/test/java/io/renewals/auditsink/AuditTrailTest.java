package io.renewals.auditsink;

import static io.renewals.auditsink.TrailSteps.PATIENCE;
import static io.renewals.auditsink.TrailSteps.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AuditEntry;
import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every event once, in its order, for good: sealed, append-only, and rebuilt from its topic. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-sink"))
class AuditTrailTest {
    TestTopics topics;
    Database database;

    @Inject
    TrailReads reads;

    @ConfigProperty(name = "mp.messaging.incoming.every-topic.topics")
    List<String> consumed;

    private TrailSteps trail;

    @BeforeEach
    void steps() {
        trail = new TrailSteps(reads);
    }

    @Test
    void everyTopicButItsOwnIsConsumed() {
        assertThat(consumed)
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream()
                        .map(Topic::name)
                        .filter(name -> !name.equals(Topics.AUDIT_ENTRY))
                        .toList());
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
        trail.awaitEntries("acme", "unreadable", 2);

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
        trail.awaitEntries("acme", "twice", 3);

        assertThat(trail.entries("acme", "twice"))
                .extracting(shown -> shown.body().path("signal").path("text").asText())
                .containsExactly("last", "other bytes", "a");
    }

    @Test
    void eventsOfAnAccountAreSealedInTheOrderTheyCame() {
        for (int i = 0; i < 40; i++) {
            topics.publish(Topics.SIGNAL_REPORTED, "acme/ordered", Samples.signal("acme", "ordered", "n" + i));
        }
        trail.awaitEntries("acme", "ordered", 40);

        List<String> texts = trail.entries("acme", "ordered").reversed().stream()
                .map(shown -> shown.body().path("signal").path("text").asText())
                .toList();
        for (int i = 0; i < 40; i++) {
            assertThat(texts.get(i)).isEqualTo("n" + i);
        }
    }

    @Test
    void theServicesOwnRoleCanNeitherChangeNorDropAnEntry() throws SQLException {
        topics.publish(Topics.SIGNAL_REPORTED, "acme/fixed", Samples.signal("acme", "fixed", "a"));
        trail.awaitEntries("acme", "fixed", 1);
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
    void theTablesAreRebuiltFromTheTopicToTheSameHead() throws SQLException {
        Map<String, String> same = Map.of("ce_id", "before-the-rebuild", "ce_time", Samples.MORNING.toString());
        topics.publish(Topics.SIGNAL_REPORTED, "globex/rebuilt", Samples.signal("globex", "rebuilt", "a"), same);
        topics.publishBytes(Topics.SIGNAL_REPORTED, "globex/rebuilt", new byte[] {9}, Map.of());
        trail.awaitEntries("globex", "rebuilt", 2);
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

        trail.awaitEntries("globex", "meanwhile", 1);
        as("gus").get("/api/audit/verify").then().body("whole", equalTo(true));
        // The tables know again what they had: a redelivery is still no second entry.
        topics.publish(Topics.SIGNAL_REPORTED, "globex/rebuilt", Samples.signal("globex", "rebuilt", "a"), same);
        topics.publish(Topics.SIGNAL_REPORTED, "globex/rebuilt", Samples.signal("globex", "rebuilt", "new"));
        trail.awaitEntries("globex", "rebuilt", 3);
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
}
