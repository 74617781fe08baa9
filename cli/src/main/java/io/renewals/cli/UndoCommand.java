package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes the last action on a card back. */
@Command(
        name = "undo",
        description = "Take the last action on an offer's card back. A mail that has left can't be recalled.")
final class UndoCommand extends Leaf {
    @Parameters(paramLabel = "OFFER", description = "Id of the offer, as `rn queue --status all` shows it")
    private String offer;

    @Option(
            names = "--sequence",
            paramLabel = "N",
            description = "Only where the last action is this one; what came after is then not undone by mistake")
    private Integer sequence;

    @Override
    Exit run(Api api, Output output) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (sequence != null) {
            request.put("sequence", sequence);
        }
        byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode done = api.post("/api/cards/" + Api.segment(offer) + "/undo", Map.of(), Api.JSON, body);
        if (output.json()) {
            output.json(done);
            return Exit.OK;
        }
        JsonNode card = done.path("card");
        String account = card.path("accountName").asText(offer);
        String status = lower(card, "status");
        output.line(
                "stale".equals(status)
                        ? "Undone: the mail to " + account + " can't be recalled; a follow-up comes as a new draft."
                        : "Undone: " + account + " is " + status + " again.");
        return Exit.OK;
    }
}
