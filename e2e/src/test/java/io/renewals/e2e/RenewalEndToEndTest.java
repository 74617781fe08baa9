package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Mailbox;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import io.renewals.events.Mail;
import io.renewals.schemas.MailDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The renewal of one account from the sheet to the customer's mail, through all eight services. */
@ExtendWith(ShowsLog.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RenewalEndToEndTest {
    private static final ZoneId ACME = ZoneId.of("America/New_York");
    private static final String ACCOUNT = "bayside-studio";
    private static final Pattern NAME_AND_ADDRESS = Pattern.compile("\"?([^\"<]*?)\"? <([^>]+)>");

    /** Account to play, plan and discount, as the samples' page promises them. */
    private static final Map<String, String> DOZEN = Map.ofEntries(
            Map.entry("bayside-studio", "UPGRADE to business at 10"),
            Map.entry("harbor-clinic", "UPGRADE to pro at 0"),
            Map.entry("kestrel-robotics", "UPGRADE to enterprise at 8"),
            Map.entry("fennel-and-rye", "UPGRADE to pro at 5"),
            Map.entry("quill-press", "UPGRADE to business at 0"),
            Map.entry("meridian-health", "UPGRADE to enterprise at 0"),
            Map.entry("northwind-labs", "LOYALTY to business at 12.5"),
            Map.entry("marlow-dental", "LOYALTY to pro at 5"),
            Map.entry("orchard-schools", "LOYALTY to business at 15"),
            Map.entry("tidewater-logistics", "LOYALTY to pro at 10"),
            Map.entry("larkspur-events", "RIGHT_SIZE to pro at 0"),
            Map.entry("cobalt-games", "RIGHT_SIZE to starter at 0"));

    private static Product product;
    private static Books books;

    @BeforeAll
    static void givenTheSampleBook() {
        product = Product.shared();
        books = Books.ready(product).withSamples();
    }

    @Test
    @Order(1)
    void theScanQueuesTheDozen() {
        DOZEN.forEach((account, move) -> {
            // As it was drafted: people may have edited it since.
            JsonNode offer = books.awaitCard("acme", account).now().path("draftedOffer");
            assertThat("%s to %s at %s"
                            .formatted(
                                    offer.path("play").asText(),
                                    offer.path("proposedPlan").asText(),
                                    offer.path("discountPercent")
                                            .decimalValue()
                                            .stripTrailingZeros()
                                            .toPlainString()))
                    .as(account)
                    .isEqualTo(move);
        });
        Set<String> inTheSheet = new HashSet<>(Books.sample("accounts.csv")
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList());
        JsonNode live = product.as(User.MARIA)
                .get("/api/queue?status=all&size=500")
                .must(200)
                .json();
        Set<String> queued = new HashSet<>();
        live.path("cards").forEach(card -> queued.add(card.path("account").asText()));
        queued.retainAll(inTheSheet);
        assertThat(queued).isEqualTo(DOZEN.keySet());
    }

    @Test
    @Order(2)
    void approvingSendsTheMailThatWasReviewed() {
        Card card = books.awaitCard("acme", ACCOUNT);
        product.slack().awaitMessage("U0MARIA", card.offerId());
        JsonNode reviewed = card.now();

        card.approve(User.MARIA, reviewed).must(200);

        JsonNode message = reviewed.path("message");
        Mailbox.Mail mail = product.mailbox().awaitOneTo("jonas@baysidestudio.example");
        assertThat(mail.text())
                .isEqualTo(Mailbox.asCarried(message.path("textBody").asText()));
        assertThat(mail.subject()).isEqualTo(message.path("subject").asText());
        assertThat(digestOf(mail, message.path("textBody").asText().endsWith("\n")))
                .isEqualTo(message.path("sha256").asText());
        assertThat(mail.messageId()).startsWith("<" + card.offerId());
    }

    @Test
    @Order(3)
    void theAccountShowsOfferedWithTheDate() {
        books.awaitState("acme", ACCOUNT, "OFFERED");

        JsonNode account = books.account("acme", ACCOUNT);
        assertThat(account.path("lastOffered").asText())
                .isIn(
                        LocalDate.now(ACME).toString(),
                        LocalDate.now(ACME).minusDays(1).toString());
        String page =
                product.as(User.MARIA).page("/accounts/" + ACCOUNT).must(200).text();
        assertThat(page).contains("Offered").contains("Bayside Studio");
        books.awaitCard("acme", ACCOUNT).awaitStatus("sent");
    }

    @Test
    @Order(4)
    void theTrailHasTheWholeChainInItsOrder() {
        List<String> chain = List.of(
                "renewal.due",
                "renewal.assessed",
                "offer.decided",
                "offer.drafted",
                "offer.queued",
                "offer.actioned APPROVED",
                "offer.actioned SENT");

        Await.asserted("the chain of " + ACCOUNT, () -> {
            List<JsonNode> trail = trailOf(ACCOUNT);
            List<String> types = trail.stream().map(RenewalEndToEndTest::step).toList();
            assertThat(types).contains("owner.notified").containsAll(chain);
            // Each topic arrives at the trail on its own, so order is that of the times the events carry; a step that
            // only
            // computes carries the time of its cause. Later checks of the same account come after.
            List<String> byTime = trail.stream()
                    .filter(entry -> chain.contains(step(entry)))
                    .sorted(Comparator.comparing((JsonNode entry) ->
                                    Instant.parse(entry.path("occurredAt").asText()))
                            .thenComparing(entry -> chain.indexOf(step(entry))))
                    .map(RenewalEndToEndTest::step)
                    .distinct()
                    .toList();
            assertThat(byTime).isEqualTo(chain);
        });
        String page = product.as(User.OTTO)
                .page("/audit/accounts/" + ACCOUNT)
                .must(200)
                .text();
        assertThat(page).contains("Maria Santos");
    }

    @Test
    @Order(5)
    void theTrailVerifies() {
        JsonNode verified =
                product.as(User.OTTO).get("/api/audit/verify").must(200).json();

        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isTrue();
    }

    private static String step(JsonNode entry) {
        String type = entry.path("type").asText();
        return type.equals("offer.actioned")
                ? type + " " + entry.at("/body/action").asText()
                : type;
    }

    private static List<JsonNode> trailOf(String account) {
        JsonNode page = product.as(User.OTTO)
                .get("/api/audit?limit=200&account=" + account)
                .must(200)
                .json();
        return new ArrayList<>(
                StreamSupport.stream(page.path("entries").spliterator(), false).toList());
    }

    private static String digestOf(Mailbox.Mail mail, boolean endsWithLineEnd) {
        Matcher from = NAME_AND_ADDRESS.matcher(mail.from());
        assertThat(from.matches()).as(mail.from()).isTrue();
        return MailDigest.sha256(Mail.newBuilder()
                .setFromName(from.group(1))
                .setFromAddress(from.group(2))
                .setToAddress(mail.to())
                .setReplyTo(mail.replyTo())
                .setSubject(mail.subject())
                .setTextBody(mail.text() + (endsWithLineEnd ? "\n" : ""))
                .setHtmlBody(mail.html().isEmpty() ? null : mail.html())
                .setSha256("")
                .build());
    }
}
