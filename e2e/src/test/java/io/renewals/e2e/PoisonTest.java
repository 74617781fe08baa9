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
import io.renewals.events.CycleStatus;
import io.renewals.events.RenewalDue;
import io.renewals.events.Terms;
import io.renewals.schemas.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that nobody can read, on every topic that is consumed: they are set aside and shown, and everything else flows. */
@ExtendWith(ShowsLog.class)
class PoisonTest {
    /** Who consumes what, so who has to set it aside. */
    private static final Map<String, List<String>> CONSUMERS = Map.ofEntries(
            Map.entry(Topics.TERMS_REPORTED, List.of("intake")),
            Map.entry(Topics.SIGNAL_REPORTED, List.of("intake")),
            Map.entry(Topics.OUTCOME_REPORTED, List.of("intake")),
            Map.entry(Topics.ACCOUNT_ACCEPTED, List.of("registry")),
            Map.entry(Topics.ACCOUNT_CHANGED, List.of("action-service")),
            Map.entry(Topics.RENEWAL_DUE, List.of("rule-decider")),
            Map.entry(Topics.RENEWAL_ASSESSED, List.of("registry")),
            Map.entry(Topics.OFFER_DECIDED, List.of("drafter", "registry")),
            Map.entry(Topics.OFFER_DRAFTED, List.of("guardrail-gate", "registry")),
            Map.entry(Topics.OFFER_QUEUED, List.of("action-service", "notifier", "registry")),
            Map.entry(Topics.OFFER_HELD, List.of("action-service", "notifier", "registry")),
            Map.entry(Topics.OFFER_ACTIONED, List.of("notifier", "registry")));

    private static Product product;
    private static Books books;

    @BeforeAll
    static void start() {
        product = Product.shared();
        books = Books.ready(product);
    }

    @Test
    void poisonOnEveryTopicStopsNobodyAndShowsWithItsConsumer() {
        CONSUMERS.keySet().forEach(topic -> poison(topic, accountFor(topic)));
        poison(Topics.RULEBOOK_PUBLISHED, "9999");

        Customer customer = Customer.ofAcme("after-poison");
        Card card = books.card(customer);
        card.approve(User.MARIA).must(200);

        product.mailbox().awaitOneTo(customer.contactEmail());
        CONSUMERS.forEach((topic, services) -> services.forEach(
                service -> Await.until(service + " set aside what is on " + topic, () -> letter(topic, service)
                        .isPresent())));
        String page = product.as(User.ADA).page("/attention").must(200).text();
        assertThat(page).contains(accountFor(Topics.OFFER_QUEUED)).contains("notifier");
    }

    @Test
    void poisonIsInTheTrailWithItsBytes() {
        poison(Topics.OFFER_QUEUED, "poison-in-the-trail");

        JsonNode entry = Await.value("the entry", () -> {
            JsonNode page = product.as(User.OTTO)
                    .get("/api/audit?account=poison-in-the-trail")
                    .must(200)
                    .json();
            return StreamSupport.stream(page.path("entries").spliterator(), false)
                    .filter(each -> !each.path("decoded").asBoolean())
                    .findFirst();
        });
        assertThat(java.util.Base64.getDecoder().decode(entry.path("body").asText()))
                .isEqualTo(garbage("poison-in-the-trail"));
    }

    @Test
    void aReplayPublishesTheSameBytesUnderTheSameKeyAgain() {
        poison(Topics.TERMS_REPORTED, "poison-replay");
        JsonNode letter = Await.value("the letter", () -> letterOf("poison-replay", "intake"));
        assertThat(letter.path("reason").asText()).isNotBlank();

        JsonNode replayed = product.as(User.ADA)
                .post("/api/dead/" + letter.path("id").asText() + "/replay", Map.of())
                .must(200)
                .json();

        assertThat(replayed.path("settledAs").asText()).isEqualToIgnoringCase("replayed");
        books.outside()
                .topics()
                .awaitBytes(
                        Topics.TERMS_REPORTED,
                        2,
                        Await.PATIENCE,
                        seen -> "acme/poison-replay".equals(seen.key())
                                && java.util.Arrays.equals(seen.bytes(), garbage("poison-replay")));
        // Still unreadable, so it is set aside again, as a letter of its own.
        Await.until("a second letter", () -> letterOf("poison-replay", "intake")
                .filter(again -> !again.path("id").equals(letter.path("id")))
                .isPresent());
    }

