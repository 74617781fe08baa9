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
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that nobody can read, on every topic that is consumed: they are set aside and shown, and everything else flows. */
@ExtendWith(ShowsLog.class)
class PoisonTest {
    /** As the services' sources name it; audit-sink hears everything and sets nothing aside. */
    private static final Pattern HEARS = Pattern.compile("@Incoming\\(Topics\\.(\\w+)\\)");

    /** Who hears what, so who has to set it aside: topic to services. */
    private static Map<String, Set<String>> consumers;

    private static Product product;
    private static Books books;

    @BeforeAll
    static void start() throws IOException, ReflectiveOperationException {
        product = Product.shared();
        books = Books.ready(product);
        consumers = consumers();
    }

    private static Map<String, Set<String>> consumers() throws IOException, ReflectiveOperationException {
        Map<String, Set<String>> consumers = new TreeMap<>();
        for (String service : Product.SERVICES) {
            Path sources = Product.repository().resolve("services").resolve(service + "/src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher hears = HEARS.matcher(Files.readString(file));
                    while (hears.find()) {
                        String topic =
                                (String) Topics.class.getField(hears.group(1)).get(null);
                        consumers.computeIfAbsent(topic, any -> new TreeSet<>()).add(service);
                    }
                }
            }
        }
        return consumers;
    }

    @Test
    void poisonOnEveryTopicStopsNobodyAndShowsWithItsConsumer() {
        assertThat(consumers)
                .hasSizeGreaterThanOrEqualTo(16)
                .containsEntry(Topics.ACCOUNT_CHANGED, Set.of("action-service", "intake"))
                .containsEntry(Topics.OFFER_QUEUED, Set.of("action-service", "notifier", "registry"));
        consumers.keySet().forEach(topic -> poison(topic, accountFor(topic)));

        Customer customer = Customer.ofAcme("after-poison");
        Card card = books.card(customer);
        card.approve(User.MARIA).must(200);

        product.mailbox().awaitOneTo(customer.contactEmail());
        consumers.forEach((topic, services) -> services.forEach(
                service -> Await.until(service + " set aside what is on " + topic, () -> letter(topic, service)
                        .isPresent())));
        String page = product.as(User.ADA).page("/attention").must(200).text();
        assertThat(page).contains(accountFor(Topics.OFFER_QUEUED)).contains("notifier");
    }

    /** Rulebooks are read by every replica for itself, so nobody sets them aside: what can't be read is passed over. */
    @Test
    void poisonBetweenRulebooksLeavesTheNextOneInForce() {
        poison(Topics.RULEBOOK_PUBLISHED, "9999");
        int next =
                books.publishRulebook(User.ADA, books.rulebook("acme").replace("requeue_days: 7", "requeue_days: 9"));
        try {
            Card card = books.card(Customer.ofAcme("after-rulebook-poison"));

            assertThat(card.status()).isEqualTo("queued");
            assertThat(card.now().path("rulebookVersion").asInt()).isEqualTo(next);
            card.approve(User.MARIA).must(200);
            card.awaitStatus("sent");
        } finally {
            books.publishRulebook(User.ADA, books.rulebook("acme"));
        }
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
