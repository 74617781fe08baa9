package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Mailbox;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an owner can do with a card beside approving it, and what is refused. */
@ExtendWith(ShowsLog.class)
class DecisionsTest {
    private static final Customer NOT_YOURS = Customer.ofAcme("click-not-yours").tier("partner");

    private static Product product;
    private static Books books;

    @BeforeAll
    static void start() {
        product = Product.shared();
        books = Books.ready(product);
        // All at once: one scan for all tests.
        books.cards(Stream.concat(
                        Stream.of(NOT_YOURS),
                        Stream.of(
                                        "edit-inside",
                                        "edit-over-cap",
                                        "edit-floor",
                                        "edit-amount",
                                        "edit-percent",
                                        "edit-words",
                                        "click-twice",
                                        "click-other-text",
                                        "skip-handling-by-hand",
                                        "skip-already-churned",
                                        "skip-other",
                                        "skip-no-note",
                                        "skip-not-ready",
                                        "undo-edit-skip",
                                        "undo-sent",
                                        "tightened",
                                        "tightened-canary",
                                        "facts-change")
                                .map(Customer::ofAcme))
                .toArray(Customer[]::new));
    }

    @Test
    void anEditInsideTheCapChangesFiguresAndTextAndIsWhatIsSent() {
        Customer customer = Customer.ofAcme("edit-inside");
        Card card = books.awaitCard(customer);

        card.edit(User.MARIA, null, null, "12").must(200);

        JsonNode edited = card.now();
        assertThat(edited.at("/offer/unitPrice").decimalValue()).isEqualByComparingTo("43.12");
        assertThat(edited.at("/message/textBody").asText())
                .contains("$43.12", "12%")
                .doesNotContain("44.10");
        assertThat(edited.at("/draftedOffer/unitPrice").decimalValue()).isEqualByComparingTo("44.10");
        card.approve(User.MARIA, edited).must(200);
        assertThat(product.mailbox().awaitOneTo(customer.contactEmail()).text())
                .isEqualTo(Mailbox.asCarried(edited.at("/message/textBody").asText()));
    }

    @Test
    void anEditAtTheCapPassesAndOneOverItIsRefusedNamingCapAndTier() {
        Card card = books.awaitCard(Customer.ofAcme("edit-over-cap"));

        Http.Answer over = card.edit(User.MARIA, null, null, "15.01");

        JsonNode error = over.must(422).json().path("errors").path(0);
        assertThat(error.path("field").asText()).isEqualTo("discount");
        assertThat(error.path("problem").asText()).contains("15%").contains("Mid-market");
        assertThat(card.now().path("edited").asBoolean()).isFalse();
        card.edit(User.MARIA, null, null, "15").must(200);
    }

