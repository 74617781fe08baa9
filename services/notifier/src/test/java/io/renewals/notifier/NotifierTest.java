package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.OwnerNotified;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackFault;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service over real Kafka, Postgres and SMTP, and a Slack that refuses what Slack refuses. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "notifier"))
@QuarkusTestResource(SlackWorkspace.class)
class NotifierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NEVER_QUIET =
            "from: \"08:00\"\n  to: \"08:00\"\n  business_days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]";

    private static boolean rulebooksPublished;

    TestTopics topics;
    Database database;
    MailServer mail;
    SlackStandIn slack;

    @BeforeEach
    void publishRulebooks() {
        if (!rulebooksPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", rulebook("acme", NEVER_QUIET));
            topics.publish(Topics.RULEBOOK_PUBLISHED, "globex/1", rulebook("globex", NEVER_QUIET));
            topics.publish(Topics.RULEBOOK_PUBLISHED, "sleepy/1", rulebook("sleepy", onlyThreeDaysFromNow()));
            rulebooksPublished = true;
        }
    }

    @Test
    void aCardIsPostedOnceAlsoWhenItIsDeliveredAgain() {
        OfferQueued card = Drafts.queued("acme", "once", 1);
        Map<String, String> sameEvent = Map.of("ce_id", "once-1", "ce_time", "2026-11-21T10:00:00Z");

        topics.publish(Topics.OFFER_QUEUED, "acme/once", card, sameEvent);
        topics.publish(Topics.OFFER_QUEUED, "acme/once", card, sameEvent);
        topics.publish(Topics.OFFER_QUEUED, "acme/once", card, Map.of("ce_id", "once-2"));
        queue("after-once");

        awaitMessage("after-once");
        Message message = awaitMessage("once");
        assertThat(messages("once")).hasSize(1);
        assertThat(message.user()).isEqualTo("U0MARIA");
        assertThat(message.blocks().toString())
                .contains("\"approve\"", card.getCard().getMail().getSha256());
        OwnerNotified told = awaitNotified(card.getOfferId(), NotificationOutcome.SENT);
        assertThat(told.getKind()).isEqualTo(NotificationKind.CARD);
        assertThat(told.getChannel()).isEqualTo("slack");
        assertThat(told.getReference()).contains(message.channel(), message.ts());
    }

    @Test
    void anOwnerWithoutSlackGetsAMailWithOneLink() throws Exception {
        OfferQueued card = Drafts.mailed(Drafts.queued("acme", "mailed", 1));

        topics.publish(Topics.OFFER_QUEUED, "acme/mailed", card);

        MimeMessage arrived = awaitMail("tom.mailed@acme.example");
        String whole = new String(arrived.getInputStream().readAllBytes());
        assertThat(arrived.getSubject()).contains("Bayside mailed");
        assertThat(arrived.getContentType()).startsWith("multipart/");
        assertThat(whole.split("href=", -1)).hasSize(2);
        assertThat(whole).contains("/cards/" + card.getOfferId());
        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.SENT).getChannel())
                .isEqualTo("mail");
        assertThat(mailsTo("tom.mailed@acme.example")).hasSize(1);
        assertThat(messages("mailed")).isEmpty();
    }

    @Test
    void aPingWaitsForItsTimeAndForBusinessHours() {
        OfferQueued later = Drafts.queued("acme", "later", 1);
        later.setPingNotBefore(Instant.now().plusSeconds(3));
        topics.publish(Topics.OFFER_QUEUED, "acme/later", later);
        OfferQueued sleepy = Drafts.queued("sleepy", "sleeper", 1);
        sleepy.getCard().getOwner().setSlackId("U0MARIA");
        topics.publish(Topics.OFFER_QUEUED, "sleepy/sleeper", sleepy);

        awaitPing(later.getOfferId(), "card", "waiting");
        assertThat(messages("later")).isEmpty();
        awaitMessage("later");
        assertThat(Instant.now()).isAfter(later.getPingNotBefore());
        awaitPing(sleepy.getOfferId(), "card", "waiting");
        assertThat(messages("sleeper")).isEmpty();
    }

    @Test
    void slacksRequestToWaitIsHonoured() {
        slack.fault(SlackFault.RATELIMITED, 1, "chat.postMessage", 2_000);
        Instant before = Instant.now();
        OfferQueued card = queue("limited");

        awaitMessage("limited");

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(1_900));
        awaitPing(card.getOfferId(), "card", "sent");
        assertThat(messages("limited")).hasSize(1);
    }

    @Test
    void aLostConnectionIsInDoubtNeverPostedAgainAndFollowedByOneReminder() throws Exception {
        slack.fault(SlackFault.DROP, 1, "chat.postMessage", 0);
        OfferQueued card = queue("dropped");

        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.AMBIGUOUS)
                        .getDetail())
                .isNotBlank();
        MimeMessage reminder = awaitMail("maria@acme.example", "Bayside dropped");

        assertThat(reminder.getSubject()).startsWith("Reminder: ");
        awaitPing(card.getOfferId(), "card", "ambiguous");
        awaitPing(card.getOfferId(), "reminder", "sent");
        assertThat(messages("dropped")).hasSize(1);
    }

    @Test
    void anAttemptWhoseProcessIsGoneIsInDoubt() throws Exception {
        OfferQueued card = Drafts.queued("acme", "crashed", 1);
        card.setPingNotBefore(Instant.now().plus(Duration.ofDays(1)));
        topics.publish(Topics.OFFER_QUEUED, "acme/crashed", card);
        awaitPing(card.getOfferId(), "card", "waiting");

        change("update notifier.ping set status = 'claimed', claimed_by = 'gone', attempts = 1, channel = 'slack',"
                + " lease_until = now() - interval '1 second' where offer_id = '" + card.getOfferId() + "'");

        awaitNotified(card.getOfferId(), NotificationOutcome.AMBIGUOUS);
        awaitPing(card.getOfferId(), "card", "ambiguous");
        assertThat(messages("crashed")).isEmpty();
    }

    @Test
    void whatSlackWillNeverTakeGoesByMail() throws Exception {
        OfferQueued card = Drafts.queued("acme", "stranger", 1);
        card.getCard().getOwner().setSlackId("U0NOBODY");
        card.getCard().getOwner().setEmail("stranger@acme.example");

        topics.publish(Topics.OFFER_QUEUED, "acme/stranger", card);

        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.FAILED).getChannel())
                .isEqualTo("slack");
        awaitMail("stranger@acme.example");
        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.SENT).getChannel())
                .isEqualTo("mail");
    }

    @Test
    void theMessageFollowsWhatIsDoneWithTheCard() {
        OfferQueued card = queue("followed");
        awaitMessage("followed");

        act(card, 1, Action.EDITED, "queued", "Edited words");
        awaitShown("followed", "Edited words", "Edited by Ada Byron", "\"approve\"");
        act(card, 2, Action.APPROVED, "approved", "Edited words");
        act(card, 3, Action.SENT, "sent", "Edited words");
        awaitShown("followed", "Sent by Ada Byron");
        assertThat(only("followed").blocks().toString()).doesNotContain("\"approve\"");
        act(card, 2, Action.APPROVED, "approved", "late and old");

        OfferQueued other = queue("undone");
        awaitMessage("undone");
        act(other, 1, Action.SKIPPED, "skipped", "words");
        awaitShown("undone", "Skipped by Ada Byron (handling by hand)");
        act(other, 2, Action.UNDONE, "queued", "words");
        awaitShown("undone", "Undone by Ada Byron", "\"approve\"");
        assertThat(only("followed").blocks().toString()).contains("Sent by Ada Byron");
        assertThat(messages("followed")).hasSize(1);
    }

    @Test
    void aWaitingPingOfACardThatWasActedOnIsDroppedAndComesBackWithIt() {
        OfferQueued card = Drafts.queued("acme", "early", 1);
        act(card, 1, Action.SKIPPED, "skipped", "words");
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.card where offer_id = '" + card.getOfferId() + "'") == 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/early", card);
        awaitPing(card.getOfferId(), "card", "superseded");
        assertThat(messages("early")).isEmpty();

        act(card, 2, Action.UNDONE, "queued", "words");

        awaitMessage("early");
        assertThat(messages("early")).hasSize(1);
    }

    @Test
    void aCardWithANewerRevisionSaysSo() {
        queue("revised");
        awaitMessage("revised");

        topics.publish(Topics.OFFER_QUEUED, "acme/revised", Drafts.queued("acme", "revised", 2));

        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Message> both = messages("revised");
            assertThat(both).hasSize(2);
            assertThat(both.get(0).blocks().toString())
                    .contains("Replaced by a newer draft")
                    .doesNotContain("\"approve\"");
            assertThat(both.get(1).blocks().toString()).contains("\"approve\"");
        });
    }

    @Test
    void aHeldCardSaysWhyAndOffersNoApproval() {
        OfferHeld held = Drafts.held("acme", "held");

        topics.publish(Topics.OFFER_HELD, "acme/held", held);

        Message message = awaitMessage("held");
        assertThat(message.blocks().toString())
                .contains("20% is above the cap of 15%")
                .doesNotContain("\"approve\"");
        assertThat(awaitNotified(held.getOfferId(), NotificationOutcome.SENT).getKind())
                .isEqualTo(NotificationKind.HELD);
    }

    @Test
    void tenantsAreApart() {
        OfferQueued ours = Drafts.queued("acme", "shared-name", 1);
        OfferQueued theirs = Drafts.queued("globex", "shared-name", 1);

        topics.publish(Topics.OFFER_QUEUED, "acme/shared-name", ours);
        topics.publish(Topics.OFFER_QUEUED, "globex/shared-name", theirs);

        await().atMost(PATIENCE).until(() -> messages("shared-name").size() == 2);
        Map<String, String> byTeam =
                messages("shared-name").stream().collect(Collectors.toMap(Message::team, Message::user));
        assertThat(byTeam).isEqualTo(Map.of("T0ACME", "U0MARIA", "T0GLOBEX", "U0GINA"));
        assertThat(seenByTheService("select count(*) from notifier.ping")).isZero();
        assertThat(seenByTheService(
                        "set app.tenant = 'globex'; select count(*) from notifier.card where tenant <> 'globex'"))
                .isZero();
        assertThat(seenByTheService("set app.tenant = 'globex'; select count(*) from notifier.card"))
                .isPositive();
    }

    private OfferQueued queue(String account) {
        OfferQueued card = Drafts.queued("acme", account, 1);
        topics.publish(Topics.OFFER_QUEUED, "acme/" + account, card);
        return card;
    }

    private void act(OfferQueued card, int sequence, Action action, String status, String text) {
        OfferActioned event = Drafts.actioned(card, sequence, action, status, text);
        topics.publish(Topics.OFFER_ACTIONED, card.getTenant() + "/" + card.getAccount(), event);
    }

    private List<Message> messages(String account) {
        return slack.messages().stream()
                .filter(message -> message.blocks().toString().contains("Bayside " + account + "\""))
                .toList();
    }

    private Message only(String account) {
        return messages(account).getFirst();
    }

    private Message awaitMessage(String account) {
        await().atMost(PATIENCE).until(() -> !messages(account).isEmpty());
        return only(account);
    }

    private void awaitShown(String account, String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(only(account).blocks().toString()).contains(words));
    }

    private OwnerNotified awaitNotified(String offerId, NotificationOutcome outcome) {
        return topics.awaitOne(
                        Topics.OWNER_NOTIFIED,
                        OwnerNotified.class,
                        seen -> seen.value().getOfferId().equals(offerId)
                                && seen.value().getOutcome() == outcome)
                .value();
    }

    private void awaitPing(String offerId, String kind, String status) {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from notifier.ping where offer_id = '" + offerId + "' and kind = '"
                                + kind + "' and status = '" + status + "'")
                        == 1);
    }

    private List<MimeMessage> mailsTo(String address, String... inSubject) {
        return mail.messages().stream()
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(address)
                                && List.of(inSubject).stream()
                                        .allMatch(words -> subject(message).contains(words));
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MimeMessage awaitMail(String address, String... inSubject) {
        await().atMost(PATIENCE).until(() -> !mailsTo(address, inSubject).isEmpty());
        return mailsTo(address, inSubject).getFirst();
    }

    private int count(String sql) {
        try (Connection connection = database.superuser()) {
            return count(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int seenByTheService(String sql) {
        try (Connection connection = database.login("notifier")) {
            return count(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            statement.getResultSet().next();
            return statement.getResultSet().getInt(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static io.renewals.events.RulebookPublished rulebook(String tenant, String quietHours) {
        return Drafts.rulebook(
                tenant,
                1,
                "rulebook.yaml",
                "tenant: acme",
                "tenant: " + tenant,
                "from: \"18:00\"\n  to: \"08:00\"\n  business_days: [monday, tuesday, wednesday, thursday, friday]",
                quietHours);
    }

    private static String onlyThreeDaysFromNow() {
        String day = LocalDate.now(ZoneOffset.UTC)
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                .toLowerCase(Locale.ENGLISH);
        return "from: \"18:00\"\n  to: \"08:00\"\n  business_days: [" + day + "]";
    }
}
