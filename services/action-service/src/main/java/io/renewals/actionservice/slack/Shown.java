package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The card that a button or a modal was made for, as its value carries it.
 *
 * @param sha256 of the message that was shown there
 * @param sequence of the action that an undo is about; 0: none
 */
record Shown(String tenant, String offer, int revision, String sha256, int sequence) {
    Shown(String tenant, String offer, int revision, String sha256) {
        this(tenant, offer, revision, sha256, 0);
    }

    /** Empty where the text is no such value. */
    static Optional<Shown> read(ObjectMapper json, String text) {
        try {
            JsonNode value = json.readTree(text);
            boolean whole = value.path("tenant").isTextual()
                    && value.path("offer").isTextual()
                    && value.path("revision").isInt();
            return whole
                    ? Optional.of(new Shown(
                            value.path("tenant").textValue(),
                            value.path("offer").textValue(),
                            value.path("revision").intValue(),
                            value.path("sha256").asText(""),
                            value.path("sequence").asInt(0)))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("tenant", tenant);
        value.put("offer", offer);
        value.put("revision", revision);
        value.put("sha256", sha256);
        if (sequence > 0) {
            value.put("sequence", sequence);
        }
        return value;
    }
}
