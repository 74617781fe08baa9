package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.Json;
import io.renewals.standins.slack.BlockIds.Placed;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person entered, in the shape of Slack's {@code state.values}: block id to action id to typed value. */
final class Entries {
    private Entries() {}

    /** The values blocks start with: their {@code initial_*} fields, null where there are none. */
    static ObjectNode initial(ArrayNode blocks) {
        ObjectNode values = Json.object();
        for (Placed placed : BlockIds.elements(blocks)) {
            String type = placed.element().path("type").asText();
            if (!type.equals("button") && !type.equals("overflow")) {
                values.withObjectProperty(placed.blockId()).set(placed.actionId(), initial(placed.element(), type));
            }
        }
        return values;
    }

    private static ObjectNode initial(ObjectNode element, String type) {
        ObjectNode value = Json.object().put("type", type);
        return switch (type) {
            case "static_select", "radio_buttons" -> value.set("selected_option", orNull(element, "initial_option"));
            case "checkboxes" -> value.set("selected_options", Json.arrayAt(element, "initial_options"));
            case "datepicker" -> value.set("selected_date", orNull(element, "initial_date"));
            default -> value.set("value", orNull(element, "initial_value"));
        };
    }

    private static JsonNode orNull(ObjectNode element, String field) {
        return element.has(field) ? element.get(field) : Json.object().nullNode();
    }

    /** What was entered into the old view's elements that the new one still has. */
    static ObjectNode surviving(ObjectNode view, ObjectNode old) {
        ObjectNode values = Json.object();
        for (Placed placed : BlockIds.elements(Json.arrayAt(view, "blocks"))) {
            JsonNode kept =
                    old.path("state").path("values").path(placed.blockId()).path(placed.actionId());
            if (kept.isObject()) {
                values.withObjectProperty(placed.blockId()).set(placed.actionId(), kept);
            }
        }
        return values;
    }

    /**
     * The blocks' initial values, with those entered before and now laid over them.
     *
     * @param before in Slack's shape
     * @param entered block id to action id to the raw value: a string, an option's value, a list of such, or null; or
     *     action id to raw value where the block does not matter
     */
    static ObjectNode of(ArrayNode blocks, JsonNode before, JsonNode entered) {
        ObjectNode values = initial(blocks);
        for (Placed placed : BlockIds.elements(blocks)) {
            JsonNode slot = values.path(placed.blockId()).path(placed.actionId());
            if (slot.isMissingNode()) {
                continue;
            }
            ObjectNode block = (ObjectNode) values.get(placed.blockId());
            JsonNode kept = before.path(placed.blockId()).path(placed.actionId());
            if (kept.isObject()) {
                block.set(placed.actionId(), kept);
            }
            JsonNode inBlock = entered.path(placed.blockId());
            JsonNode raw = inBlock.isObject() ? inBlock.path(placed.actionId()) : entered.path(placed.actionId());
            if (!raw.isMissingNode()) {
                block.set(placed.actionId(), typed(placed.element(), raw));
            }
        }
        return values;
    }

    /** One raw value as Slack types it for this element. @throws BadRequest when an option is not offered */
    static ObjectNode typed(ObjectNode element, JsonNode raw) {
        String type = element.path("type").asText();
        ObjectNode value = Json.object().put("type", type);
        boolean none = raw.isNull() || raw.isTextual() && raw.textValue().isEmpty();
        return switch (type) {
            case "static_select", "radio_buttons", "overflow" ->
                value.set("selected_option", none ? value.nullNode() : option(element, raw));
            case "checkboxes" -> {
                ArrayNode chosen = value.putArray("selected_options");
                raw.forEach(each -> chosen.add(option(element, each)));
                yield value;
            }
            case "datepicker" -> value.set("selected_date", none ? value.nullNode() : raw);
            default -> none ? value.putNull("value") : value.put("value", raw.asText());
        };
    }

    private static JsonNode option(ObjectNode element, JsonNode raw) {
        String wanted = raw.isObject() ? raw.path("value").asText() : raw.asText();
        ArrayNode options = Json.array().addAll(Json.arrayAt(element, "options"));
        Json.arrayAt(element, "option_groups").forEach(group -> options.addAll(Json.arrayAt(group, "options")));
        for (JsonNode option : options) {
            if (option.path("value").asText().equals(wanted)) {
                return option;
            }
        }
        throw new BadRequest("no option with value '" + wanted + "' in "
                + element.path("action_id").asText());
    }

    /** What Slack's own client refuses before it submits anything: block id to the message at the field. */
    static Map<String, String> refusals(ArrayNode blocks, ObjectNode values) {
        Map<String, String> refusals = new LinkedHashMap<>();
        for (Placed placed : BlockIds.elements(blocks)) {
            if (placed.block().path("type").asText().equals("input")) {
                String refusal = refusal(placed, values.path(placed.blockId()).path(placed.actionId()));
                if (!refusal.isEmpty()) {
                    refusals.put(placed.blockId(), refusal);
                }
            }
        }
        return refusals;
    }

    private static String refusal(Placed placed, JsonNode value) {
        String text = value.path("value").asText("");
        boolean empty =
                (value.path("value").isMissingNode() || value.path("value").isNull() || text.isEmpty())
                        && !value.path("selected_option").isObject()
                        && !value.path("selected_date").isTextual()
                        && value.path("selected_options").isEmpty();
        if (empty) {
            return placed.block().path("optional").asBoolean() ? "" : "Please complete this required field.";
        }
        ObjectNode element = placed.element();
        return switch (element.path("type").asText()) {
            case "plain_text_input" -> lengthRefusal(element, text.length());
            case "number_input" -> numberRefusal(element, text);
            default -> "";
        };
    }

    private static String lengthRefusal(ObjectNode element, int length) {
        int most = element.path("max_length").asInt(ElementLimits.INPUT);
        int least = element.path("min_length").asInt(0);
        if (length > most) {
            return "Please enter no more than " + most + " characters.";
        }
        return length < least ? "Please enter at least " + least + " characters." : "";
    }

    private static String numberRefusal(ObjectNode element, String text) {
        if (!text.matches("-?\\d+(\\.\\d+)?")) {
            return "Please enter a number.";
        }
        if (text.contains(".") && !element.path("is_decimal_allowed").asBoolean()) {
            return "Please enter a whole number.";
        }
        BigDecimal number = new BigDecimal(text);
        if (element.has("min_value") && number.compareTo(bound(element, "min_value")) < 0) {
            return "Please enter a number of at least " + bound(element, "min_value") + ".";
        }
        if (element.has("max_value") && number.compareTo(bound(element, "max_value")) > 0) {
            return "Please enter a number of at most " + bound(element, "max_value") + ".";
        }
        return "";
    }

    private static BigDecimal bound(ObjectNode element, String field) {
        return new BigDecimal(element.path(field).asText());
    }
}
