package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.renewals.events.Action;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.events.OwnerNotified;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.Message;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The service over real Kafka, Postgres and SMTP, and a Slack that refuses what Slack refuses. One for all its tests. */
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "notifier"))
@QuarkusTestResource(SlackWorkspace.class)
abstract class RunningNotifier {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    TestTopics topics;
    Database database;
    MailServer mail;
    SlackStandIn slack;

    @Inject
    MovableClock clock;

    @BeforeEach
    void publishRulebooks() {
        Quietness.publish(topics);
    }

    /** Moves the clock once nothing is in flight: an attempt would else be given up. */
    void later(Duration by) {
        await().atMost(PATIENCE).until(() -> count("select count(*) from notifier.ping where status = 'claimed'") == 0);
        clock.advance(by);
    }

    OfferQueued queue(String account) {
        OfferQueued card = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, card);
        return card;
    }

    void act(OfferQueued card, int sequence, Action action, String status, String text) {
        OfferActioned event = Drafts.actioned(card, sequence, action, status, text);
        topics.publish(Topics.OFFER_ACTIONED, card.getTenant() + "/" + card.getAccount(), event);
    }

    List<Message> messages(String account) {
        return slack.messages().stream()
                .filter(message -> message.blocks().toString().contains("Bayside " + account + "\""))
                .toList();
    }

    Message only(String account) {
        return messages(account).getFirst();
    }

    Message awaitMessage(String account) {
        await().atMost(PATIENCE).until(() -> !messages(account).isEmpty());
        return only(account);
    }

    void awaitShown(String account, String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(only(account).blocks().toString()).contains(words));
    }

    OwnerNotified awaitNotified(String offerId, NotificationOutcome outcome) {
        return topics.awaitOne(
                        Topics.OWNER_NOTIFIED,
                        OwnerNotified.class,
                        seen -> seen.value().getOfferId().equals(offerId)
                                && seen.value().getOutcome() == outcome)
                .value();
    }

    /** @param kind of the message */
    void awaitPing(String offerId, String kind, String status) {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from notifier.ping where offer_id = '" + offerId + "' and kind = '"
                                + kind + "' and occasion = 0 and status = '" + status + "'")
                        == 1);
    }

    void awaitTimer(String offerId, String owner, String kind, String status) {
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.timer where offer_id = '" + offerId + "' and owner = '"
                                        + owner + "' and kind = '" + kind + "' and status = '" + status + "'")
                                == 1);
    }

    static String whole(MimeMessage message) {
        try {
            return new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Slack answers the next change of a message with this. */
    void refuseTheNextUpdate(String error) {
        refuseNext("chat.update", error);
    }

    /** Slack answers the next call of this method with this. */
    void refuseNext(String method, String error) {
        URI faults = URI.create(slack.apiUrl()).resolve("/control/faults");
        String fault = "{\"mode\":\"refuse\",\"calls\":1,\"method\":\"" + method + "\",\"error\":\"" + error + "\"}";
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(
                            HttpRequest.newBuilder(faults)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(fault))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To this person, about this account, with this at the head. */
    List<Message> titled(String title, String account, String slackId) {
        return messages(account).stream()
                .filter(message -> message.user().equals(slackId))
                .filter(message -> message.blocks().get(0).toString().contains(title))
                .toList();
    }

    Message awaitTitled(String title, String account, String slackId) {
        await().atMost(PATIENCE).until(() -> !titled(title, account, slackId).isEmpty());
        return titled(title, account, slackId).getFirst();
    }

    List<MimeMessage> mailsTo(String address, String... inSubject) {
        return mail.messages().stream()
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(address)
                                && List.of(inSubject).stream()
                                        .allMatch(words -> subject(message).contains(words));
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    MimeMessage awaitMail(String address, String... inSubject) {
        await().atMost(PATIENCE).until(() -> !mailsTo(address, inSubject).isEmpty());
        return mailsTo(address, inSubject).getFirst();
    }

    int count(String sql) {
        try (Connection connection = database.superuser()) {
            return count(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** First column of all rows. */
    List<String> texts(String sql) {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int seenByTheService(String sql) {
        try (Connection connection = database.login("notifier")) {
            return count(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            statement.getResultSet().next();
            return statement.getResultSet().getInt(1);
        }
    }

    void change(String sql) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
