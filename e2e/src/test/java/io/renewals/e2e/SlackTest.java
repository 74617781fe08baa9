package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http;
import io.renewals.e2e.product.Mailbox;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import io.renewals.e2e.product.SlackWorkspace;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The owner's Slack: a message with the whole mail, a click that sends it, and requests nobody may act on. */
@ExtendWith(ShowsLog.class)
class SlackTest {
    private static final String MARIA = "U0MARIA";

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
    void aClickOnTheMessageSendsTheMailThatItShows() {
        Customer customer = Customer.ofAcme("slack-approves");
        Card card = books.card(customer);
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());
        for (String line : card.now().at("/message/textBody").asText().split("\n")) {
            assertThat(textOf(message)).contains(line);
        }

        JsonNode answer = slack.click(MARIA, message, "approve");

        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.path("elapsed_ms").asInt()).isLessThan(3_000);
        card.awaitStatus("sent");
        assertThat(product.mailbox().awaitOneTo(customer.contactEmail()).text())
                .isEqualTo(Mailbox.asCarried(card.now().at("/message/textBody").asText()));
        assertThat(card.now().at("/decidedBy/surface").asText()).isEqualTo("slack");
    }

    @Test
    void theMessageSaysWhoSentItAfterwards() {
        Customer customer = Customer.ofAcme("slack-changes");
        Card card = books.card(customer);
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());

        slack.click(MARIA, message, "approve");

        Await.asserted("the message says who sent it", () -> {
            JsonNode now = slack.messages(MARIA, card.offerId()).getFirst();
            assertThat(textOf(now).toLowerCase(java.util.Locale.ROOT)).contains("sent by maria");
            assertThat(SlackWorkspace.button(now, "approve")).isEmpty();
        });
        assertThat(slack.messages(MARIA, card.offerId())).hasSize(1);
    }

    /** Whatever comes of the requests before this has come when what is sent last has left. */
    private static void sendAnother(Customer customer) {
        Card card = books.awaitCard(customer);
        slack.click(MARIA, slack.awaitMessage(MARIA, card.offerId()), "approve");
        product.mailbox().awaitOneTo(customer.contactEmail());
    }

    @Test
    void aForgedRequestIsRefusedAndSendsNothing() {
        Map<String, Customer> forgeries = new LinkedHashMap<>();
        for (String forgery : List.of("unsigned", "stale", "tampered", "wrong_secret", "reencoded")) {
            forgeries.put(forgery, Customer.ofAcme("slack-" + forgery.replace('_', '-')));
        }
        Customer last = Customer.ofAcme("slack-signed");
        books.cards(Stream.concat(forgeries.values().stream(), Stream.of(last)).toArray(Customer[]::new));

        forgeries.forEach((forgery, customer) -> {
            JsonNode message =
                    slack.awaitMessage(MARIA, books.awaitCard(customer).offerId());
            JsonNode answer = slack.click(MARIA, message, "approve", forgery);
            assertThat(answer.path("status").asInt())
                    .as(forgery + ": " + answer)
                    .isEqualTo(401);
        });

        sendAnother(last);
        assertThat(forgeries.values()).allSatisfy(customer -> {
            assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
            assertThat(books.awaitCard(customer).status()).isEqualTo("queued");
        });
    }

    @Test
    void aReplayedRequestIsRefusedAndSendsNothingMore() {
        Customer customer = Customer.ofAcme("slack-replayed");
        Customer last = Customer.ofAcme("slack-after-replay");
        Card card = books.cards(customer, last).getFirst();
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());

        JsonNode second = slack.click(MARIA, message, "approve", "replayed");

        assertThat(second.path("status").asInt()).as(second.toString()).isBetween(400, 499);
        card.awaitStatus("sent");
        sendAnother(last);
        assertThat(product.mailbox().to(customer.contactEmail())).hasSize(1);
        assertThat(card.now().path("actions").findValuesAsText("action")).containsOnlyOnce("APPROVED");
    }

    @Test
    void somebodyOfAnotherCompanyCantActEvenWithAValidSignature() throws Exception {
        Customer customer = Customer.ofAcme("slack-stranger");
        Customer last = Customer.ofAcme("slack-after-stranger");
        Card card = books.cards(customer, last).getFirst();
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());
        // As if Gina of Globex had Maria's button: a payload that was once valid, with her identity, signed for the
        // app.
        JsonNode sent = slack.click(MARIA, message, "approve", "unsigned");
        String form = sent.at("/request/body").asText();
        ObjectNode payload = (ObjectNode)
                Http.JSON.readTree(URLDecoder.decode(form.substring("payload=".length()), StandardCharsets.UTF_8));
        payload.putObject("team").put("id", "T0GLOBEX").put("domain", "globex");
        ((ObjectNode) payload.path("user")).put("id", "U0GINA").put("team_id", "T0GLOBEX");

        signed(payload);

        sendAnother(last);
        assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
        assertThat(card.now().path("actions")).isEmpty();
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void anEditOverTheCapIsRefusedAtTheFieldOfTheModal() {
        Customer customer = Customer.ofAcme("slack-edits");
        Card card = books.card(customer);
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());
        JsonNode form = slack.openForm(MARIA, message, "edit", "discount");
        assertThat(form.toString()).contains("Edit the offer");
        String field = SlackWorkspace.block(form, "discount").orElseThrow();
        ObjectNode values = Http.JSON.createObjectNode().put("discount", "16");

        JsonNode refused = slack.submit(MARIA, values);

        assertThat(refused.path("errors").path(field).asText())
                .as(refused.toString())
                .contains("15")
                .contains("tier");
        assertThat(card.now().path("edited").asBoolean()).isFalse();
        slack.closeAll(MARIA);
    }

    private static void signed(JsonNode payload) throws IOException, GeneralSecurityException {
        Properties secrets = new Properties();
        try (var in = Files.newInputStream(product.data().resolve("secrets.properties"))) {
            secrets.load(in);
        }
        String body = "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
        long seconds = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                secrets.getProperty("SLACK_SIGNING_SECRET").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = "v0="
                + HexFormat.of()
                        .formatHex(mac.doFinal(("v0:" + seconds + ":" + body).getBytes(StandardCharsets.UTF_8)));
        JsonNode answer = slack.raw(
                Http.JSON
                        .createObjectNode()
                        .put("Content-Type", "application/x-www-form-urlencoded")
                        .put("X-Slack-Request-Timestamp", Long.toString(seconds))
                        .put("X-Slack-Signature", signature),
                body);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
    }

    /** Every text of a message, in order. */
    private static String textOf(JsonNode message) {
        StringBuilder text = new StringBuilder(message.path("text").asText());
        message.path("blocks").findValues("text").forEach(node -> text.append('\n')
                .append(node.isTextual() ? node.asText() : node.path("text").asText()));
        return text.toString();
    }
}
