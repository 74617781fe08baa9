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
        Exit exit = differences.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
        if (output.json()) {
            output.json(answer);
            return exit;
        }
        Table table = new Table("ACCOUNT", "REGISTRY", "CARD", "SINCE", "WHAT");
        for (JsonNode difference : differences) {
            table.row(
                    text(difference, "account"),
                    lower(difference, "state"),
                    lower(difference, "cardStatus"),
                    minute(difference, "since"),
                    text(difference, "what"));
        }
        output.table(table);
        output.remark(
                differences.isEmpty()
                        ? "No differences between book and cards."
                        : differences.size() + " differences; see the runbook reconcile-differences.");
        return exit;
    }
}
