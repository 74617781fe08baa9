package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Every Web API call with what it was answered; counts are complete, of the calls the latest few thousand are kept. */
final class CallLog {
    private static final int KEPT = 10_000;

    private final InstantSource clock;
    private final Deque<ObjectNode> calls = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long total;

    CallLog(InstantSource clock) {
        this.clock = clock;
    }

    /** @param error empty when the call was answered {@code ok} */
    synchronized void add(String method, String team, String channel, int status, String error, String fault) {
        if (calls.size() >= KEPT) {
            calls.removeFirst();
        }
        counts.merge(method, 1L, Long::sum);
        calls.add(Json.object()
                .put("n", ++total)
                .put("at", clock.instant().toString())
                .put("method", method)
                .put("team", team)
                .put("channel", channel)
                .put("status", status)
                .put("ok", error.isEmpty() && status == 200)
                .put("error", error)
                .put("fault", fault));
    }

    synchronized ObjectNode asRecord() {
        ObjectNode node = Json.object().put("total", total);
        counts.forEach(node.putObject("counts")::put);
        ArrayNode list = node.putArray("calls");
        calls.forEach(list::add);
        return node;
    }

    synchronized void reset() {
        calls.clear();
        counts.clear();
        total = 0;
    }
}
