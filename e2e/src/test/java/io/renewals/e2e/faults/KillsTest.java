package io.renewals.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 500 renewals while every part is killed in turn with work in its hands, then 500 approvals under the same kills. Nothing may be
 * lost, nothing may happen twice, and the record has to hold.
 */
@Tag("long")
class KillsTest {
    private static final int RENEWALS = 500;
    /** Mails that one action-service attempts at once: what a kill may leave in doubt. */
    private static final int SENDS_IN_FLIGHT = 4;
    /** Model calls of an offer whose first attempt died with the drafter. */
    private static final int MOST_CALLS = 2;
    /** A model that takes its time has calls under way when a drafter dies. */
    private static final int MODEL_MS = 100;

    private static final int MANY_CALLS = 1_000_000;
    /** Model calls one drafter makes at once. */
    private static final int MODEL_CALLS_IN_FLIGHT = 4;

    @Test
    void everyServiceInTurn() {
        try (Product product = Product.with().env("PHRASER", "bedrock").start()) {
            run(product, Kills.ofServices(product), RENEWALS);
        }
    }

    @Test
    void everyServiceInTurnWithTwoReplicas() {
        try (Product product =
                Product.with().env("PHRASER", "bedrock").replicas(2).start()) {
            run(product, Kills.ofReplicas(product), RENEWALS);
        }
    }

    @Test
    void brokerAndDatabase() {
        try (Product product = Product.with().env("PHRASER", "bedrock").start()) {
            run(product, Kills.of(product, "kafka", "postgres"), RENEWALS);
        }
    }

    private static void run(Product product, Kills kills, int count) {
        Renewals renewals = new Renewals(product);
        renewals.putRulebook();
        product.model().misbehaves("stall", MANY_CALLS, MODEL_MS);
        List<Crowd> waves = waves(kills.order().size(), count);
        Instant begun = Instant.now();
        for (int i = 0; i < waves.size(); i++) {
            flow(renewals, kills, kills.order().get(i), waves.get(i));
        }
        List<String> accounts =
                waves.stream().flatMap(wave -> wave.accounts().stream()).toList();
        renewals.awaitQueued(accounts);
        renewals.assertQueuedOnce(accounts);
        say("%d queued, none twice, %d kills, after %d s", accounts.size(), waves.size(), since(begun));
        assertModelCalls(product, kills, waves);

        for (int i = 0; i < waves.size(); i++) {
            CompletableFuture<Void> killed = kills.atApproval(kills.order().get(i));
            renewals.approve(waves.get(i).accounts());
            killed.join();
        }
        int doubtful = renewals.assertMailedOnce(accounts);
        say("%d approved: %d sent, %d in doubt", accounts.size(), accounts.size() - doubtful, doubtful);
        assertThat(doubtful).isLessThanOrEqualTo(SENDS_IN_FLIGHT * endsOfSends(kills));

        renewals.assertNothingDead();
        renewals.assertReconciled();
        say("the trail verifies: %d entries; reconcile finds nothing", renewals.assertTrailVerifies());
    }

    /** One wave: its facts come in, it is scanned, and the part dies as soon as it has something to do with it. */
    private static void flow(Renewals renewals, Kills kills, String part, Crowd wave) {
        CompletableFuture<Void> killed = kills.atWork(part);
        wave.publish(renewals.topics());
        renewals.awaitKnown(wave);
        renewals.scan();
        killed.join();
    }

    /** Ends of an action-service, or of what it writes outcomes to, while mails may be on their way. */
    private static int endsOfSends(Kills kills) {
        return (int) kills.order().stream()
                .filter(part -> part.startsWith("action-service") || part.equals("postgres"))
                .count();
    }

    private static void assertModelCalls(Product product, Kills kills, List<Crowd> waves) {
        JsonNode calls = product.model().calls();
        Map<Long, Integer> offersByCalls = new HashMap<>();
        for (JsonNode of : calls.path("by_offer")) {
            offersByCalls.merge(of.asLong(), 1, Integer::sum);
        }
        say("model calls: %s in all; offers by number of calls %s", calls.path("total"), offersByCalls);
        assertThat(offersByCalls.keySet()).allMatch(number -> number <= MOST_CALLS);
        int offers = waves.stream().mapToInt(Crowd::count).sum();
        assertThat(offersByCalls.getOrDefault(2L, 0))
                .isLessThanOrEqualTo(MODEL_CALLS_IN_FLIGHT * kills.order().size());
        assertThat(offersByCalls.values().stream().mapToInt(Integer::intValue).sum())
                .isLessThanOrEqualTo(offers);
    }

    private static List<Crowd> waves(int waves, int count) {
        List<Crowd> all = new ArrayList<>();
        for (int i = 0; i < waves; i++) {
            all.add(new Crowd("wave" + (char) ('a' + i), count / waves + (i < count % waves ? 1 : 0)));
        }
        return all;
    }

    private static long since(Instant begun) {
        return Duration.between(begun, Instant.now()).toSeconds();
    }

    /** Into the test's output: the figures are part of the result. */
    private static void say(String format, Object... values) {
        System.getLogger("faults").log(System.Logger.Level.INFO, format.formatted(values));
    }
}
