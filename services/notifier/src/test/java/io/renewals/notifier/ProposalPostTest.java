package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountProposed;
import io.renewals.events.Action;
import io.renewals.events.NotificationKind;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferQueued;
import io.renewals.events.OwnerNotified;
import io.renewals.events.ProposalActioned;
import io.renewals.notifier.proposals.PostProposals;
import io.renewals.schemas.Topics;
import io.renewals.standins.slack.Message;
import io.renewals.standins.slack.SlackFault;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever may decide on a proposal is told of it, once, and of those that come together in one message. No other test has its accounts. */
@QuarkusTest
class ProposalPostTest extends RunningNotifier {
    private static final String MARIA = "U0MARIA";
    private static final String ADA = "U0ADA";

    @Inject
    PostProposals posts;

    @Inject
    MeterRegistry meters;

    @Test
    void proposalsThatComeTogetherAreOneMessageThatLinksToEachOfThem() {
        List<AccountProposed> proposals = List.of(
                Proposed.day("acme", "together-1"),
                Proposed.day("acme", "together-2"),
                Proposed.seats("acme", "together-3", 55));
        publish(proposals);

        Message message = awaitNaming("together-1");
        assertThat(message.user()).isEqualTo(MARIA);
        assertThat(message.text()).startsWith("3 proposed changes wait for your decision");
        assertThat(message.blocks().toString())
                .contains("3 proposed changes wait for your decision", "Nothing changes before you decide.")
                .contains("Bayside together-1: renews on 2031-02-01 → 2031-05-15")
                .contains("Read in: calendar team.ics, line 12, together-2@calendar")
                .contains("Bayside together-3: would change its quantity")
                .contains("/proposals|All proposals that wait>");
        assertThat(proposals).allSatisfy(proposal -> assertThat(message.blocks().toString())
                .contains("/proposals/" + proposal.getProposalId() + "|Look at it and decide>"));
        OwnerNotified told = awaitTold("maria", NotificationOutcome.SENT, message);
        assertThat(told.getKind()).isEqualTo(NotificationKind.PROPOSAL);
        assertThat(told.getOwner()).isEqualTo("maria");
    }

    @Test
    void aProposalIsToldOnceWhateverItsEventsId() {
        AccountProposed proposal = Proposed.day("acme", "proposed-once");
        publish(proposal, Map.of("ce_id", "proposed-first"));
        publish(proposal, Map.of("ce_id", "proposed-again"));
        Message message = awaitNaming("proposed-once");

        publish(proposal, Map.of("ce_id", "proposed-first"));
        publish(proposal, Map.of("ce_id", "proposed-later"));
        publish(List.of(Proposed.seats("acme", "proposed-once", 41)));

        await().atMost(PATIENCE).until(() -> naming("proposed-once").size() == 2);
        assertThat(naming("proposed-once").getLast().blocks().toString())
                .contains("1 proposed change waits for your decision", "would change its quantity")
                .doesNotContain("2031-05-15");
        assertThat(awaitTold("proposed-once", NotificationOutcome.SENT, message).getAccount())
                .isEqualTo("proposed-once");
    }

    @Test
    void withoutSlackItIsAMailWithTheSameContentInBothParts() throws Exception {
        AccountProposed proposal = Proposed.of(Proposed.day("acme", "proposed-mailed"), "tom@acme.example");

        publish(List.of(proposal));

        MimeMessage arrived = awaitProposalMail("tom@acme.example", "Bayside proposed-mailed");
        assertThat(arrived.getSubject()).isEqualTo("1 proposed change waits for your decision");
        Map<String, String> parts = parts(arrived);
        assertThat(parts).containsKeys("text/plain", "text/html");
        assertThat(parts.values()).allSatisfy(part -> assertThat(part)
                .contains("Nothing changes before you decide.")
                .contains("Bayside proposed-mailed")
                .contains("renews on 2031-02-01 → 2031-05-15")
                .contains("Read in: calendar team.ics, line 12, proposed-mailed@calendar")
                .contains("http://localhost:8080/proposals/" + proposal.getProposalId())
                .contains("http://localhost:8080/proposals"));
        assertThat(naming("proposed-mailed")).isEmpty();
    }