    @Test
    void aPriceUnderTheFloorIsRefusedAlsoInsideTheCap() {
        Card card = books.awaitCard(Customer.ofAcme("edit-floor"));
        books.publishRulebook(User.ADA, books.rulebook("acme").replace("floor_price: 39.00", "floor_price: 43.50"));
        try {
            BigDecimal hundredth = new BigDecimal("0.01");
            AtomicReference<BigDecimal> discount = new AtomicReference<>(new BigDecimal("12.01"));

            // Each time another figure under the floor, for as long as the new rulebook is on its way.
            Http.Answer refused = Await.value("a refusal by the floor", () -> Optional.of(card.edit(
                            User.MARIA,
                            null,
                            null,
                            discount.updateAndGet(last -> last.subtract(hundredth))
                                    .toPlainString()))
                    .filter(answer -> answer.status() == 422));

            JsonNode error = refused.json().path("errors").path(0);
            assertThat(error.path("field").asText()).isEqualTo("discount");
            assertThat(error.path("problem").asText()).contains("floor").contains("43.50");
        } finally {
            books.publishRulebook(User.ADA, books.rulebook("acme"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "edit-amount,   'You save $5,000 with this.'",
        "edit-percent,  'That is 20% less than elsewhere.'",
        "edit-words,    'That is twenty percent less than elsewhere.'"
    })
    void aFigureOfThePersonsOwnIsRefusedAtTheText(String account, String sentence) {
        Card card = books.awaitCard(Customer.ofAcme(account));
        String text = card.now().at("/message/textBody").asText() + "\n" + sentence + "\n";

        Http.Answer refused = card.edit(User.MARIA, text, null, null);

        JsonNode error = refused.must(422).json().path("errors").path(0);
        assertThat(error.path("field").asText()).isEqualTo("text");
        assertThat(error.path("problem").asText()).contains("no figure of this offer");
        assertThat(card.now().path("edited").asBoolean()).isFalse();
    }

    @Test
    void aSecondClickIsToldWhoDecided() {
        Customer customer = Customer.ofAcme("click-twice");
        Card card = books.awaitCard(customer);
        JsonNode shown = card.now();
        card.approve(User.MARIA, shown).must(200);

        Http.Answer second = card.approve(User.ADA, shown);

        assertThat(second.must(409).json().path("title").asText()).startsWith("Already decided by Maria");
        card.awaitStatus("sent");
        assertThat(product.mailbox().to(customer.contactEmail())).hasSize(1);
    }

    @Test
    void aTextThatWasNotShownCantBeApproved() {
        Card card = books.awaitCard(Customer.ofAcme("click-other-text"));
        JsonNode shown = card.now();
        card.edit(User.MARIA, null, null, "11").must(200);

        Http.Answer refused = card.approve(User.MARIA, shown);

        assertThat(refused.must(409).json().path("type").asText()).endsWith("other-text");
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void somebodyElsesCardCantBeDecidedByAnOwnerNorByAnAuditor() {
        Card card = books.awaitCard(NOT_YOURS);

        assertThat(card.approve(User.OTTO).status()).isEqualTo(403);
        assertThat(card.approve(User.TOM).must(403).json().path("detail").asText())
                .contains("Ada");
        assertThat(card.status()).isEqualTo("queued");
    }

    @ParameterizedTest
    @CsvSource({"handling_by_hand,", "already_churned,", "other,They merged with another customer."})
    void aSkipTakesTheCardOffTheQueueWithItsReason(String reason, String note) {
        Customer customer = Customer.ofAcme("skip-" + reason.replace('_', '-'));
        Card card = books.awaitCard(customer);

        card.skip(User.MARIA, reason, note).must(200);

        assertThat(card.status()).isEqualTo("skipped");
        assertThat(card.now().at("/actions/0/reason").asText()).contains(reason);
        books.awaitState(customer, "SKIPPED");
        assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
    }

    @Test
    void anotherReasonWantsANote() {
        Card card = books.awaitCard(Customer.ofAcme("skip-no-note"));

        Http.Answer refused = card.skip(User.MARIA, "other", null);

        assertThat(refused.must(422).json().at("/errors/0/field").asText()).isEqualTo("note");
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void notReadyYetComesBackAsANewDraftAfterTheRulebooksDays() {
        Customer customer = Customer.ofAcme("skip-not-ready");
        Card first = books.awaitCard(customer);
        first.skip(User.MARIA, "not_ready_yet", null).must(200);
        LocalDate until = LocalDate.parse(first.now().path("until").asText());
        books.awaitState(customer, "SNOOZED");

        LocalDate back = Stream.of(until, Books.DAY.plusDays(1))
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow();
        books.scan(User.ADA, back);

        Card second = Await.value("a second draft", () -> books.newestCard("acme", customer.account())
                .filter(card -> !card.offerId().equals(first.offerId())));
        assertThat(second.status()).isEqualTo("queued");
        assertThat(second.now().path("revision").asInt()).isEqualTo(2);
        assertThat(first.status()).isIn("skipped", "stale");
    }

    @Test
    void undoingAnEditAndASkipRestoresTheCard() {
        Customer customer = Customer.ofAcme("undo-edit-skip");
        Card card = books.awaitCard(customer);
        JsonNode before = card.now().path("message");

        card.edit(User.MARIA, null, null, "12").must(200);
        card.undo(User.MARIA).must(200);
        assertThat(card.now().path("message")).isEqualTo(before);

        card.skip(User.MARIA, "handling_by_hand", null).must(200);
        books.awaitState(customer, "SKIPPED");
        card.undo(User.MARIA).must(200);
        assertThat(card.status()).isEqualTo("queued");
        books.awaitState(customer, "QUEUED");

        assertThat(card.undo(User.MARIA).must(409).json().path("type").asText()).endsWith("cannot-undo");
    }

    @Test
    void undoAfterTheMailLeftClosesTheCardAndSaysThatItCantBeRecalled() {
        Customer customer = Customer.ofAcme("undo-sent");
        Card card = books.awaitCard(customer);
        card.approve(User.MARIA).must(200);
        card.awaitStatus("sent");

        card.undo(User.MARIA).must(200);

        assertThat(card.status()).isEqualTo("stale");
        assertThat(card.now().path("explanation").asText()).contains("can't be recalled");
        assertThat(product.mailbox().to(customer.contactEmail())).hasSize(1);
    }

    @Test
    void aRulebookTightenedAfterTheDraftHoldsTheCardAtApproval() {
        Customer customer = Customer.ofAcme("tightened");
        Customer canary = Customer.ofAcme("tightened-canary");
        List<Card> cards = List.of(books.awaitCard(customer), books.awaitCard(canary));
        String tight = books.rulebook("acme")
                .replaceFirst(
                        "discount_cap: 15\n    loyalty_band: \\{min: 10, max: 12.5}",
                        "discount_cap: 8\n    loyalty_band: {min: 5, max: 8}");
        books.publishRulebook(User.ADA, tight);
        try {
            Await.until("the tighter cap is in force everywhere", () -> cards.get(1)
                    .edit(User.MARIA, null, null, "9.5")
                    .text()
                    .contains("8% cap"));

            Http.Answer answer = cards.getFirst().approve(User.MARIA);

            JsonNode card = cards.getFirst().now();
            assertThat(card.path("status").asText()).as(answer.text()).isEqualTo("held");
            assertThat(card.path("limit").asText()).isEqualTo("cap");
            assertThat(card.path("explanation").asText()).contains("8%");
            books.awaitState(customer, "HELD");
            // The mail of one inside the tighter cap, approved later, leaves.
            cards.get(1).edit(User.MARIA, null, null, "8").must(200);
            cards.get(1).approve(User.MARIA).must(200);
            product.mailbox().awaitOneTo(canary.contactEmail());
            assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
        } finally {
            books.publishRulebook(User.ADA, books.rulebook("acme"));
        }
    }

    @Test
    void factsThatChangeUnderADraftMakeItStaleAndANewDraftTakesItsPlace() {
        Customer customer = Customer.ofAcme("facts-change");
        Card first = books.awaitCard(customer);

        books.outside().reportTerms(customer, customer.quantity(35).terms());

        first.awaitStatus("stale");
        assertThat(first.approve(User.MARIA).must(409).json().path("type").asText())
                .endsWith("stale");
        assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
        Card second = Await.value("a new draft", () -> books.newestCard("acme", customer.account())
                .filter(card -> !card.offerId().equals(first.offerId())));
        assertThat(second.now().path("revision").asInt()).isEqualTo(2);
        assertThat(second.now().at("/offer/quantity").asInt()).isEqualTo(35);
        second.approve(User.MARIA).must(200);
        assertThat(product.mailbox().awaitOneTo(customer.contactEmail()).text()).contains("35");
    }
}
