package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Drafts;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Mailbox;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import io.renewals.e2e.product.SlackWorkspace;
import io.renewals.events.Mail;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.MailDigest;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The four gates between a draft and its owner: whose it is, whether it is inside the rules, when to ping, what the card says. */
@ExtendWith(ShowsLog.class)
class GatesTest {
    private static final ZoneId ACME = ZoneId.of("America/New_York");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private static Product product;
    private static Books books;
    private static SlackWorkspace slack;

    @BeforeAll
    static void start() {
        product = Product.shared();
        books = Books.ready(product);
        slack = product.slack();
    }

    @Test
    void anAccountsOwnOwnerWinsOverTheTiers() {
        Card card = books.card(Customer.ofAcme("gate-override").tier("small").ownedBy("maria@acme.example"));

        JsonNode owner = card.now().path("owner");

        assertThat(owner.path("email").asText()).isEqualTo("maria@acme.example");
        assertThat(owner.path("resolvedBy").asText()).isEqualTo("override");
    }

    @Test
    void theTiersOwnerIsAskedByMailWithOneLinkWhereThereIsNoSlack() {
        Customer customer = Customer.ofAcme("gate-tier").tier("small");
        Card card = books.card(customer);

        JsonNode owner = card.now().path("owner");

        assertThat(owner.path("email").asText()).isEqualTo("tom@acme.example");
        assertThat(owner.path("resolvedBy").asText()).isEqualTo("tier-default");
        Mailbox.Mail ping = Await.value("a mail to Tom", () -> product.mailbox().to("tom@acme.example").stream()
                .filter(mail -> mail.subject().contains(customer.name()))
                .findFirst());
        assertThat(LINK.matcher(ping.text()).results().map(found -> found.group()))
                .singleElement()
                .asString()
                .startsWith(product.frontDoor() + "/links/");
    }

    @Test
    void aTierOfNobodyGoesToTheAdminOnSlackBeforeMail() {
        Customer customer = Customer.ofAcme("gate-fallback").tier("partner");
        Card card = books.card(customer);

        JsonNode owner = card.now().path("owner");

        assertThat(owner.path("email").asText()).isEqualTo("ada@acme.example");
        assertThat(owner.path("resolvedBy").asText()).isEqualTo("admin-fallback");
        slack.awaitMessage("U0ADA", card.offerId());
        assertThat(product.mailbox().to("ada@acme.example"))
                .noneMatch(mail -> mail.subject().contains(customer.name()));
    }

    @Test
    void aDraftOverTheCapIsHeldWithTheLimitAndCantBeSent() {
        Customer customer = Customer.ofAcme("gate-over-cap").renewsOn(Books.DAY.plusDays(70));
        books.report(customer);
        books.scan(User.ADA);
        books.awaitState(customer, "NO_OFFER");
        Card model = books.card(Customer.ofAcme("gate-over-cap-model"));

        Card card = new Drafts(books, model).overTheCap(customer);

        assertThat(card.status()).isEqualTo("held");
        assertThat(card.now().path("limit").asText()).isEqualTo("cap");
        assertThat(card.now().path("explanation").asText())
                .contains("30%")
                .contains("15%")
                .contains("Mid-market");
        books.awaitState(customer, "HELD");
        JsonNode message = slack.awaitMessage("U0MARIA", card.offerId());
        assertThat(SlackWorkspace.button(message, "approve")).isEmpty();
        assertThat(card.approve(User.MARIA).must(409).json().path("type").asText())
                .endsWith("held");
        assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
    }

    @Test
    void inQuietHoursTheCardIsQueuedAndThePingWaits() {
        LocalDate openDay = LocalDate.now(ACME).plusDays(3);
        DayOfWeek open = openDay.getDayOfWeek();
        String quiet = books.rulebook("acme")
                .replaceFirst(
                        "business_days: \\[[^]]*]",
                        "business_days: [" + open.name().toLowerCase(Locale.ROOT) + "]");
        books.publishRulebook(User.ADA, quiet);
        try {
            Customer customer = Customer.ofAcme("gate-quiet");
            Card card = books.card(customer);

            Seen<OfferQueued> queued = books.outside()
                    .topics()
                    .awaitOne(Topics.OFFER_QUEUED, OfferQueued.class, seen -> seen.key()
                            .equals(customer.key()));

            assertThat(card.status()).isEqualTo("queued");
            Instant opens = openDay.atStartOfDay(ACME).toInstant();
            assertThat(queued.value().getPingNotBefore()).isEqualTo(opens);
            // A later card of the company beside it, which has no quiet hours, is told by the same sender.
            slack.awaitMessage(
                    "U0GINA", books.card(Customer.ofGlobex("gate-loud")).offerId());
            assertThat(slack.messages("U0MARIA", card.offerId())).isEmpty();
        } finally {
            books.publishRulebook(User.ADA, books.rulebook("acme"));
        }
    }

    @Test
    void theCardHasEverythingAPersonDecidesOn() {
        Customer customer = Customer.ofAcme("gate-compose");

        JsonNode card = books.card(customer).now();

        assertThat(card.path("accountName").asText()).isEqualTo("Gate Compose");
        assertThat(card.at("/offer/play").asText()).isEqualTo("LOYALTY");
        assertThat(card.at("/offer/discountPercent").decimalValue()).isEqualByComparingTo("10");
        assertThat(card.at("/offer/capPercent").decimalValue()).isEqualByComparingTo("15");
        assertThat(card.at("/offer/unitPrice").decimalValue()).isEqualByComparingTo("44.10");
        assertThat(card.at("/offer/floorUnitPrice").decimalValue()).isEqualByComparingTo("39.00");
        assertThat(card.at("/offer/reason").asText()).isNotBlank();
        assertThat(card.path("engine").asText()).isEqualTo("BEDROCK");
        assertThat(card.path("noticeDeadline").asText())
                .as("nobody has to give notice of what does not renew by itself")
                .isEqualTo(Books.DAY.plusDays(40).toString());
        assertThat(card.path("evidence").findValuesAsText("sourceId"))
                .contains("test:price_sensitive:gate-compose", "test:utilisation:gate-compose")
                .containsAll(citations(card));
        JsonNode message = card.path("message");
        assertThat(message.path("fromAddress").asText()).isEqualTo("maria@acme.example");
        assertThat(message.path("toAddress").asText()).isEqualTo(customer.contactEmail());
        assertThat(message.path("textBody").asText())
                .contains("Hi Robin Field", "$44.10", "10%", "20 seats", "Maria Santos")
                .doesNotContain("{{");
        assertThat(message.path("sha256").asText()).isEqualTo(digestOf(message));
    }

    private static java.util.List<String> citations(JsonNode card) {
        java.util.List<String> citations = new java.util.ArrayList<>();
        card.at("/offer/citations").forEach(id -> citations.add(id.asText()));
        assertThat(citations).isNotEmpty();
        return citations;
    }

    private static String digestOf(JsonNode message) {
        return MailDigest.sha256(Mail.newBuilder()
                .setFromName(message.path("fromName").asText())
                .setFromAddress(message.path("fromAddress").asText())
                .setToAddress(message.path("toAddress").asText())
                .setReplyTo(message.path("replyTo").asText())
                .setSubject(message.path("subject").asText())
                .setTextBody(message.path("textBody").asText())
                .setHtmlBody(
                        message.path("htmlBody").isNull()
                                ? null
                                : message.path("htmlBody").asText())
                .setSha256("")
                .build());
    }
}
