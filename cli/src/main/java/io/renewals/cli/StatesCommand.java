package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;

/** Nobody forgotten, as a table. */
@Command(
        name = "states",
        description = "How many accounts are in each state, the oldest in it, and how many for too long.")
final class StatesCommand extends Leaf {
    @Override
    Exit run(Api api, Output output) {
        JsonNode answer = api.get("/api/accounts/summary", Map.of());
        if (output.json()) {
            output.json(answer);
            return Exit.OK;
        }
        long accounts = 0;
        long overdue = 0;
        Table table = new Table("STATE", "ACCOUNTS>", "OLDEST>", "LIMIT>", "TOO LONG>");
        for (JsonNode state : answer.path("states")) {
            accounts += state.path("accounts").asLong();
            overdue += state.path("overdue").asLong();
            if (state.path("accounts").asLong() > 0) {
                table.row(
                        lower(state, "state"),
                        state.path("accounts").asLong(),
                        state.hasNonNull("oldestSince")
                                ? age(Duration.between(
                                        Instant.parse(state.get("oldestSince").asText()), now()))
                                : null,
                        state.hasNonNull("limitSeconds")
                                ? age(Duration.ofSeconds(
                                        state.get("limitSeconds").asLong()))
                                : null,
                        state.path("overdue").asLong());
            }
        }
        output.table(table);
        output.remark(accounts + " accounts, " + overdue + " in their state for too long.");
        return Exit.OK;
    }
}
