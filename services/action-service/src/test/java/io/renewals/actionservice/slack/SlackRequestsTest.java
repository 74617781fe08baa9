package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.LateDatabase;
import io.renewals.actionservice.Surroundings;
import io.renewals.actionservice.adapter.SlackRequests;
import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.messaging.Retriable;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is recorded, what is withdrawn and what is neither, by the database's own word. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class SlackRequestsTest {
    private static final String ACME = "requests-acme";
    private static final String GLOBEX = "requests-globex";

    Database database;
    LateDatabase wayToTheDatabase;

    @Inject
    SlackRequests requests;

    @Test
    void thoseOfSeveralCompaniesAreWrittenTogetherEachUnderItsOwn() throws SQLException {
        Entry one = entry(ACME);
        Entry two = entry(GLOBEX);
        Entry three = entry(ACME);

        Set<String> fresh = requests.record(List.of(one, two, three));

        assertThat(fresh).containsExactlyInAnyOrder(one.ticket(), two.ticket(), three.ticket());
        assertThat(column(one, "tenant")).isEqualTo(ACME);
        assertThat(column(two, "tenant")).isEqualTo(GLOBEX);
        assertThat(column(three, "state")).isEqualTo("recorded");
        assertThat(requests.record(List.of(one, two, three))).isEmpty();
    }

    @Test
    void aTextThatTheDatabaseHasNoSignForIsRefusedForGood() {
        Entry entry = entry(ACME);
        Entry untakeable = new Entry(
                ACME, "v0=nul", UUID.randomUUID().toString(), Optional.empty(), Optional.of("{\"note\": \"\\u0000\"}"));

        assertThatThrownBy(() -> requests.record(List.of(entry, untakeable))).isNotInstanceOf(Retriable.class);

        assertThat(requests.record(List.of(entry))).containsExactly(entry.ticket());
    }

    @Test
    void aBatchIsOneWayToTheDatabaseAndBack() {
        // What else the service asks meanwhile counts too, so a quiet moment is waited for.
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            List<Entry> batch = List.of(entry(ACME), entry(GLOBEX), entry(ACME));
            long before = wayToTheDatabase.waysThereAndBack();
            requests.record(batch);
            return wayToTheDatabase.waysThereAndBack() - before == 1;
        });
    }

    @Test
    void theSameSignatureOfAnotherCompanyIsAnotherRequest() {
        Entry one = entry(ACME);
        Entry same = new Entry(GLOBEX, one.proof(), UUID.randomUUID().toString(), one.click(), one.asked());

        assertThat(requests.record(List.of(one, same))).hasSize(2);
    }

    @Test
    void ofTwoCopiesInOneBatchTheFirstCounts() {
        Entry one = entry(ACME);
        Entry copy = copyOf(one);

        assertThat(requests.record(List.of(one, copy))).containsExactly(one.ticket());
    }

    @Test
    void whatIsHereIsWithdrawn() throws SQLException {
        Entry entry = entry(ACME);
        requests.record(List.of(entry));

        assertThat(requests.withdraw(ACME, List.of(entry))).isEmpty();

        assertThat(column(entry, "state")).isEqualTo("withdrawn");
        assertThat(requests.claimOpen(ACME, Duration.ZERO, Set.of()))
                .extracting(Entry::ticket)
                .doesNotContain(entry.ticket());
    }

    @Test
    void whatIsStillOnItsWayFindsItsPlaceTakenAndItsClicksToo() {
        Entry entry = entry(ACME);

        assertThat(requests.withdraw(ACME, List.of(entry))).isEmpty();

        assertThat(requests.record(List.of(entry, copyOf(entry)))).isEmpty();
    }

    @Test
    void aCopyOfWhatIsRecordedLearnsSoAndLeavesItAlone() throws SQLException {
        Entry entry = entry(ACME);
        Entry copy = copyOf(entry);
        requests.record(List.of(entry));

        assertThat(requests.withdraw(ACME, List.of(copy))).containsExactly(copy.ticket());

        assertThat(column(entry, "state")).isEqualTo("recorded");
    }

    @Test
    void whatWasTakenUpCanNoLongerBeWithdrawn() throws SQLException {
        Entry entry = entry(ACME);
        requests.record(List.of(entry));

        assertThat(requests.claimOpen(ACME, Duration.ofMillis(-50), Set.of(entry.ticket())))
                .extracting(Entry::ticket)
                .doesNotContain(entry.ticket());
        assertThat(requests.claimOpen(ACME, Duration.ofMillis(-50), Set.of()))
                .extracting(Entry::ticket)
                .contains(entry.ticket());

        assertThat(requests.withdraw(ACME, List.of(entry))).containsExactly(entry.ticket());
        assertThat(column(entry, "state")).isEqualTo("recorded");
    }

    private static Entry entry(String tenant) {
        return new Entry(
                tenant,
                "v0=" + UUID.randomUUID(),
                UUID.randomUUID().toString(),
                Optional.of("click " + UUID.randomUUID()),
                Optional.of("{\"wishes\":[]}"));
    }

    /** The same click under another signature. */
    private static Entry copyOf(Entry entry) {
        return new Entry(
                entry.tenant(), "v0=" + UUID.randomUUID(), UUID.randomUUID().toString(), entry.click(), entry.asked());
    }

    private String column(Entry entry, String name) throws SQLException {
        try (Connection connection = database.superuser();
                PreparedStatement statement = connection.prepareStatement(
                        "select " + name + " from action_service.slack_request where ticket = ?")) {
            statement.setString(1, entry.ticket());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