    @Test
    void whoeverHasTheAccountsCardIsToldEvenWhileItIsPutOff() {
        OfferQueued card = Drafts.queued("acme", "proposed-hers", 1);
        card.getCard().setOwner(Drafts.ADA);
        topics.publish(Topics.OFFER_QUEUED, "acme/proposed-hers", card);
        act(card, 1, Action.SNOOZED, "snoozed", "words");
        await().atMost(PATIENCE)
                .until(() -> count(
                                "select count(*) from notifier.card where account = 'proposed-hers' and queue_status = 'snoozed'"
                                        + " and facts is not null")
                        == 1);

        publish(List.of(Proposed.day("acme", "proposed-hers")));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(naming("proposed-hers"))
                .singleElement()
                .satisfies(message -> assertThat(message.user()).isEqualTo(ADA)));
    }

    @Test
    void whenTheCardIsDoneTheRulebookSaysWhoIsTold() {
        OfferQueued card = Drafts.queued("acme", "proposed-done", 1);
        card.getCard().setOwner(Drafts.ADA);
        topics.publish(Topics.OFFER_QUEUED, "acme/proposed-done", card);
        act(card, 1, Action.SKIPPED, "skipped", "words");
        await().atMost(PATIENCE)
                .until(() -> count(
                                "select count(*) from notifier.card where account = 'proposed-done' and queue_status = 'skipped'"
                                        + " and facts is not null")
                        == 1);

        publish(List.of(Proposed.day("acme", "proposed-done")));

        assertThat(awaitNaming("proposed-done").user()).isEqualTo(MARIA);
    }

    @Test
    void inQuietHoursItWaitsAndWhatComesMeanwhileIsInTheSameMessage() {
        ZoneId zone = ZoneId.of("America/New_York");
        LocalDate day = clock.instant().atZone(zone).toLocalDate().plusDays(2);
        Quietness.publish(topics, "dozing", day);
        publish(List.of(Proposed.day("dozing", "dozing-1")));
        awaitHeard("dozing", 1);
        later(Duration.ofHours(1));
        posts.postDue("dozing");
        publish(List.of(Proposed.day("dozing", "dozing-2")));
        awaitHeard("dozing", 2);
        posts.postDue("dozing");
        assertThat(count("select count(*) from notifier.proposal_post where tenant = 'dozing'"))
                .isZero();

        later(Duration.between(clock.instant(), day.atTime(9, 0).atZone(zone).toInstant()));

        assertThat(awaitNaming("dozing-1").blocks().toString())
                .contains("2 proposed changes wait for your decision", "Bayside dozing-2:");
        assertThat(naming("dozing-2")).hasSize(1);
    }

    @Test
    void whatIsDecidedOrReplacedBeforeItLeavesIsNotNamed() {
        AccountProposed decided = Proposed.day("unruled", "decided-before");
        AccountProposed early = Proposed.day("unruled", "decided-early");
        AccountProposed overtaken = Proposed.day("unruled", "overtaken-since");
        AccountProposed taken = Proposed.day("unruled", "taken-back");
        AccountProposed replaced = Proposed.day("unruled", "replaced", LocalDate.parse("2031-03-03"));
        AccountProposed same = Proposed.day("unruled", "so-already", Proposed.KNOWN);
        decide(Proposed.refused(early));
        awaitHeard("unruled", 1);
        publish(List.of(
                decided,
                early,
                overtaken,
                taken,
                Proposed.takenBack(taken),
                same,
                replaced,
                Proposed.day("unruled", "replaced"),
                Proposed.takenBack(replaced)));
        awaitHeard("unruled", 7);
        decide(Proposed.refused(decided));
        topics.publish(Topics.ACTIVITY_RECORDED, "unruled/overtaken-since", Proposed.closed(overtaken));
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.proposal where tenant = 'unruled' and status = 'open'")
                                == 1);
        posts.postDue("unruled");
        assertThat(count("select count(*) from notifier.proposal_post where tenant = 'unruled'"))
                .isZero();

        Quietness.publishAwake(topics, "unruled");

        assertThat(awaitNaming("replaced").blocks().toString())
                .contains("1 proposed change waits for your decision", "2031-02-01 → 2031-05-15")
                .doesNotContain(
                        "2031-03-03", "decided-before", "decided-early", "overtaken-since", "taken-back", "so-already");
    }

    @Test
    void aMessageWithNothingLeftToSayIsNotSent() throws SQLException {
        AccountProposed proposal = Proposed.day("acme", "proposed-nothing-left");
        publish(List.of(proposal));
        Message message = awaitNaming("proposed-nothing-left");
        OwnerNotified told = awaitTold("proposed-nothing-left", NotificationOutcome.SENT, message);
        decide(Proposed.refused(proposal));
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from notifier.proposal where status = 'closed' and proposal_id = '"
                                + proposal.getProposalId() + "'")
                        == 1);

        change("update notifier.proposal_post set status = 'waiting', ended_at = null where post_id = '"
                + told.getOfferId() + "'");

        awaitPost(told.getOfferId(), "proposals", "superseded");
        assertThat(naming("proposed-nothing-left")).hasSize(1);
    }

    @Test
    void aPostThatMayBeLostIsNotRepeatedAndOneMailFollows() {
        slack.fault(SlackFault.DROP, 1, "chat.postMessage", 0);

        publish(List.of(Proposed.day("acme", "proposed-perhaps-lost")));

        OwnerNotified doubt = topics.awaitOne(
                        Topics.OWNER_NOTIFIED,
                        OwnerNotified.class,
                        seen -> seen.value().getAccount().equals("proposed-perhaps-lost")
                                && seen.value().getOutcome() == NotificationOutcome.AMBIGUOUS)
                .value();
        assertThat(doubt.getKind()).isEqualTo(NotificationKind.PROPOSAL);
        MimeMessage followed = awaitProposalMail("maria@acme.example", "Bayside proposed-perhaps-lost");
        assertThat(subject(followed)).isEqualTo("Once more: 1 proposed change waits for your decision");
        awaitPost(doubt.getOfferId(), "proposals", "ambiguous");
        awaitPost(doubt.getOfferId(), "reminder", "sent");
        assertThat(naming("proposed-perhaps-lost")).hasSize(1);
    }

    @Test
    void whatSlackWillNeverTakeGoesByMail() {
        refuseNext("chat.postMessage", "messages_tab_disabled");

        publish(List.of(Proposed.day("acme", "proposed-refused-there")));

        awaitProposalMail("maria@acme.example", "Bayside proposed-refused-there");
        assertThat(naming("proposed-refused-there")).isEmpty();
    }

    @Test
    void aMessageThatFailedIsCounted() throws SQLException {
        publish(List.of(Proposed.day("acme", "proposed-counted")));
        OwnerNotified told = awaitTold("proposed-counted", NotificationOutcome.SENT, awaitNaming("proposed-counted"));
        assertThat(failed()).isZero();

        change("update notifier.proposal_post set status = 'failed' where post_id = '" + told.getOfferId() + "'");
        later(Duration.ofMinutes(1));
        await().atMost(PATIENCE).until(() -> failed() == 1);

        change("update notifier.proposal_post set status = 'sent' where post_id = '" + told.getOfferId() + "'");
        later(Duration.ofMinutes(1));
        await().atMost(PATIENCE).until(() -> failed() == 0);
    }

    private double failed() {
        return meters.get("renewals.proposal.posts")
                .tag("status", "failed")
                .gauge()
                .value();
    }

    @Test
    void severalInstancesTellOnce() {
        List<AccountProposed> proposals = IntStream.range(0, 12)
                .mapToObj(i -> Proposed.day("crowd", "crowd-" + i))
                .toList();
        publish(proposals);
        awaitHeard("crowd", 12);
        later(Duration.ofMinutes(1));
        Quietness.publishAwake(topics, "crowd");

        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            AtomicBoolean told = new AtomicBoolean();
            IntStream.range(0, 4)
                    .forEach(i -> instances.execute(() -> {
                        while (!told.get()) {
                            posts.postDue("crowd");
                        }
                    }));
            try {
                awaitNaming("crowd-");
            } finally {
                told.set(true);
            }
        }

        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.proposal_post where tenant = 'crowd' and status <> 'sent'")
                                == 0);
        assertThat(naming("crowd-")).singleElement().satisfies(message -> assertThat(
                        message.blocks().toString())
                .contains("12 proposed changes wait for your decision", "… and 2 more"));
    }

    @Test
    void fourHundredHostileProposalsAreOneMessageThatSlackTakes() {
        List<String> nasty = List.of(
                "<!channel> <@U0ADA>",
                "*bold* _it_ ~s~ `c`",
                "😀".repeat(2_000),
                "&".repeat(4_000),
                "\u202Egnp.exe",
                "<https://evil.example|Look at it and decide>",
                "x".repeat(4_000));
        List<AccountProposed> proposals = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            AccountProposed proposal = Proposed.day("flood", "flood-" + i);
            String text = nasty.get(i % nasty.size());
            proposal.getKnown().setAccountName("Flood " + text);
            proposal.setOrigin("calendar " + text);
            proposals.add(proposal);
        }
        publish(proposals);
        awaitHeard("flood", 400);
        later(Duration.ofMinutes(1));

        Quietness.publishAwake(topics, "flood");

        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.proposal_post where tenant = 'flood' and status = 'sent'"
                                        + " and channel = 'slack'")
                                == 1);
        List<Message> messages = slack.messages().stream()
                .filter(message -> message.text().startsWith("400 proposed changes"))
                .toList();
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().blocks().toString())
                .contains("400 proposed changes wait for your decision", "… and 390 more, all on the page of proposals")
                .doesNotContain("<!channel>", "<@U0ADA>", "<https://evil.example");
    }

    private void publish(List<AccountProposed> proposals) {
        proposals.forEach(proposal -> publish(proposal, Map.of()));
    }

    private void publish(AccountProposed proposal, Map<String, String> headers) {
        topics.publish(Topics.ACCOUNT_PROPOSED, proposal.getTenant() + "/" + proposal.getAccount(), proposal, headers);
    }

    private void decide(ProposalActioned decision) {
        topics.publish(Topics.PROPOSAL_ACTIONED, decision.getTenant() + "/" + decision.getAccount(), decision);
    }

    /** Messages about proposals that name this account, the oldest first. */
    private List<Message> naming(String account) {
        return slack.messages().stream()
                .filter(message -> message.text().contains("proposed change"))
                .filter(message -> message.blocks().toString().contains("Bayside " + account))
                .toList();
    }

    private Message awaitNaming(String account) {
        await().atMost(PATIENCE).until(() -> !naming(account).isEmpty());
        return naming(account).getFirst();
    }

    private void awaitHeard(String tenant, int proposals) {
        await().atMost(PATIENCE)
                .until(() ->
                        count("select count(*) from notifier.proposal where tenant = '" + tenant + "'") == proposals);
    }

    /** @param key the account, else the recipient */
    private OwnerNotified awaitTold(String key, NotificationOutcome outcome, Message message) {
        return topics.awaitOne(
                        Topics.OWNER_NOTIFIED,
                        OwnerNotified.class,
                        seen -> seen.key().equals("acme/" + key)
                                && seen.value().getOutcome() == outcome
                                && (message.channel() + "/" + message.ts())
                                        .equals(seen.value().getReference()))
                .value();
    }

    private void awaitPost(String id, String kind, String status) {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from notifier.proposal_post where post_id = '" + id
                                + "' and kind = '" + kind + "' and status = '" + status + "'")
                        == 1);
    }

    private MimeMessage awaitProposalMail(String address, String words) {
        await().atMost(PATIENCE).until(() -> !proposalMails(address, words).isEmpty());
        return proposalMails(address, words).getFirst();
    }

    private List<MimeMessage> proposalMails(String address, String words) {
        return mailsTo(address, "proposed change").stream()
                .filter(message -> parts(message).get("text/plain").contains(words))
                .toList();
    }

    /** Type to text. */
    private static Map<String, String> parts(Part part) {
        Map<String, String> parts = new HashMap<>();
        try {
            if (part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) {
                    parts.putAll(parts(several.getBodyPart(i)));
                }
            } else {
                parts.put(part.isMimeType("text/html") ? "text/html" : "text/plain", (String) part.getContent());
            }
            return parts;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
