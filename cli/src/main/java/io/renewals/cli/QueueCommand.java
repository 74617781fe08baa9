package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What waits for a person. */
@Command(name = "queue", description = "Cards that wait for a decision, the nearest notice deadline first.")
final class QueueCommand extends Leaf {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "",
            description =
                    "queued, held, snoozed, approved, sending, unknown, sent, skipped, expired, stale, several with"
                            + " commas, or all; default: queued, held, unknown")
    private String status;

    @Option(names = "--owner", paramLabel = "EMAIL", defaultValue = "", description = "Of this owner; me: of --user")
    private String owner;

    @Option(names = "--tier", paramLabel = "TIER", defaultValue = "", description = "Of this tier")
    private String tier;

    @Option(names = "--account", paramLabel = "TEXT", defaultValue = "", description = "Account id or part of its name")
    private String account;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Cards at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    Exit run(Api api, Output output) {
        Map<String, String> query = Map.of(
                "status",
                status,
                "owner",
                owner,
                "tier",
                tier,
                "account",
                account,
                "size",
                "" + Math.clamp(limit, 1, 500));
        JsonNode queue = Pages.all(api, "/api/queue", query, "cards", limit);
        if (output.json()) {
            output.json(queue);
            return Exit.OK;
        }
        Table table = new Table("DEADLINE", "ACCOUNT", "STATUS", "PLAY", "PLAN", "OFF>", "ARR>", "OWNER", "OFFER");
        for (JsonNode card : queue.path("cards")) {
            table.row(
                    text(card, "noticeDeadline"),
                    text(card, "accountName"),
                    text(card, "status"),
                    lower(card, "play"),
                    text(card, "proposedPlanName"),
                    percent(text(card, "discountPercent")),
                    money(text(card, "proposedArr"), text(card, "currency")),
                    text(card, "ownerName"),
                    text(card, "offerId"));
        }
        output.table(table);
        Map<String, String> counts = new TreeMap<>();
        queue.path("counts")
                .properties()
                .forEach(entry -> counts.put(
                        entry.getKey(), entry.getKey() + " " + entry.getValue().asLong()));
        output.remark(table.isEmpty() ? "Nothing waits." : String.join(", ", counts.values()));
        if (queue.hasNonNull("next")) {
            output.remark("There are more; see them with a higher --limit.");
        }
        return Exit.OK;
    }

    private static String percent(String number) {
        return number == null
                ? null
                : new BigDecimal(number).stripTrailingZeros().toPlainString() + "%";
    }

    private static String money(String amount, String currency) {
        return amount == null ? null : new BigDecimal(amount).setScale(2, RoundingMode.HALF_EVEN) + " " + currency;
    }
}
