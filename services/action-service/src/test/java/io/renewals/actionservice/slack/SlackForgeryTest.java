package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.actionservice.slack.EveryRequest.Kind;
import io.renewals.actionservice.slack.EveryRequest.Leaves;
import io.renewals.actionservice.slack.EveryRequest.Try;
import io.renewals.standins.slack.Forgery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that Slack can send, in every way in which somebody else could send it: unsigned, signed with another secret, changed or
 * encoded anew after it was signed, too old, or for the second time. Only the one that Slack signed acts, and it acts once.
 */
@QuarkusTest
class SlackForgeryTest extends RunningSlack {
    private static final List<Forgery> NOT_SLACKS = Arrays.stream(Forgery.values())
            .filter(forgery -> forgery != Forgery.NONE && forgery != Forgery.REPLAYED)
            .toList();
    private static final Duration QUIET = Duration.ofMillis(200);

    private EveryRequest requests;

    @BeforeEach
    void prepare() {
        requests = new EveryRequest(slack, cards, people);
    }

    /**
     * What a request may leave behind.
     *
     * @param numbered ids of rows that were ever drawn, those of the outbox among them
     * @param windows that Slack was asked to open
     */
    private record Traces(
            long requests, long actions, long openings, long mails, long numbered, long calls, long windows) {}

    @ParameterizedTest
    @MethodSource("io.renewals.actionservice.slack.EveryRequest#everything")
    void onlyWhatSlackSignedActsAndThatOnce(Kind kind) throws Exception {
        Try request = requests.request(kind);
        Traces before = settled();

        for (Forgery forgery : NOT_SLACKS) {
            assertThat(request.status().apply(forgery)).as(forgery.name()).isEqualTo(401);
        }
        assertThat(settled()).as("nothing came of those").isEqualTo(before);
        assertThat(request.acted().isSeen()).isFalse();

        int second = request.status().apply(Forgery.REPLAYED);

        await().atMost(SlackPeople.PATIENCE).until(() -> request.acted().isSeen());
        Traces after = settled();
        assertThat(new Leaves(
                        after.requests() - before.requests(),
                        after.actions() - before.actions(),
                        after.mails() - before.mails(),
                        after.windows() - before.windows()))
                .isEqualTo(request.leaves());
        assertThat(second).as("the second of the same").isEqualTo(statusOfTheSecond(kind));
    }

    private static int statusOfTheSecond(Kind kind) {
        // Slack sends an event again that it thinks was not heard: that is acknowledged, and no more.
        boolean acknowledged = kind.way() == Incoming.Event.class || kind.way() == Incoming.AddressCheck.class;
        return acknowledged ? 200 : 403;
    }

    /** Once nothing moves any more. */
    private Traces settled() {
        AtomicReference<Traces> last = new AtomicReference<>();
        await().pollInterval(QUIET.dividedBy(3))
                .during(QUIET)
                .atMost(SlackPeople.PATIENCE)
                .until(() -> {
                    Traces now = traces();
                    return now.equals(last.getAndSet(now));
                });
        return last.get();
    }

    private Traces traces() {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select (select count(*) from action_service.slack_request),
                            (select count(*) from action_service.card_action),
                            (select count(*) from action_service.card_opened),
                            (select count(*) from action_service.approved_mail),
                            (select coalesce(sum(last_value), 0) from pg_sequences where schemaname = 'action_service')""")) {
            row.next();
            JsonNode calls = slack.calls();
            return new Traces(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    calls.path("total").asLong(),
                    calls.path("counts").path("views.open").asLong());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
