package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import io.renewals.standins.slack.Passes.Origin;
import java.util.List;

/** The {@code response_url} of an interaction: replaces, deletes or answers the message it came from. */
final class ResponseUrls {
    private final Workspace workspace;
    private final Passes passes;

    ResponseUrls(Workspace workspace, Passes passes) {
        this.workspace = workspace;
        this.passes = passes;
    }

    Response answer(String token, Request request) {
        try {
            apply(passes.respond(token), request.json());
            return Response.json(Json.object().put("ok", true));
        } catch (SlackError e) {
            int status = e.code().endsWith("_url") ? 404 : 400;
            return Response.error(status, e.code());
        }
    }

    private void apply(Origin origin, JsonNode body) {
        if (body.path("delete_original").asBoolean() && !origin.ts().isEmpty()) {
            workspace.delete(origin.member(), origin.ts());
            return;
        }
        ArrayNode blocks = Json.arrayAt(body, "blocks").deepCopy();
        List<String> problems = BlockLimits.ofMessage(blocks);
        String text = body.path("text").asText("");
        if (!problems.isEmpty() || text.length() > BlockLimits.MESSAGE_TEXT || BlockLimits.tooLong(blocks)) {
            throw new SlackError("invalid_blocks", problems);
        }
        JsonNode none = Json.object().path("metadata");
        if (body.path("replace_original").asBoolean() && !origin.ts().isEmpty()) {
            workspace.update(origin.member(), origin.ts(), text, blocks, none);
        } else {
            boolean ephemeral = !body.path("response_type").asText("ephemeral").equals("in_channel");
            workspace.post(origin.member(), text, blocks, none, ephemeral);
        }
    }
}
