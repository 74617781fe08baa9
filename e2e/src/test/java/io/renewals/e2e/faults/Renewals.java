package io.renewals.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Http;
import io.renewals.e2e.product.Http.Answer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.TestTopics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What persons and other systems do with a product whose parts die under them: they ask again until it answers. */
final class Renewals {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int APPROVERS = 6;
    private static final int PAGE = 500;
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final Product product;
    private final TestTopics topics;
    /** Of tests before on the same product. */
    private final Set<String> deadBefore;

    private final Set<String> differentBefore;

    Renewals(Product product) {
        this.product = product;
        this.topics = product.topics("/crm");
        this.deadBefore = deadLetters();
        this.differentBefore = differences().orElse(Set.of());
    }

    TestTopics topics() {
        return topics;
    }

    void putRulebook() {
        Books.ready(product);
    }

    /** Waits until the registry has terms and both signals of each account. */
    void awaitKnown(Crowd crowd) {
        for (String account : crowd.accounts()) {
            Await.until("terms and signals of " + account + " are known", PATIENCE, () -> isKnown(account));
        }
    }

    private boolean isKnown(String account) {
        Answer answer = ask(() -> product.as(User.ADA).get("/api/accounts/" + account));
        return answer.isOk() && answer.json().path("evidence").size() >= Crowd.SIGNALS;
    }

    private static String next(String after) {
        return after.isEmpty() ? "" : "&after=" + after;
    }

    /** @return the scan's id */
    String scan() {
        Answer answer = ask(
                () -> product.as(User.ADA).post("/api/scans", Map.of("businessDate", Crowd.BUSINESS_DATE.toString())));
        return answer.must(202).json().path("id").asText();
    }

    /** Cards of these accounts by status, every page of them. */
    private Map<String, List<JsonNode>> cards(Collection<String> accounts) {
        Set<String> wanted = Set.copyOf(accounts);
        Map<String, List<JsonNode>> byStatus = new HashMap<>();
        String after = "";
        do {
            String path = "/api/queue?status=all&size=" + PAGE + next(after);
            Answer answer = ask(() -> product.as(User.ADA).get(path));
            for (JsonNode card : answer.must(200).json().path("cards")) {
                if (wanted.contains(card.path("account").asText())) {
                    byStatus.computeIfAbsent(card.path("status").asText().toLowerCase(), any -> new ArrayList<>())
                            .add(card);
                }
            }
            after = answer.json().path("next").asText("");
        } while (!after.isEmpty() && !after.equals("null"));
        return byStatus;
    }

    void awaitQueued(List<String> accounts) {
        Await.until(
                accounts.size() + " cards are queued",
                PATIENCE,
                () -> cards(accounts).getOrDefault("queued", List.of()).size() >= accounts.size());
    }

    /** Every account has one queued card, and whatever its events say twice is the very same event. */
    void assertQueuedOnce(List<String> accounts) {
        List<String> queued = cards(accounts).getOrDefault("queued", List.of()).stream()
                .map(card -> card.path("account").asText())
                .toList();
        assertThat(queued).containsExactlyInAnyOrderElementsOf(accounts);
        Map<String, Set<String>> ids = new HashMap<>();
        for (Seen<OfferQueued> event : queued(accounts)) {
            ids.computeIfAbsent(event.value().getAccount(), any -> new HashSet<>())
                    .add(event.value().getOfferId() + " " + event.headers().get("ce_id"));
        }
        assertThat(ids.keySet()).containsExactlyInAnyOrderElementsOf(accounts);
        assertThat(ids).allSatisfy((account, distinct) -> assertThat(distinct).hasSize(1));
    }

