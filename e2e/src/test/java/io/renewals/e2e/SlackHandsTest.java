package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import io.renewals.e2e.product.SlackWorkspace;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything an owner decides, without leaving Slack. */
@ExtendWith(ShowsLog.class)
class SlackHandsTest {
    private static final String MARIA = "U0MARIA";
    private static final String ADA = "U0ADA";

    private static final Customer OF_ADA = Customer.ofAcme("hands-owner").ownedBy("ada@acme.example");
    /** The home tab shows the nearest deadlines. */
    private static final Customer SOON = Customer.ofAcme("hands-home").renewsOn(Books.DAY.plusDays(15));

    private static Product product;
    private static Books books;
    private static SlackWorkspace slack;

    @BeforeAll
    static void start() {
        product = Product.shared();
        books = Books.ready(product);
        slack = product.slack();
        // All at once: one scan for all tests.
        books.cards(Stream.concat(
                        Stream.of(OF_ADA, SOON),
                        Stream.of("hands-exception", "hands-beyond", "hands-snooze", "hands-command", "hands-forged")
                                .map(Customer::ofAcme))
                .toArray(Customer[]::new));
    }

    @AfterEach
    void closeForms() {
        slack.closeAll(MARIA);
        slack.closeAll(ADA);
    }

    @Test
    void anExceptionIsAskedForByTheOwnerAndGrantedByTheApprover() {
        Customer customer = Customer.ofAcme("hands-exception");
        Card card = books.awaitCard(customer);
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());
        slack.openForm(MARIA, message, "exception", "reason");
        ObjectNode asked = Http.JSON.createObjectNode();
        asked.put("discount", "20");
        asked.put("reason", "They stay for three years if we meet them here");
        assertAccepted(slack.submit(MARIA, asked));

        JsonNode request = Await.value("the request to Ada", () -> slack.messages(ADA, card.offerId()).stream()
                .filter(each -> SlackWorkspace.button(each, "exception_grant").isPresent())
                .findFirst());
        assertThat(request.toString()).contains("They stay for three years");
        assertThat(SlackWorkspace.button(message, "exception_grant")).isEmpty();
        slack.openForm(ADA, request, "exception_grant", "note");
        assertAccepted(slack.submit(ADA, Http.JSON.createObjectNode()));

        Await.until(
                "the card stands at 20%",
                () -> card.now().at("/offer/discountPercent").decimalValue().intValue() == 20);
        JsonNode renewed =
                Await.value("Maria's message with the new text", () -> slack.messages(MARIA, card.offerId()).stream()
                        .filter(each -> each.toString().contains("$39.20"))
                        .filter(each -> SlackWorkspace.button(each, "approve").isPresent())
                        .findFirst());
        slack.click(MARIA, renewed, "approve");
        card.awaitStatus("sent");
        assertThat(product.mailbox().awaitOneTo(customer.contactEmail()).text()).contains("$39.20");
    }

    @Test
    void anExceptionBeyondTheRulebooksOwnCapIsRefusedAtTheField() {
        Card card = books.awaitCard(Customer.ofAcme("hands-beyond"));
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());
        JsonNode form = slack.openForm(MARIA, message, "exception", "reason");
        ObjectNode asked = Http.JSON.createObjectNode();
        asked.put("discount", "26");
        asked.put("reason", "They asked for it");

        JsonNode refused = slack.submit(MARIA, asked);

        assertThat(refused.path("errors")
                        .path(SlackWorkspace.block(form, "discount").orElseThrow())
                        .asText())
                .as(refused.toString())
                .contains("25");
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void aSnoozedCardSaysSoInItsMessage() {
        Card card = books.awaitCard(Customer.ofAcme("hands-snooze"));
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());
        slack.openForm(MARIA, message, "snooze", "until");
        ObjectNode entered = Http.JSON.createObjectNode();
        entered.put("until", LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3).toString());

        assertAccepted(slack.submit(MARIA, entered));

        card.awaitStatus("snoozed");
        Await.until("the message says so", () -> slack.messages(MARIA, card.offerId()).stream()
                .anyMatch(each ->
                        each.toString().toLowerCase(java.util.Locale.ROOT).contains("snoozed")));
    }

    @Test
    void somebodyElsesClickDecidesNothing() {
        Card card = books.awaitCard(OF_ADA);
        JsonNode message = slack.awaitMessage(ADA, card.offerId());

        JsonNode answer = slack.click(MARIA, message, "approve");

        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        slack.awaitMessage(ADA, "This card belongs to Ada Okafor");
        assertThat(card.now().path("actions")).isEmpty();
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void theHomeTabListsMyQueue() {
        Card card = books.awaitCard(SOON);

        JsonNode home = slack.awaitHome(MARIA, "Hands Home");

        assertThat(home.toString()).contains("Renewals that wait for you").contains(card.offerId());
    }

    @Test
    void theCommandFindsAnAccountAndExplainsItself() {
        assertThat(slack.command(MARIA, "account Hands Command").toString()).contains("Hands Command");
        assertThat(slack.command(MARIA, "help").toString()).contains("/renewals queue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsigned", "stale", "tampered", "wrong_secret", "reencoded"})
    void aForgedCommandIsRefused(String forgery) {
        JsonNode answer = slack.command(MARIA, "queue", forgery);

        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(401);
    }

    @Test
    void aForgedClickOnAnyButtonOpensNothing() {
        Card card = books.awaitCard(Customer.ofAcme("hands-forged"));
        JsonNode message = slack.awaitMessage(MARIA, card.offerId());

        for (String action : List.of("edit", "skip", "exception", "snooze", "reassign")) {
            JsonNode answer = slack.click(MARIA, message, action, "wrong_secret");
            assertThat(answer.path("status").asInt()).as(action + ": " + answer).isEqualTo(401);
        }

        assertThat(slack.views(MARIA).path("views")).isEmpty();
        assertThat(card.now().path("actions")).isEmpty();
    }

    private static void assertAccepted(JsonNode submitted) {
        assertThat(submitted.path("errors")).as(submitted.toString()).isEmpty();
        assertThat(submitted.at("/delivery/status").asInt())
                .as(submitted.toString())
                .isEqualTo(200);
    }
}
