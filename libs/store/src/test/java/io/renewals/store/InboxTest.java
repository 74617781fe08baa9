package io.renewals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.Lane;
import io.renewals.messaging.Poison;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class InboxTest {
    TestTopics topics;

    @Inject
    Transactions transactions;

    @Inject
    DataSource dataSource;

    @Test
    void anEventPublishedTwiceTakesEffectOnce() {
        Map<String, String> sameEvent = Map.of("ce_id", "twice-1", "ce_source", "/crm");
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/twice", fact("acme", "twice", "s1"), sameEvent);
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/twice", fact("acme", "twice", "s1"), sameEvent);
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/twice", fact("acme", "twice", "s2"));

        awaitNoted("acme/twice", "s2");
        assertThat(notes("acme", "twice")).containsExactlyInAnyOrder("s1", "s2");
        assertThat(published("acme/twice")).isEqualTo(2);
    }

    @Test
    void aKnownIdWithOtherContentIsRefusedVisibly() {
        Map<String, String> sameId = Map.of("ce_id", "reused-1", "ce_source", "/crm");
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/reused", fact("acme", "reused", "s1"), sameId);
        awaitNoted("acme/reused", "s1");

        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/reused", fact("acme", "reused", "other"), sameId);

        Seen<byte[]> dead = awaitDead("acme/reused");
        assertThat(dead.headers().get("dead-letter-reason")).contains("reused-1", "never used twice");
        assertThat(notes("acme", "reused")).containsExactly("s1");
    }

    @Test
    void onePoisonEventInABatchStopsNobody() {
        IntStream.range(0, 20)
                .forEach(i -> topics.publish(
                        Topics.ACCOUNT_ACCEPTED,
                        "acme/" + (i == 7 ? "poison-7" : "batch-" + i),
                        fact("acme", i == 7 ? "poison-7" : "batch-" + i, "s")));

        List<Seen<ActivityRecorded>> noted = topics.await(
                Topics.ACTIVITY_RECORDED, ActivityRecorded.class, 19, TestTopics.PATIENCE, seen -> seen.key()
                        .startsWith("acme/batch-"));
        assertThat(noted).hasSize(19);
        assertThat(awaitDead("acme/poison-7").headers().get("dead-letter-reason"))
                .isEqualTo("this account can't be noted");
    }

    @Test
    void aRetriableFailureIsTriedAgainInPlaceAndNotDeadLettered() {
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/flaky", fact("acme", "flaky", "s1"));

        awaitNoted("acme/flaky", "s1");

        assertThat(NoteFacts.FLAKY_TRIES.get()).isGreaterThanOrEqualTo(3);
        assertThat(published("acme/flaky")).isEqualTo(1);
    }

    @Test
    void eventsOfOneKeyArePublishedInOrder() {
        for (int i = 0; i < 50; i++) {
            topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/ordered", fact("acme", "ordered", "s" + i));
        }

        List<Seen<ActivityRecorded>> noted = topics.await(
                Topics.ACTIVITY_RECORDED, ActivityRecorded.class, 50, TestTopics.PATIENCE, seen -> seen.key()
                        .equals("acme/ordered"));
        assertThat(noted)
                .extracting(seen -> seen.value().getSummary())
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "s" + i).toList());
    }

    @Test
    void withoutATenantTheServicesRoleSeesNoRowAndWithOneOnlyItsOwn() throws SQLException {
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/private", fact("acme", "private", "s1"));
        topics.publish(Topics.ACCOUNT_ACCEPTED, "globex/private", fact("globex", "private", "s1"));
        awaitNoted("acme/private", "s1");
        awaitNoted("globex/private", "s1");

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("noted", "inbox", "outbox", "tenant")) {
                assertThat(count(statement, "select count(*) from " + table)).isZero();
            }
        }
        assertThat(transactions.<List<String>>inTenant("globex", work -> work.db()
                        .createQuery("select distinct tenant from noted")
                        .mapTo(String.class)
                        .list()))
                .containsExactly("globex");
        assertThat(transactions.tenants()).contains("acme", "globex");
        assertThatThrownBy(() -> transactions.useTenant("globex", work -> work.db()
                        .execute("insert into noted (tenant, account, note) values ('acme', 'x', 'y')")))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> transactions.useTenant("", work -> {})).isInstanceOf(Poison.class);
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<String> notes(String tenant, String account) {
        return transactions.inTenant(tenant, work -> work.db()
                .createQuery("select note from noted where account = :account")
                .bind("account", account)
                .mapTo(String.class)
                .list());
    }

    private long published(String key) {
        return topics.all(Topics.ACTIVITY_RECORDED, ActivityRecorded.class).stream()
                .filter(seen -> seen.key().equals(key))
                .count();
    }

    private void awaitNoted(String key, String note) {
        topics.awaitOne(
                Topics.ACTIVITY_RECORDED,
                ActivityRecorded.class,
                seen -> seen.key().equals(key) && seen.value().getSummary().equals(note));
    }

    private Seen<byte[]> awaitDead(String key) {
        return topics.awaitBytes(Topics.dead("registry"), 1, TestTopics.PATIENCE, seen -> key.equals(seen.key()))
                .getFirst();
    }

    private static AccountAccepted fact(String tenant, String account, String sourceId) {
        return AccountAccepted.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("c")
                .setLane(Lane.EVENT)
                .setOrigin("test")
                .setObservedAt(Instant.parse("2026-12-01T00:00:00Z"))
                .setSourceId(sourceId)
                .build();
    }
}
