package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The book of accounts. */
@Command(name = "accounts", description = "The book of accounts by id: the state of each, and for how long.")
final class AccountsCommand extends Leaf {
    @Option(names = "--state", paramLabel = "STATE", defaultValue = "", description = "In this state, e.g. missed")
    private String state;

    @Option(names = "--find", paramLabel = "TEXT", defaultValue = "", description = "Part of id or name")
    private String find;

    @Option(names = "--live", description = "Only those with a card, or about to have one")
    private boolean live;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Accounts at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    Exit run(Api api, Output output) {
        Map<String, String> query =
                Map.of("q", find, "state", state, "live", live ? "true" : "", "limit", "" + Math.clamp(limit, 1, 500));
        JsonNode answer = Pages.all(api, "/api/accounts", query, "accounts", limit);
        if (output.json()) {
            output.json(answer);
            return Exit.OK;
        }
        Table table = new Table("ACCOUNT", "NAME", "STATE", "FOR", "RENEWS", "PLAN", "TIER", "DETAIL");
        for (JsonNode account : answer.path("accounts")) {
            table.row(
                    text(account, "account"),
                    text(account, "name"),
                    lower(account, "state"),
                    account.hasNonNull("stateSince")
                            ? age(Duration.between(
                                    Instant.parse(account.get("stateSince").asText()), now()))
                            : null,
                    text(account, "renewalDate"),
                    text(account, "plan"),
                    text(account, "tier"),
                    text(account, "stateDetail"));
        }
        output.table(table);
        if (table.isEmpty()) {
            output.remark("No such accounts.");
        }
        if (answer.hasNonNull("next")) {
            output.remark("There are more; see them with a higher --limit.");
        }
        return Exit.OK;
    }
}
