package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dead letters. */
@Command(
        name = "dead",
        description = "Dead letters: events that a service could not handle.",
        subcommands = {DeadCommand.ListOpen.class, DeadCommand.Replay.class})
final class DeadCommand implements Runnable {
    private static final String PATH = "/api/dead";
    private static final int MANY = 100_000;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or replay?");
    }

    /** What is open. */
    @Command(name = "list", description = "Open dead letters, newest first, with the reason of each.")
    static final class ListOpen extends Leaf {
        @Override
        Exit run(Api api, Output output) {
            JsonNode answer = Pages.all(api, PATH, Map.of(), "letters", MANY);
            if (output.json()) {
                output.json(answer);
                return Exit.OK;
            }
            Table table = new Table("WHEN", "SERVICE", "TOPIC", "ACCOUNT", "REASON", "ID");
            answer.path("letters").forEach(letter -> add(table, letter, text(letter, "account")));
            answer.path("unassigned").forEach(letter -> add(table, letter, "(no tenant)"));
            output.table(table);
            output.remark(table.isEmpty() ? "No open dead letters." : "Replay with: rn dead replay ID, or --all");
            return Exit.OK;
        }

        private static void add(Table table, JsonNode letter, String account) {
            table.row(
                    minute(letter, "at"),
                    text(letter, "service"),
                    text(letter, "topic"),
                    account,
                    text(letter, "reason"),
                    text(letter, "id"));
        }
    }

    /** Publishes originals again. */
    @Command(
            name = "replay",
            description = {
                "Publish an original again: its topic, key, headers and bytes.",
                "What was handled before is known by its id and skipped."
            })
    static final class Replay extends Leaf {
        @ArgGroup(multiplicity = "1")
        private Which which;

        /** One or all. */
        static final class Which {
            @Parameters(paramLabel = "ID", description = "Of a letter, as `rn dead list` shows it")
            private String id;

            @Option(names = "--all", description = "Every open letter, oldest first")
            private boolean all;
        }

        @Override
        Exit run(Api api, Output output) {
            ArrayNode replayed = JsonNodeFactory.instance.arrayNode();
            ArrayNode refused = JsonNodeFactory.instance.arrayNode();
            for (String id : ids(api)) {
                try {
                    byte[] nothing = new byte[0];
                    replayed.add(api.post(PATH + "/" + Api.segment(id) + "/replay", Map.of(), Api.JSON, nothing));
                    output.progress("replayed " + id);
                } catch (Failure failure) {
                    // Of many, one that somebody else has just settled does not stop the others.
                    if (!which.all || failure.exit() != Exit.REFUSED) {
                        throw failure;
                    }
                    refused.add(failure.problem());
                    output.progress("not replayed " + id + ": " + failure.getMessage());
                }
            }
            if (output.json()) {
                ObjectNode answer = JsonNodeFactory.instance.objectNode();
                answer.set("replayed", replayed);
                answer.set("refused", refused);
                output.json(answer);
            } else {
                output.line(
                        replayed.size() + " replayed" + (refused.isEmpty() ? "" : ", " + refused.size() + " refused"));
            }
            return refused.isEmpty() ? Exit.OK : Exit.REFUSED;
        }

        private List<String> ids(Api api) {
            if (!which.all) {
                return List.of(which.id);
            }
            List<String> ids = new ArrayList<>();
            JsonNode open = Pages.all(api, PATH, Map.of(), "letters", MANY);
            open.path("letters").forEach(letter -> ids.add(letter.path("id").asText()));
            open.path("unassigned").forEach(letter -> ids.add(letter.path("id").asText()));
            return ids.reversed();
        }
    }
}
