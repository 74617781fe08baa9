package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A severe support case or a billing dispute, as other systems report it, holds what would be offered until it is closed. */
@ExtendWith(ShowsLog.class)
class CasesHoldRenewalsTest {
    private static Product product;
    private static Books books;

    @BeforeAll
    static void start() {
        product = Product.shared();
        books = Books.ready(product);
    }

    @Test
    void aSevereCaseHoldsACardWithItsReasonAndItsEndBringsTheNextRevision() {
        // Given a card that its owner has in Slack
        Customer customer = Customer.ofAcme("case-severe");
        Card first = books.card(customer);
        JsonNode shown = first.now();
        product.slack().awaitMessage("U0MARIA", first.offerId());

        // When
        String opened = report(customer, EvidenceKind.SUPPORT, "open_severe_case", "4711", "1");

        // Then
        String reason = "open severe support case " + opened + " since ";
        first.awaitStatus("held");
        JsonNode held = first.now();
        assertThat(held.path("limit").asText()).isEqualTo("suppression");
        assertThat(held.path("explanation").asText()).startsWith(reason);
        assertThat(first.approve(User.MARIA, shown)
                        .must(409)
                        .json()
                        .path("detail")
                        .asText())
                .contains(reason)
                .contains("drafted anew");
        assertThat(product.as(User.MARIA)
                        .page("/cards/" + first.offerId())
                        .must(200)
                        .text())
                .contains(reason)
                .contains("it is drafted anew");
        Await.until("Slack says that it is held", () -> product.slack().messages("U0MARIA", first.offerId()).stream()
                .anyMatch(message -> message.toString().contains("Held: " + reason)));
        books.awaitState(customer, "HELD");
        assertThat(books.account(customer).path("stateDetail").asText()).startsWith(reason);
        assertThat(product.as(User.MARIA).page("/attention").must(200).text())
                .contains(customer.name())
                .contains(reason);

        // When
        report(customer, EvidenceKind.SUPPORT, "open_severe_case", "4711-closed", "0");

        // Then
        Card second = Await.value("the next revision", () -> books.newestCard("acme", customer.account())
                .filter(card -> !card.offerId().equals(first.offerId())));
        assertThat(second.now().path("revision").asInt()).isEqualTo(2);
        second.awaitStatus("queued");
        assertThat(first.status()).isEqualTo("stale");
        books.awaitState(customer, "QUEUED");
        assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
        second.approve(User.MARIA).must(200);
        product.mailbox().awaitOneTo(customer.contactEmail());
        assertThat(books.cardsOf("acme", customer.account())).hasSize(2);
    }

    @Test
    void anAccountThatIsDueDuringADisputeIsHeldWithoutACardAndDraftedWhenItEnds() {
        Customer customer = Customer.ofAcme("case-dispute").with("dispute_open", "1");
        books.report(customer);
        books.scan(User.ADA);

        books.awaitState(customer, "HELD");
        JsonNode account = books.account(customer);
        assertThat(account.path("stateDetail").asText())
                .startsWith("billing dispute test:dispute_open:case-dispute since ");
        assertThat(books.cardsOf("acme", customer.account())).isEmpty();
        assertThat(product.as(User.MARIA)
                        .page("/accounts?state=HELD&q=case-dispute")
                        .must(200)
                        .text())
                .contains("billing dispute");

        report(customer, EvidenceKind.BILLING, "dispute_open", "closed", "0");

        Card card = books.awaitCard(customer);
        card.awaitStatus("queued");
        assertThat(card.now().path("revision").asInt()).isEqualTo(2);
        assertThat(books.cardsOf("acme", customer.account())).hasSize(1);
    }

    /** @return the id under which it was reported */
    private static String report(Customer customer, EvidenceKind kind, String metric, String id, String value) {
        String source = kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
        books.outside()
                .reportSignal(
                        customer,
                        Evidence.newBuilder()
                                .setSourceId(source)
                                .setKind(kind)
                                .setMetric(metric)
                                .setValue(new BigDecimal(value).setScale(4))
                                .setObservedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                                .build());
        return source;
    }
}
