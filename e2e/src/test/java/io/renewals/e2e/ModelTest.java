package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.ModelStandIn;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The model writes words, never facts: whatever it makes up or however it fails, the card shows the template's words with a flag
 * that says why, and each call is counted.
 */
@ExtendWith(ShowsLog.class)
class ModelTest {
    /** What the stand-in says when it makes something up. */
    private static final List<String> FABRICATED = List.of(
            "23%",
            "4,800",
            "twenty-three",
            "five thousand",
            "offers.example.net",
            "secret_discount",
            "ev-invented",
            "ticket-99999",
            "Sure! Here is",
            "{{");

    private static Product product;
    private static Books books;
    private static ModelStandIn model;

    @BeforeAll
    static void startWithTheModel() {
        product = Product.shared();
        books = Books.ready(product);
        model = product.model();
    }

    @AfterEach
    void behaveAgain() {
        model.answersWell();
    }

    @Test
    void aGoodAnswerIsUsedWithExactlyOneCall() {
        Card card = books.card(Customer.ofAcme("model-good"));

        JsonNode shown = card.now();

        assertThat(shown.path("engine").asText())
                .as(shown.path("flags").toString())
                .isEqualTo("BEDROCK");
        assertThat(shown.path("modelId").asText()).contains("claude");
        assertThat(shown.path("flags")).isEmpty();
        assertThat(shown.at("/message/textBody").asText())
                .contains("$44.10", "Robin Field")
                .doesNotContain("{{");
        assertThat(model.callsFor(card.offerId())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fabricate_numbers",
                "fabricate_spelled",
                "fabricate_ids",
                "fabricate_links",
                "unknown_placeholder",
                "malformed",
                "truncated",
                "empty"
            })
    void wordsThatAreNotAllowedGiveAFlaggedTemplateDraftAfterTwoCalls(String mode) {
        model.misbehaves(mode);

        Card card = books.card(Customer.ofAcme("model-" + mode.replace('_', '-')));

        assertIsTheTemplates(card, "model-refused");
        assertThat(model.callsFor(card.offerId())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttle", "fail", "unavailable", "garbage", "drop", "stall"})
    void aModelThatDoesNotAnswerGivesAFlaggedTemplateDraft(String mode) {
        model.misbehaves(mode, 1_000, 10_000);

        Card card = books.card(Customer.ofAcme("model-" + mode));

        assertIsTheTemplates(card, "model-");
        assertThat(model.callsFor(card.offerId())).isBetween(1L, 2L);
    }

    @Test
    void aRefusalOnceIsMendedByTheSecondCall() {
        model.misbehaves("fabricate_numbers", 1, 0);

        Card card = books.card(Customer.ofAcme("model-second"));

        JsonNode shown = card.now();
        assertThat(shown.path("engine").asText()).isEqualTo("BEDROCK");
        assertThat(shown.at("/message/textBody").asText()).doesNotContain(FABRICATED);
        assertThat(model.callsFor(card.offerId())).isEqualTo(2);
    }

    private static void assertIsTheTemplates(Card card, String flag) {
        JsonNode shown = card.now();
        assertThat(shown.path("status").asText()).isEqualTo("queued");
        assertThat(shown.path("engine").asText()).isEqualTo("TEMPLATE");
        assertThat(shown.path("flags")).isNotEmpty().allSatisfy(each -> assertThat(each.asText())
                .startsWith(flag));
        assertThat(shown.at("/message/subject").asText()
                        + shown.at("/message/textBody").asText())
                .contains("$44.10", "10%")
                .doesNotContain(FABRICATED);
    }
}
