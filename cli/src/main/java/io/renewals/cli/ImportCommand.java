package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The accounts sheet, a file of signals, or a calendar. */
@Command(
        name = "import",
        description = {
            "Apply an accounts sheet (CSV), load signals (JSON lines, file name ending in .jsonl or .ndjson), or propose"
                    + " what a calendar (.ics) says of renewals.",
            "Rows that are refused stop no others; they end in code 1."
        })
final class ImportCommand extends Leaf {
    @Option(names = "--dry-run", description = "Only say what a sheet or a calendar would do, row by row")
    private boolean dryRun;

    @Option(
            names = "--base",
            paramLabel = "VERSION",
            description = "Refuse where the sheet is at another version than the one that was looked at")
    private Integer base;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Override
    Exit run(Api api, Output output) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean signals = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        boolean calendar = name.endsWith(".ics");
        if (signals && (dryRun || base != null)) {
            throw new ParameterException(spec.commandLine(), "--dry-run and --base are for sheets, not for signals");
        }
        if (calendar && base != null) {
            throw new ParameterException(spec.commandLine(), "--base is for sheets, not for calendars");
        }
        return signals ? signals(api, output) : calendar ? calendar(api, output) : sheet(api, output);
    }

    private Exit signals(Api api, Output output) {
        JsonNode answer = api.post("/api/import/signals", Map.of(), "application/x-ndjson", read(file));
        if (output.json()) {
            output.json(answer);
        } else {
            refused(answer, output);
            output.remark(answer.path("lines").asInt() + " lines: "
                    + answer.path("accepted").asInt() + " accepted, "
                    + answer.path("known").asInt() + " known before, "
                    + answer.path("refused").size() + " refused");
        }
        return answer.path("refused").isEmpty() ? Exit.OK : Exit.REFUSED;
    }

    private Exit calendar(Api api, Output output) {
        Map<String, String> query = Map.of(
                "dryRun", dryRun ? "true" : "", "name", file.getFileName().toString());
        JsonNode answer = api.post("/api/import/calendar", query, "text/calendar", read(file));
        if (output.json()) {
            output.json(answer);
        } else {
            Table table = new Table("LINE>", "ACCOUNT", "KNOWN", "CALENDAR", "PROPOSAL");
            for (JsonNode each : answer.path("moved")) {
                String id = text(each, "proposalId");
                table.row(
                        each.path("line").asInt(),
                        text(each, "account"),
                        text(each, "known"),
                        text(each, "proposed"),
                        id == null ? "before: " + text(each, "earlierProposalId") : dryRun ? "would be new" : id);
            }
            output.table(table);
            refused(answer, output);
            output.remark((dryRun ? "Dry run, nothing was proposed: " : "")
                    + answer.path("events").asInt() + " events: "
                    + answer.path("proposed").asInt() + " proposed, "
                    + answer.path("withdrawn").asInt() + " taken back, "
                    + answer.path("unchanged").size() + " unchanged, "
                    + answer.path("past").asInt() + " past, "
                    + answer.path("ignored").asInt() + " no renewals, "
                    + answer.path("refused").size() + " refused");
        }
        return answer.path("refused").isEmpty() ? Exit.OK : Exit.REFUSED;
    }

    private Exit sheet(Api api, Output output) {
        Map<String, String> query = Map.of(
                "dryRun", dryRun ? "true" : "",
                "base", base == null ? "" : base.toString(),
                "name", file.getFileName().toString());
        JsonNode answer = api.post("/api/import", query, "text/csv", read(file));
        if (output.json()) {
            output.json(answer);
        } else {
            changes(answer, output);
            refused(answer, output);
            summary(answer, output);
        }
        return answer.path("refused").isEmpty() ? Exit.OK : Exit.REFUSED;
    }

    private static void changes(JsonNode answer, Output output) {
        Table table = new Table("LINE>", "WHAT", "ACCOUNT", "CHANGE");
        for (JsonNode row : answer.path("added")) {
            table.row(row.path("line").asInt(), "added", text(row, "account"), text(row, "name"));
        }
        for (JsonNode row : answer.path("changed")) {
            List<String> fields = new ArrayList<>();
            row.path("fields")
                    .forEach(field -> fields.add(text(field, "column") + ": " + Table.plain(text(field, "before"))
                            + " → " + Table.plain(text(field, "after"))));
            table.row(row.path("line").asInt(), "changed", text(row, "account"), String.join("; ", fields));
        }
        for (JsonNode row : answer.path("missing")) {
            table.row(null, "missing", text(row, "account"), "not in this file; stays as it is");
        }
        output.table(table);
    }

    private static void refused(JsonNode answer, Output output) {
        Table table = new Table("LINE>", "REFUSED", "FIELD", "PROBLEM", "WHAT TO DO");
        for (JsonNode row : answer.path("refused")) {
            for (JsonNode reason : row.path("reasons")) {
                table.row(
                        row.path("line").asInt(),
                        text(row, "account"),
                        text(reason, "field"),
                        text(reason, "problem"),
                        text(reason, "advice"));
            }
        }
        output.table(table);
    }

    private void summary(JsonNode answer, Output output) {
        JsonNode counts = answer.path("counts");
        String what = dryRun
                ? "Dry run against version " + answer.path("base").asInt() + ", nothing was applied"
                : answer.path("alreadyApplied").asBoolean()
                        ? "Version " + answer.path("version").asInt() + " has this very content; nothing was done"
                        : "Applied as version " + answer.path("version").asInt();
        output.remark(what + ": " + counts.path("added").asInt() + " added, "
                + counts.path("changed").asInt() + " changed, "
                + counts.path("unchanged").asInt() + " unchanged, "
                + counts.path("refused").asInt() + " refused, "
                + counts.path("missing").asInt() + " missing");
        for (JsonNode column : answer.path("ignoredColumns")) {
            output.remark("Column '" + column.asText() + "' was ignored.");
        }
    }
}
