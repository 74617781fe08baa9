package io.renewals.e2e.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Http;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another company's program, in Node with kafkajs and the registry's schemas, against the running product. */
class OutsideClientTest {
    private static final Path CLIENT = Product.repository().resolve("e2e/outside-client");
    private static final String BUSINESS_DATE = Books.DAY.toString();
    private static final String RENEWAL_DATE = Books.DAY.plusDays(41).toString();
    private static final List<String> PUBLIC_TOPICS = List.of("terms.reported", "signal.reported", "outcome.reported");

    private static Product product;

    @BeforeAll
    static void installTheClient() throws Exception {
        assumeTrue(answers("node", "--version") && answers("npm", "--version"), () -> {
            String reason = "skipped: node or npm is not installed, so there is no outside client";
            System.getLogger("outside").log(System.Logger.Level.WARNING, reason);
            return reason;
        });
        assertThat(run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                .as("npm ci")
                .isNotNull();
        product = Product.shared();
        Books.ready(product);
    }

    @Test
    void theirNewAccountBecomesAQueuedCard() throws Exception {
        String account = "outside-" + unique();
        publish("account", account, RENEWAL_DATE);
        awaitFacts(account, 5);
        scan();
        JsonNode card = awaitCard(account);
        assertThat(card.path("currentPlanName").asText()).isEqualTo("Pro");
        assertThat(card.path("proposedPlanName").asText()).isEqualTo("Business");
        JsonNode terms = product.as(User.ADA)
                .get("/api/accounts/" + account)
                .must(200)
                .json()
                .path("terms");
        assertThat(terms.path("unitPrice").decimalValue()).isEqualByComparingTo("49.00");
        assertThat(terms.path("renewalDate").asText()).isEqualTo(RENEWAL_DATE);
    }

    @Test
    void theirMistakeIsShownWithItsReason() throws Exception {
        String account = "mistaken-" + unique();
        publish("invalid", account);
        JsonNode refused = Await.value("the refusal is shown", () -> {
            JsonNode page = product.as(User.ADA)
                    .get("/api/rejected?account=" + account)
                    .must(200)
                    .json();
            return java.util.Optional.of(page.path("rejections")).filter(all -> !all.isEmpty());
        });
        assertThat(refused.findValuesAsText("field")).contains("terms.unitPrice");
        assertThat(product.as(User.ADA).page("/rejected").text()).contains(account);
    }

    @Test
    void theirPoisonOnEveryTopicIsShownAndStopsNobody() throws Exception {
        String poisoned = "poisoned-" + unique();
        publish("poison", poisoned);
        for (String topic : PUBLIC_TOPICS) {
            JsonNode letter =
                    Await.value("the poison on " + topic + " needs attention", () -> letters(poisoned, topic));
            assertThat(letter.path("reason").asText()).isNotBlank();
        }
        assertThat(product.as(User.ADA).page("/attention").text()).contains(poisoned);

        publish("account", poisoned, RENEWAL_DATE);
        awaitFacts(poisoned, 5);
        scan();
        awaitCard(poisoned);
    }

    private static java.util.Optional<JsonNode> letters(String account, String topic) {
        Http.Answer answer = product.as(User.ADA).get("/api/dead").must(200);
        for (JsonNode letter : answer.json().path("letters")) {
            if (letter.path("account").asText().equals(account)
                    && letter.path("topic").asText().equals(topic)) {
                return java.util.Optional.of(letter);
            }
        }
        return java.util.Optional.empty();
    }

    private static void awaitFacts(String account, int signals) {
        Await.until("facts of " + account + " are known", () -> {
            Http.Answer answer = product.as(User.ADA).get("/api/accounts/" + account);
            return answer.isOk() && answer.json().path("evidence").size() == signals;
        });
    }

    private static void scan() {
        product.as(User.ADA)
                .post("/api/scans", Map.of("businessDate", BUSINESS_DATE))
                .must(202);
    }

    private static JsonNode awaitCard(String account) {
        return Await.value("a card of " + account, () -> {
            JsonNode page = product.as(User.MARIA)
                    .get("/api/queue?status=queued&account=" + account)
                    .must(200)
                    .json();
            return java.util.Optional.ofNullable(page.path("cards").get(0));
        });
    }

    /** @return the events the client says it published */
    private static List<String> publish(String command, String account, String... more) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of("node", "publish.js", command, "acme", account));
        words.addAll(List.of(more));
        String said = run(
                Map.of(
                        "BROKER", product.endpoints().kafka(),
                        "REGISTRY", product.endpoints().registry()),
                words.toArray(String[]::new));
        return said.lines().toList();
    }

    private static String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(CLIENT.toFile());
        builder.environment().putAll(environment);
        Path errors = Files.createTempFile("outside-client", ".err");
        Process process = builder.redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("%s ends", List.of(command))
                .isTrue();
        assertThat(process.exitValue())
                .as("%s: %s%s", List.of(command), said, Files.readString(errors))
                .isZero();
        return said;
    }

    private static boolean answers(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
