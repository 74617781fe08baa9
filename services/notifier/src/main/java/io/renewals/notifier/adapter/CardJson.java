package io.renewals.notifier.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renewals.messaging.Poison;
import io.renewals.notifier.domain.CardFacts;
import io.renewals.notifier.domain.ExceptionAsk;
import io.renewals.notifier.domain.Person;
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
            case Standing.Open open -> write(Map.of("is", "open", "note", open.note(), "undo", open.undo()));
            case Standing.Held held ->
                write(Map.of(
                        "is", "held", "limit", held.limit(), "explanation", held.explanation(), "undo", held.undo()));
            case Standing.Closed closed -> write(Map.of("is", "closed", "line", closed.line(), "undo", closed.undo()));
        };
    }

    static Standing standing(String json) {
        JsonNode node = read(json, JsonNode.class);
        int undo = node.path("undo").asInt();
        return switch (node.path("is").asText()) {
            case "open" -> new Standing.Open(node.path("note").asText(), undo);
            case "held" ->
                new Standing.Held(
                        node.path("limit").asText(), node.path("explanation").asText(), undo);
            default -> new Standing.Closed(node.path("line").asText(), undo);
        };
    }

    /** @param json null: nobody */
    public static Person person(String json) {
        return json == null ? null : read(json, Person.class);
    }

    /** @param json null: none was asked for */
    static ExceptionAsk ask(String json) {
        return json == null ? null : read(json, ExceptionAsk.class);
    }

    /** @param json null: as drafted */
    static CardFacts.Content content(String json) {
        return json == null ? null : read(json, CardFacts.Content.class);
    }

    /** @param value null stays null */
    static String orNull(Object value) {
        return value == null ? null : write(value);
    }

    static CardFacts facts(String json, String content) {
        return read(json, CardFacts.class).with(content(content));
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
