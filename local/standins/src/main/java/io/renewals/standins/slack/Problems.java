package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a payload, worded and pointed at as Slack does in {@code response_metadata.messages}. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String pointer, String message) {
        found.add("[ERROR] " + message + " [json-pointer:" + pointer + "]");
    }

    List<String> all() {
        return List.copyOf(found);
    }

    void atMost(String pointer, int size, int limit, String unit) {
        if (size > limit) {
            add(pointer, "no more than " + limit + " " + unit + " allowed");
        }
    }

    /** Holds an optional string against its longest allowed length in UTF-16 units. */
    void length(String pointer, JsonNode value, int limit) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isTextual()) {
            add(pointer, "must be a string");
        } else if (value.textValue().length() > limit) {
            add(pointer, "must be less than " + (limit + 1) + " characters");
        }
    }

    /** Holds a required or optional text object against type and length. */
    void text(String pointer, JsonNode text, int limit, boolean required, boolean mrkdwnAllowed) {
        if (text.isMissingNode() || text.isNull()) {
            if (required) {
                add(pointer, "missing required field: " + pointer.substring(pointer.lastIndexOf('/') + 1));
            }
            return;
        }
        String type = text.path("type").asText();
        if (!text.isObject() || !(type.equals("plain_text") || type.equals("mrkdwn"))) {
            add(pointer, "must be a text object");
        } else if (type.equals("mrkdwn") && !mrkdwnAllowed) {
            add(pointer + "/type", "must be a valid enum value: plain_text");
        } else if (!text.path("text").isTextual()
                || text.path("text").textValue().isEmpty()) {
            add(pointer + "/text", "must be more than 0 characters");
        } else {
            length(pointer + "/text", text.path("text"), limit);
        }
    }
}
