package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/** The stand-in for the model: what it is to do wrong, and how often it was called. */
public final class ModelStandIn {
    private final Http http;

    ModelStandIn(URI standIn) {
        this.http = new Http(standIn, Http.User.NOBODY);
    }

    /** @param mode such as fabricate_numbers, throttle, stall or fail; for all calls to come until {@link #answersWell} */
    public void misbehaves(String mode) {
        http.post("/control/mode", Map.of("mode", mode)).must(200);
    }

    /** @param ms for stall: how late the answer is */
    public void misbehaves(String mode, int calls, long ms) {
        http.post("/control/mode", Map.of("mode", mode, "calls", calls, "ms", ms))
                .must(200);
    }

    public void answersWell() {
        http.post("/control/mode", Map.of("mode", "ok")).must(200);
    }

    public long callsFor(String offerId) {
        return calls().path("by_offer").path(offerId).asLong(0);
    }

    /** {@code total}, {@code by_model}, {@code by_offer}, {@code calls}. */
    public JsonNode calls() {
        return http.get("/control/calls").must(200).json();
    }
}
