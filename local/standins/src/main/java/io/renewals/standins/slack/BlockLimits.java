package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.standins.http.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Slack's documented limits of messages, modals and home tabs. Lengths count UTF-16 units, never fewer than Slack
 * counts, so what passes here passes there.
 */
public final class BlockLimits {
    public static final int MESSAGE_BLOCKS = 50;
    public static final int VIEW_BLOCKS = 100;
    public static final int SECTION_TEXT = 3_000;
    public static final int FIELDS = 10;
    public static final int FIELD_TEXT = 2_000;
    public static final int HEADER_TEXT = 150;
    public static final int VIEW_TITLE = 24;
    public static final int PRIVATE_METADATA = 3_000;
    /** A message's text without blocks. */
    public static final int MESSAGE_TEXT = 40_000;
    /** All text of a message's blocks, each block and element counted with {@link #CONTAINER_WEIGHT} more. */
    public static final int MESSAGE_WEIGHT = 13_000;

    private static final int CONTAINER_WEIGHT = 20;
    private static final int VIEW_BYTES = 250_000;

    private final Problems problems = new Problems();
    private final ElementLimits elements = new ElementLimits(problems);

    private BlockLimits() {}

    /** What is wrong with a message's blocks; empty when Slack would take them. */
    public static List<String> ofMessage(ArrayNode blocks) {
        BlockLimits limits = new BlockLimits();
        limits.blocks("/blocks", blocks, MESSAGE_BLOCKS);
        return limits.problems.all();
    }

    /** Whether the message as a whole is longer than Slack takes. */
    public static boolean tooLong(ArrayNode blocks) {
        return weight(blocks) > MESSAGE_WEIGHT;
    }

    /** What is wrong with the answer to a slash command or with what goes to a response URL. */
    public static List<String> ofReply(JsonNode reply) {
        BlockLimits limits = new BlockLimits();
        limits.problems.length("/text", reply.path("text"), MESSAGE_TEXT);
        ArrayNode blocks = Json.arrayAt(reply, "blocks");
        limits.blocks("/blocks", blocks, MESSAGE_BLOCKS);
        if (tooLong(blocks)) {
            limits.problems.add("/blocks", "the blocks together exceed " + MESSAGE_WEIGHT);
        }
        return limits.problems.all();
    }

    /** What is wrong with the answer to a submitted form. @param view the form, whose blocks errors are shown at */
    public static List<String> ofSubmissionAnswer(JsonNode answer, JsonNode view) {
        BlockLimits limits = new BlockLimits();
        switch (answer.path("response_action").asText()) {
            case "errors" -> limits.errors(answer.path("errors"), view);
            case "update", "push" -> limits.view(answer.path("view"));
            case "clear", "" -> {
                // nothing more to say
            }
            default ->
                limits.problems.add("/response_action", "must be a valid enum value: errors, update, push, clear");
        }
        return limits.problems.all();
    }

    private void errors(JsonNode errors, JsonNode view) {
        if (errors.isEmpty()) {
            problems.add("/errors", "must name at least one block");
        }
        errors.properties().forEach(error -> {
            boolean isInput = Json.arrayAt(view, "blocks")
                    .valueStream()
                    .filter(block -> block.path("type").asText().equals("input"))
                    .anyMatch(block -> block.path("block_id").asText().equals(error.getKey()));
            if (!isInput || !error.getValue().isTextual()) {
                problems.add("/errors/" + error.getKey(), "must be a message at the block_id of an input");
            }
        });
    }

    /** What is wrong with a modal or home view; empty when Slack would take it. */
    public static List<String> ofView(JsonNode view) {
        BlockLimits limits = new BlockLimits();
        limits.view(view);
        return limits.problems.all();
    }

    private void view(JsonNode view) {
        String type = view.path("type").asText();
        problems.length("/view/private_metadata", view.path("private_metadata"), PRIVATE_METADATA);
        problems.length("/view/callback_id", view.path("callback_id"), ElementLimits.ID);
        problems.length("/view/external_id", view.path("external_id"), ElementLimits.ID);
        if (!view.path("blocks").isArray()) {
            problems.add("/view", "missing required field: blocks");
        }
        ArrayNode blocks = Json.arrayAt(view, "blocks");
        blocks("/view/blocks", blocks, VIEW_BLOCKS);
        if (Json.bytes(view).length > VIEW_BYTES) {
            problems.add("/view", "view_too_large: no more than " + VIEW_BYTES + " bytes");
        }
        if (type.equals("home") && (view.has("title") || view.has("submit") || view.has("close"))) {
            problems.add("/view", "a home view has no title, submit or close");
        }
        if (type.equals("modal")) {
            boolean asks = blocks.valueStream()
                    .anyMatch(block -> block.path("type").asText().equals("input"));
            problems.text("/view/title", view.path("title"), VIEW_TITLE, true, false);
            problems.text("/view/submit", view.path("submit"), VIEW_TITLE, asks, false);
            problems.text("/view/close", view.path("close"), VIEW_TITLE, false, false);
        } else if (!type.equals("home")) {
            problems.add("/view/type", "must be a valid enum value: modal, home");
        }
    }

