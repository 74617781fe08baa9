package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ids and interactive elements of blocks. */
final class BlockIds {
    /** An interactive element and the block that holds it. */
    record Placed(ObjectNode block, ObjectNode element) {
        String blockId() {
            return block.path("block_id").asText();
        }

        String actionId() {
            return element.path("action_id").asText();
        }
    }

    private BlockIds() {}

    /** Gives a random id to each block and element that came without, as Slack does. */
    static void fill(ArrayNode blocks) {
        for (JsonNode block : blocks) {
            if (!block.has("block_id") && block instanceof ObjectNode object) {
                object.put("block_id", random());
            }
        }
        for (Placed placed : elements(blocks)) {
            if (!placed.element().has("action_id")) {
                placed.element().put("action_id", random());
            }
        }
    }

    /** Every button, menu and input, in the order they are shown. */
    static List<Placed> elements(ArrayNode blocks) {
        List<Placed> found = new ArrayList<>();
        for (JsonNode node : blocks) {
            if (!(node instanceof ObjectNode block)) {
                continue;
            }
            switch (block.path("type").asText()) {
                case "actions" -> Json.arrayAt(block, "elements").forEach(element -> place(found, block, element));
                case "section" -> place(found, block, block.path("accessory"));
                case "input" -> place(found, block, block.path("element"));
                default -> {
                    // other blocks hold nothing that a person could act on
                }
            }
        }
        return found;
    }

    /** The element with this action id; an empty block id stands for any. */
    static Optional<Placed> find(ArrayNode blocks, String blockId, String actionId) {
        return elements(blocks).stream()
                .filter(placed -> placed.actionId().equals(actionId))
                .filter(placed -> blockId.isEmpty() || placed.blockId().equals(blockId))
                .findFirst();
    }

    private static void place(List<Placed> found, ObjectNode block, JsonNode element) {
        if (element instanceof ObjectNode object
                && !object.path("type").asText().equals("image")) {
            found.add(new Placed(block, object));
        }
    }

    private static String random() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(60_466_176, Integer.MAX_VALUE), 36);
    }
}
