package io.renewals.standins.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Every model call received, counted per model and per offer when it arrives: also those that are never answered. */
final class ModelCalls {
    private static final int KEPT = 10_000;

    private final InstantSource clock;
    private final Deque<ObjectNode> calls = new ArrayDeque<>();
    private final Map<String, Long> byModel = new TreeMap<>();
    private final Map<String, Long> byOffer = new TreeMap<>();
    private long total;

    ModelCalls(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(String model, Prompt prompt, String mode) {
        if (calls.size() >= KEPT) {
            calls.removeFirst();
        }
        byModel.merge(model, 1L, Long::sum);
        if (!prompt.offerId().isEmpty()) {
            byOffer.merge(prompt.offerId(), 1L, Long::sum);
        }
        calls.add(Json.object()
                .put("n", ++total)
                .put("at", clock.instant().toString())
                .put("model", model)
                .put("offer_id", prompt.offerId())
                .put("play", prompt.play())
                .put("tool", prompt.tool())
                .put("placeholders", prompt.placeholders().size())
                .put("evidence", prompt.evidence().size())
                .put("mode", mode));
    }

    synchronized ObjectNode asRecord() {
        ObjectNode node = Json.object().put("total", total);
        byModel.forEach(node.putObject("by_model")::put);
        byOffer.forEach(node.putObject("by_offer")::put);
        ArrayNode list = node.putArray("calls");
        calls.forEach(list::add);
        return node;
    }

    synchronized long ofOffer(String offerId) {
        return byOffer.getOrDefault(offerId, 0L);
    }

    synchronized long total() {
        return total;
    }

    synchronized void reset() {
        calls.clear();
        byModel.clear();
        byOffer.clear();
        total = 0;
    }
}
