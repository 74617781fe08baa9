package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as it stands now, with what it said before.
 *
 * @param ts Slack's message id: epoch seconds, a dot, six digits
 * @param metadata as posted, a missing node when there was none
 * @param state what was chosen in the message's own menus: block id to action id to value
 * @param earlier the texts and blocks it had before each update, oldest first
 * @param ephemeral shown to its channel's person only, and to no API call
 */
public record Message(
        String team,
        String channel,
        String user,
        String ts,
        String text,
        ArrayNode blocks,
        JsonNode metadata,
        ObjectNode state,
        List<ObjectNode> earlier,
        boolean ephemeral,
        boolean deleted) {

    Message changed(String newText, ArrayNode newBlocks, JsonNode newMetadata) {
        List<ObjectNode> more = new ArrayList<>(earlier);
        more.add(Json.object().put("text", text).set("blocks", blocks));
        JsonNode kept = newMetadata.isMissingNode() ? metadata : newMetadata;
        return new Message(
                team, channel, user, ts, newText, newBlocks, kept, Json.object(), List.copyOf(more), ephemeral, false);
    }

    Message chosen(ObjectNode newState) {
        return new Message(team, channel, user, ts, text, blocks, metadata, newState, earlier, ephemeral, deleted);
    }

    Message gone() {
        return new Message(team, channel, user, ts, text, blocks, metadata, state, earlier, ephemeral, true);
    }

    /** As Slack shows it in answers and payloads. */
    ObjectNode asSlack(Team team) {
        ObjectNode node = Json.object();
        node.put("type", "message")
                .put("text", text)
                .put("user", team.botUser())
                .put("bot_id", team.botId())
                .put("app_id", Team.APP)
                .put("team", team.id())
                .put("ts", ts);
        node.set("blocks", blocks);
        if (!metadata.isMissingNode()) {
            node.set("metadata", metadata);
        }
        if (!earlier.isEmpty()) {
            node.putObject("edited").put("user", team.botUser()).put("ts", ts);
        }
        return node;
    }

    /** As the control API lists it: everything that is known. */
    ObjectNode asRecord() {
        ObjectNode node = Json.object();
        node.put("team", team)
                .put("channel", channel)
                .put("user", user)
                .put("ts", ts)
                .put("text", text)
                .put("updates", earlier.size())
                .put("ephemeral", ephemeral)
                .put("deleted", deleted);
        node.set("blocks", blocks);
        node.set("metadata", metadata.isMissingNode() ? null : metadata);
        node.set("state", state);
        node.putArray("earlier").addAll(earlier);
        return node;
    }
}