    private void blocks(String at, ArrayNode blocks, int limit) {
        problems.atMost(at, blocks.size(), limit, "items");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            String pointer = at + "/" + i;
            problems.length(pointer + "/block_id", block.path("block_id"), ElementLimits.ID);
            if (block.has("block_id") && !ids.add(block.path("block_id").asText())) {
                problems.add(pointer + "/block_id", "block_id already exists");
            }
            block(pointer, block);
        }
    }

    private void block(String at, JsonNode block) {
        String type = block.path("type").asText();
        switch (type) {
            case "section" -> section(at, block);
            case "header" -> problems.text(at + "/text", block.path("text"), HEADER_TEXT, true, false);
            case "divider" -> {
                // carries nothing that could be too long
            }
            case "context" -> context(at, block);
            case "actions" -> actions(at, block);
            case "input" -> input(at, block);
            case "image" -> image(at, block);
            default -> problems.add(at + "/type", "unsupported type: " + type);
        }
    }

    private void section(String at, JsonNode section) {
        JsonNode fields = section.path("fields");
        problems.text(at + "/text", section.path("text"), SECTION_TEXT, fields.isMissingNode(), true);
        problems.atMost(at + "/fields", fields.size(), FIELDS, "items");
        if (fields.isArray() && fields.isEmpty()) {
            problems.add(at + "/fields", "must provide at least 1 item");
        }
        for (int i = 0; i < fields.size(); i++) {
            problems.text(at + "/fields/" + i, fields.get(i), FIELD_TEXT, true, true);
        }
        if (section.path("accessory").isObject()) {
            if (section.path("accessory").path("type").asText().equals("image")) {
                image(at + "/accessory", section.path("accessory"));
            } else {
                elements.action(at + "/accessory", section.path("accessory"));
            }
        }
    }

    private void context(String at, JsonNode context) {
        JsonNode parts = context.path("elements");
        sized(at + "/elements", parts, 10);
        for (int i = 0; i < parts.size(); i++) {
            String pointer = at + "/elements/" + i;
            if (parts.get(i).path("type").asText().equals("image")) {
                image(pointer, parts.get(i));
            } else {
                problems.text(pointer, parts.get(i), SECTION_TEXT, true, true);
            }
        }
    }

    private void actions(String at, JsonNode actions) {
        JsonNode parts = actions.path("elements");
        sized(at + "/elements", parts, 25);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            String pointer = at + "/elements/" + i;
            elements.action(pointer, parts.get(i));
            if (parts.get(i).has("action_id")
                    && !ids.add(parts.get(i).path("action_id").asText())) {
                problems.add(pointer + "/action_id", "action_id already exists in this block");
            }
        }
    }

    private void input(String at, JsonNode input) {
        problems.text(at + "/label", input.path("label"), 2_000, true, false);
        problems.text(at + "/hint", input.path("hint"), 2_000, false, false);
        elements.input(at + "/element", input.path("element"));
    }

    private void image(String at, JsonNode image) {
        problems.length(at + "/image_url", image.path("image_url"), ElementLimits.URL);
        problems.length(at + "/alt_text", image.path("alt_text"), 2_000);
        if (!image.path("alt_text").isTextual()) {
            problems.add(at, "missing required field: alt_text");
        }
    }

    private void sized(String pointer, JsonNode list, int most) {
        if (list.isEmpty()) {
            problems.add(pointer, "must provide at least 1 item");
        }
        problems.atMost(pointer, list.size(), most, "items");
    }

    private static int weight(JsonNode node) {
        int weight = 0;
        if (node.path("type").isTextual()) {
            String text = node.path("text").asText("");
            weight += node.path("text").isTextual() ? text.length() : CONTAINER_WEIGHT;
        }
        for (JsonNode child : node) {
            weight += weight(child);
        }
        return weight;
    }
}
