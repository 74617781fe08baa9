package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import java.util.Locale;

/** A Web API call's arguments, whether they came as JSON, as form fields or in the query. */
record Arguments(ObjectNode fields) {
    static Arguments of(Request request) {
        ObjectNode fields = Json.object();
        request.query().forEach(fields::put);
        boolean json = request.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("application/json");
        if (json && request.json() instanceof ObjectNode body) {
            fields.setAll(body);
        } else if (!json) {
            request.form().forEach(fields::put);
        }
        return new Arguments(fields);
    }

    String text(String name) {
        return fields.path(name).asText("");
    }

    boolean has(String name) {
        return fields.hasNonNull(name) && !text(name).isEmpty()
                || fields.path(name).isContainerNode();
    }

    /** A nested value; forms send it as a string of JSON. @throws SlackError with the code given when it is none */
    JsonNode nested(String name, String refusal) {
        JsonNode value = fields.path(name);
        if (!value.isTextual()) {
            return value.isNull() ? MissingNode.getInstance() : value;
        }
        try {
            return value.textValue().isEmpty() ? MissingNode.getInstance() : Json.parse(value.textValue());
        } catch (BadRequest e) {
            throw new SlackError(refusal);
        }
    }

    ArrayNode blocks() {
        JsonNode blocks = nested("blocks", "invalid_blocks_format");
        if (blocks.isMissingNode()) {
            return Json.array();
        }
        if (blocks instanceof ArrayNode array) {
            return array.deepCopy();
        }
        throw new SlackError("invalid_blocks_format");
    }

    ObjectNode view() {
        if (nested("view", "invalid_arguments") instanceof ObjectNode view) {
            return view;
        }
        throw new SlackError("invalid_arguments");
    }
}