    /** Pinned to rules that nobody has published yet, as after a restore that lost the newest. */
    @Test
    void aDeadLetterWhoseCauseIsGoneIsReplayedAndItsRenewalGoesOn() {
        // Given a check under the next version of the rulebook
        Customer customer = Customer.ofAcme("poison-mended");
        books.report(customer);
        int next = books.publishRulebook(User.ADA, books.rulebook("acme")) + 1;
        books.outside().topics().publish(Topics.RENEWAL_DUE, customer.key(), due(customer, next));
        JsonNode letter = Await.value("the letter", () -> letterOf(customer.account(), "rule-decider"));
        assertThat(letter.path("reason").asText()).contains("rulebook");
        assertThat(attention()).contains(customer.account());
        assertThat(books.cardsOf("acme", customer.account())).isEmpty();
        try {
            // When the version is there, and the letter replayed
            assertThat(books.publishRulebook(
                            User.ADA, books.rulebook("acme").replace("requeue_days: 7", "requeue_days: 8")))
                    .isEqualTo(next);
            product.as(User.ADA)
                    .post("/api/dead/" + letter.path("id").asText() + "/replay", Map.of())
                    .must(200);

            // Then it goes all the way to its owner's queue, and nothing is left to attend to
            Card card = books.awaitCard(customer);
            assertThat(card.status()).isEqualTo("queued");
            assertThat(card.now().path("rulebookVersion").asInt()).isEqualTo(next);
            books.awaitState(customer, "QUEUED");
            assertThat(letterOf(customer.account(), "rule-decider")).isEmpty();
            assertThat(attention()).doesNotContain(letter.path("id").asText());
            assertThat(product.as(User.ADA)
                            .page("/accounts/" + customer.account())
                            .must(200)
                            .text())
                    .doesNotContain("Needs attention:");
        } finally {
            books.publishRulebook(User.ADA, books.rulebook("acme"));
        }
    }

    private static String attention() {
        return product.as(User.ADA).page("/attention").must(200).text();
    }

    /** As the daily scan would ask for this account's first draft. */
    private static RenewalDue due(Customer customer, int rulebookVersion) {
        JsonNode account = books.account(customer);
        LocalDate renewal = customer.terms().getRenewalDate();
        return RenewalDue.newBuilder()
                .setTenant(customer.tenant())
                .setAccount(customer.account())
                .setCorrelationId("check-" + customer.account())
                .setCausationId("scan-" + customer.account())
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(account.path("offerId").asText())
                .setBusinessDate(Books.DAY)
                .setRulebookVersion(rulebookVersion)
                .setAccountVersion(account.path("accountVersion").asLong())
                .setMaterialVersion(account.path("materialVersion").asLong())
                .setTerms(customer.terms())
                .setEvidence(customer.evidence())
                .setDaysToRenewal((int) ChronoUnit.DAYS.between(Books.DAY, renewal))
                .setNoticeDeadline(renewal.minusDays(customer.terms().getNoticePeriodDays()))
                .setCycleStatus(CycleStatus.NONE)
                .build();
    }

    @Test
    void anOwnerSeesWhatNeedsAttentionAndCantReplayIt() {
        poison(Topics.TERMS_REPORTED, "poison-owner");
        JsonNode letter = Await.value("the letter", () -> letterOf("poison-owner", "intake"));

        assertThat(product.as(User.MARIA)
                        .post("/api/dead/" + letter.path("id").asText() + "/replay", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anEventThatMakesNoSenseShowsAsRejectedWithItsReason() {
        Customer customer = Customer.ofAcme("nonsense");
        Terms terms = customer.terms();
        terms.setUnitPrice(new BigDecimal("-4.0000"));
        terms.setContactEmail("nobody");

        books.outside().reportTerms(customer, terms);

        JsonNode row = Await.value("the refusal", () -> {
            JsonNode page = product.as(User.ADA)
                    .get("/api/rejected?account=nonsense")
                    .must(200)
                    .json();
            return Optional.ofNullable(page.path("rejections").get(0));
        });
        assertThat(row.path("reasons").findValuesAsText("field")).contains("terms.unitPrice", "terms.contactEmail");
        assertThat(product.as(User.ADA)
                        .page("/rejected?account=nonsense")
                        .must(200)
                        .text())
                .contains("terms.unitPrice")
                .contains("nonsense");
        assertThat(books.account(customer).has("state")).isFalse();
    }

    private static void poison(String topic, String account) {
        books.outside()
                .topics()
                .publishBytes(
                        topic,
                        "acme/" + account,
                        garbage(account),
                        Map.of("ce_id", "poison-" + account, "ce_source", "urn:test:broken", "ce_tenant", "acme"));
    }

    /** Looks like the wire format, with a schema id that no registry gave out. */
    private static byte[] garbage(String account) {
        byte[] text = ("not an event: " + account).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[text.length + 5];
        bytes[1] = 0x7f;
        System.arraycopy(text, 0, bytes, 5, text.length);
        return bytes;
    }

    private static String accountFor(String topic) {
        return "poison-" + topic.replace('.', '-');
    }

    private static Optional<JsonNode> letter(String topic, String service) {
        return letterOf(accountFor(topic), service);
    }

    /** The newest open letter of this account from this service. */
    private static Optional<JsonNode> letterOf(String account, String service) {
        List<JsonNode> letters = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    product.as(User.ADA).get("/api/dead" + after).must(200).json();
            page.path("letters").forEach(letters::add);
            after = page.path("next").isNull() || page.path("next").isMissingNode()
                    ? ""
                    : "?after=" + page.path("next").asText();
        } while (!after.isEmpty());
        return letters.stream()
                .filter(letter -> letter.path("account").asText().equals(account))
                .filter(letter -> letter.path("service").asText().equals(service))
                .findFirst();
    }
}
