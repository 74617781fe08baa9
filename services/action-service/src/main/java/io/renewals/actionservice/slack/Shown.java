package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/**
 * The card that a button or a modal was made for, as its value carries it.
 *
 * @param sha256 of the message that was shown there
 */
record Shown(String tenant, String offer, int revision, String sha256) {
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
                            value.path("sha256").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Map<String, Object> asValue() {
        return Map.of("tenant", tenant, "offer", offer, "revision", revision, "sha256", sha256);
    }
}
