package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;

/** Compares the book with the cards, now. */
@Command(
        name = "reconcile",
        description = {
            "Compare the registry's states with action-service's cards, now. Ends in code 5 where they differ.",
            "What has just happened may still be on its way: look again before acting on a young difference."
        })
final class ReconcileCommand extends Leaf {
    @Override
    Exit run(Api api, Output output) {
        JsonNode answer = api.post("/api/reconcile", Map.of(), Api.JSON, new byte[0]);
        JsonNode differences = answer.path("differences");
        if (answer.hasNonNull("failure")) {
            throw Failure.of(
                    Exit.UNREACHABLE,
                    "cards-unread",
                    "The cards could not be read (" + answer.get("failure").asText() + ")",
                    "is action-service up, and does the registry's ACTION_SERVICE_URL lead to it?");
        }
        Exit exit = differences.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
        if (output.json()) {
            output.json(answer);
            return exit;
        }
        Table table = new Table("SINCE", "ACCOUNT", "FOUND", "OFFER");
        for (JsonNode difference : differences) {
            table.row(
                    minute(difference, "firstSeen"),
                    text(difference, "account"),
                    text(difference, "found"),
                    text(difference, "offerId"));
        }
        output.table(table);
        output.remark(
                differences.isEmpty()
                        ? "No differences in " + answer.path("compared").asInt() + " accounts and cards."
                        : differences.size() + " differences, "
                                + answer.path("overdue").asInt()
                                + " for more than 15 minutes; see the runbook reconcile-differences.");
        return exit;
    }
}
