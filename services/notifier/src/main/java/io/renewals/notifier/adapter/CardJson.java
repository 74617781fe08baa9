package io.renewals.notifier.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renewals.messaging.Poison;
import io.renewals.notifier.domain.CardFacts;
import io.renewals.notifier.domain.Standing;
import java.util.Map;

/** What is stored of a card, as JSON. */
public final class CardJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CardJson() {}

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card's own records can always be written", e);
        }
    }

    static String of(Standing standing) {
        return switch (standing) {
            case Standing.Open open -> write(Map.of("is", "open", "note", open.note()));
            case Standing.Held held ->
                write(Map.of("is", "held", "limit", held.limit(), "explanation", held.explanation()));
            case Standing.Closed closed -> write(Map.of("is", "closed", "line", closed.line()));
        };
    }

    static Standing standing(String json) {
        JsonNode node = read(json, JsonNode.class);
        return switch (node.path("is").asText()) {
            case "open" -> new Standing.Open(node.path("note").asText());
            case "held" ->
                new Standing.Held(
                        node.path("limit").asText(), node.path("explanation").asText());
            default -> new Standing.Closed(node.path("line").asText());
        };
    }

    static CardFacts facts(String json, String content) {
        CardFacts facts = read(json, CardFacts.class);
        return content == null ? facts : facts.with(read(content, CardFacts.Content.class));
    }

    /** @throws Poison where somebody else's JSON is none */
    static JsonNode foreign(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Poison("the snapshot of the card is no JSON: " + e.getOriginalMessage());
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
        }
    }
}
