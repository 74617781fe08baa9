package io.renewals.notifier.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.DigestPrepared;
import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OwnerNotified;
import io.renewals.notifier.Quietness;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.TestTopics;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackFault;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digests over real Kafka, Postgres and SMTP, and a Slack that refuses what Slack refuses. */
@QuarkusTest
class DigestPostTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    TestTopics topics;
    Database database;
    MailServer mail;
    SlackStandIn slack;

    @BeforeEach
    void publishRulebooks() {
        Quietness.publish(topics);
    }

    @Test
    void aDigestIsPostedOnceAndEachFigureLinksToItsRows() {
        DigestPrepared digest = Prepared.digest("acme", "maria", "U0MARIA", "weekly");
        publish(digest, Map.of("ce_id", digest.getDigestId()));
        publish(digest, Map.of("ce_id", "prepared-again"));
        publish(Prepared.digest("acme", "maria", "U0MARIA", "weekly-after"), Map.of());

        awaitMessage("weekly-after");
        Message message = awaitMessage("weekly");
        assertThat(messages("weekly")).hasSize(1);
        assertThat(message.user()).isEqualTo("U0MARIA");
        assertThat(message.blocks().toString())
                .contains("/digest/weekly-2026-12-07/held?owner=maria|12 accounts, USD 231,000.00 a year>")
                .contains("usage:2026-10")
                .contains("… and 11 more")
                .contains("No draft is stale.");
        OwnerNotified told = awaitNotified(digest, NotificationOutcome.SENT);
        assertThat(told.getKind()).isEqualTo(NotificationKind.DIGEST);
        assertThat(told.getOwner()).isEqualTo("maria");
    }

    @Test
    void withoutSlackItIsAMailWithTextAndHtml() throws Exception {
        DigestPrepared digest = Prepared.digest("acme", "tom", null, "mailed-digest");

        publish(digest, Map.of());

        MimeMessage arrived = awaitMail(digest.getRecipient().getEmail());
        assertThat(arrived.getSubject()).isEqualTo("Weekly digest, 2026-11-30 to 2026-12-07");
        assertThat(arrived.getContentType()).startsWith("multipart/");
        assertThat(content(arrived))
                .contains("/digest/weekly-2026-12-07/held?owner=")
                .contains("12 accounts");
        assertThat(awaitNotified(digest, NotificationOutcome.SENT).getChannel()).isEqualTo("mail");
    }

    @Test
    void aPostThatMayBeLostIsNotRepeatedAndOneMailFollows() throws Exception {
        slack.fault(SlackFault.DROP, 1, "chat.postMessage", 0);
        DigestPrepared digest = Prepared.digest("acme", "maria", "U0MARIA", "lost-digest");

        publish(digest, Map.of());

        awaitNotified(digest, NotificationOutcome.AMBIGUOUS);
        MimeMessage followed = awaitMail(digest.getRecipient().getEmail());
        assertThat(followed.getSubject()).startsWith("Once more: ");
        awaitPost(digest, "digest", "ambiguous");
        awaitPost(digest, "reminder", "sent");
        assertThat(messages("lost-digest")).hasSize(1);
    }

    @Test
    void inQuietHoursItWaits() {
        DigestPrepared digest = Prepared.digest("sleepy", "maria", "U0MARIA", "asleep");

        publish(digest, Map.of());

        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.digest_post where digest_id = '" + digest.getDigestId()
                                        + "' and status = 'waiting' and next_attempt_at > now() + interval '1 hour'")
                                == 1);
        assertThat(messages("asleep")).isEmpty();
    }

    @Test
    void anAttemptWhoseProcessIsGoneIsInDoubt() throws Exception {
        DigestPrepared digest = Prepared.digest("sleepy", "maria", "U0MARIA", "gone-digest");
        publish(digest, Map.of());
        awaitPost(digest, "digest", "waiting");

        change(
                "update notifier.digest_post set status = 'claimed', claimed_by = 'gone', attempts = 1, channel = 'slack',"
                        + " lease_until = now() - interval '1 second' where digest_id = '" + digest.getDigestId()
                        + "'");

        awaitNotified(digest, NotificationOutcome.AMBIGUOUS);
        awaitPost(digest, "digest", "ambiguous");
        assertThat(messages("gone-digest")).isEmpty();
    }

    private void publish(DigestPrepared digest, Map<String, String> headers) {
        topics.publish(Topics.DIGEST_PREPARED, digest.getTenant() + "/" + digest.getAccount(), digest, headers);
    }

    private List<Message> messages(String account) {
        return slack.messages().stream()
                .filter(message -> message.blocks().toString().contains("Bayside " + account + ":"))
                .toList();
    }

    private Message awaitMessage(String account) {
        await().atMost(PATIENCE).until(() -> !messages(account).isEmpty());
        return messages(account).getFirst();
    }

    private OwnerNotified awaitNotified(DigestPrepared digest, NotificationOutcome outcome) {
        return topics.awaitOne(
                        Topics.OWNER_NOTIFIED,
                        OwnerNotified.class,
                        seen -> seen.value().getOfferId().equals(digest.getDigestId())
                                && seen.value().getOutcome() == outcome)
                .value();
    }

    private void awaitPost(DigestPrepared digest, String kind, String status) {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from notifier.digest_post where digest_id = '"
                                + digest.getDigestId() + "' and kind = '" + kind + "' and status = '" + status + "'")
                        == 1);
    }

    private MimeMessage awaitMail(String address) {
        await().atMost(PATIENCE).until(() -> !mailsTo(address).isEmpty());
        return mailsTo(address).getFirst();
    }

    private List<MimeMessage> mailsTo(String address) {
        return mail.messages().stream()
                .filter(message -> recipient(message).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Soft line breaks of the transfer encoding taken out. */
    private static String content(MimeMessage message) throws IOException, MessagingException {
        String whole = new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return whole.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
    }

    private int count(String sql) {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