    /** The schema registry answers 500 for a moment after its database was killed. */
    private List<Seen<OfferQueued>> queued(List<String> accounts) {
        Set<String> keys =
                accounts.stream().map(account -> Crowd.TENANT + "/" + account).collect(Collectors.toSet());
        List<Seen<OfferQueued>> all = new ArrayList<>();
        Await.until("offer.queued can be read", PATIENCE, () -> {
            try {
                all.addAll(topics.all(Topics.OFFER_QUEUED, OfferQueued.class, keys::contains));
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
        return all;
    }

    /** Approves the queued cards of these accounts as their owner, several at once, repeating a request until it is answered. */
    void approve(List<String> accounts) {
        List<JsonNode> queued = cards(accounts).getOrDefault("queued", List.of());
        try (ExecutorService threads = Executors.newFixedThreadPool(APPROVERS)) {
            List<Future<?>> done = queued.stream()
                    .<Future<?>>map(card ->
                            threads.submit(() -> approve(card.path("offerId").asText())))
                    .toList();
            for (Future<?> each : done) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while approving", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("an approval failed for good", e.getCause());
        }
    }

    private void approve(String offerId) {
        Http maria = product.as(User.MARIA);
        JsonNode card = ask(() -> maria.get("/api/cards/" + offerId)).must(200).json();
        Map<String, Object> request = Map.of(
                "sha256", card.path("message").path("sha256").asText(),
                "revision", card.path("revision").asInt());
        ask(() -> maria.post("/api/cards/" + offerId + "/approve", request, Map.of("Idempotency-Key", "ok-" + offerId)))
                .must(200);
    }

    /** Each card is sent with one mail, or in doubt with at most one; @return how many are in doubt */
    int assertMailedOnce(List<String> accounts) {
        Await.until("no mail is on its way", PATIENCE, () -> {
            Map<String, List<JsonNode>> cards = cards(accounts);
            int settled = cards.getOrDefault("sent", List.of()).size()
                    + cards.getOrDefault("unknown", List.of()).size();
            return settled == accounts.size();
        });
        Map<String, Long> mails = product.mailbox().all().stream()
                .filter(mail -> mail.recipient().startsWith("buyer@"))
                .collect(Collectors.groupingBy(mail -> mail.recipient(), Collectors.counting()));
        Map<String, List<JsonNode>> cards = cards(accounts);
        for (JsonNode card : cards.getOrDefault("sent", List.of())) {
            String account = card.path("account").asText();
            assertThat(mails.get(Crowd.contact(account)))
                    .as("mails of %s, which is sent", account)
                    .isEqualTo(1);
        }
        for (JsonNode card : cards.getOrDefault("unknown", List.of())) {
            String account = card.path("account").asText();
            assertThat(mails.getOrDefault(Crowd.contact(account), 0L))
                    .as("mails of %s, which is in doubt", account)
                    .isLessThanOrEqualTo(1);
        }
        return cards.getOrDefault("unknown", List.of()).size();
    }

    /** @return how many entries were followed */
    long assertTrailVerifies() {
        JsonNode verified = ask(() -> product.as(User.OTTO).get("/api/audit/verify"))
                .must(200)
                .json();
        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isTrue();
        return verified.path("entries").asLong();
    }

    /** The book and the cards agree, but where they did not before; what is on its way is given the time to arrive. */
    void assertReconciled() {
        Await.until("reconcile finds nothing new", PATIENCE, () -> differences()
                .filter(differentBefore::containsAll)
                .isPresent());
    }

    /** Accounts in which book and cards differ now; empty: they could not be compared. */
    private Optional<Set<String>> differences() {
        JsonNode run = ask(() -> product.as(User.ADA).post("/api/reconcile", Map.of()))
                .must(200)
                .json();
        return Optional.of(run)
                .filter(compared -> compared.path("failure").isNull())
                .map(compared -> Set.copyOf(compared.path("differences").findValuesAsText("account")));
    }

    /** Nothing since the beginning. */
    void assertNothingDead() {
        assertThat(deadBefore).containsAll(deadLetters());
    }

    /** Each as the attention page lists it, with its id. */
    private Set<String> deadLetters() {
        JsonNode letters = ask(() -> product.as(User.ADA).get("/api/dead"))
                .must(200)
                .json()
                .path("letters");
        return StreamSupport.stream(letters.spliterator(), false)
                .map(JsonNode::toString)
                .collect(Collectors.toSet());
    }

    /** Repeats a request while a part is away. */
    private static Answer ask(Supplier<Answer> request) {
        Answer[] answer = {null};
        Await.until("an answer", PATIENCE, () -> {
            try {
                answer[0] = request.get();
                return !PASSING.contains(answer[0].status()) && answer[0].status() != 500;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
        return answer[0];
    }
}
