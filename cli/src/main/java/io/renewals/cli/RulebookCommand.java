package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The tenant's rulebook. */
@Command(
        name = "rulebook",
        description = "The rulebook: check a file, put it into force, read versions.",
        subcommands = {
            RulebookCommand.Check.class,
            RulebookCommand.Put.class,
            RulebookCommand.Show.class,
            RulebookCommand.Versions.class
        })
final class RulebookCommand implements Runnable {
    private static final String PATH = "/api/rulebook";
    private static final String YAML = "application/yaml";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "check, put, show or versions?");
    }

    /** Says what is wrong and where, and publishes nothing. */
    @Command(name = "check", description = "Say line and column of everything wrong with a file; publish nothing.")
    static final class Check extends Leaf {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        Exit run(Api api, Output output) {
            JsonNode answer = api.post(PATH, Map.of("check", "true"), YAML, read(file));
            if (output.json()) {
                output.json(answer);
            } else {
                output.line(file + " is valid.");
            }
            return Exit.OK;
        }
    }

    /** Puts a rulebook into force. */
    @Command(
            name = "put",
            description = "Put a file into force as the next version. The same content twice is one version.")
    static final class Put extends Leaf {
        @Option(
                names = "--comment",
                defaultValue = "",
                paramLabel = "TEXT",
                description = "Why, for the list of versions")
        private String comment;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        Exit run(Api api, Output output) {
            JsonNode answer = api.post(PATH, Map.of("comment", comment), YAML, read(file));
            int version = answer.path("version").path("version").asInt();
            if (output.json()) {
                output.json(answer);
            } else if (answer.path("published").asBoolean()) {
                output.line("Version " + version + " is in force.");
            } else {
                output.line("Version " + version + " has this very content and is in force already.");
            }
            return Exit.OK;
        }
    }

    /** Prints a version's document. */
    @Command(name = "show", description = "Print the document in force, or that of a version.")
    static final class Show extends Leaf {
        @Parameters(paramLabel = "VERSION", arity = "0..1")
        private Integer version;

        @Override
        Exit run(Api api, Output output) {
            int wanted = version != null ? version : inForce(api);
            JsonNode answer = api.get(PATH + "/" + wanted, Map.of());
            if (output.json()) {
                output.json(answer);
            } else {
                output.out().print(answer.path("yaml").asText());
                output.out().flush();
            }
            return Exit.OK;
        }

        private static int inForce(Api api) {
            JsonNode versions = api.get(PATH, Map.of());
            if (!versions.hasNonNull("inForce")) {
                throw Failure.of(
                        Exit.REFUSED, "no-rulebook", "No rulebook is in force", "publish one: rn rulebook put FILE.");
            }
            return versions.get("inForce").asInt();
        }
    }

    /** Lists versions. */
    @Command(name = "versions", description = "All versions, newest first; the highest is in force.")
    static final class Versions extends Leaf {
        @Override
        Exit run(Api api, Output output) {
            JsonNode answer = api.get(PATH, Map.of());
            if (output.json()) {
                output.json(answer);
                return Exit.OK;
            }
            int inForce = answer.path("inForce").asInt();
            Table table = new Table("VERSION>", "IN FORCE", "PUBLISHED", "BY", "COMMENT", "SHA-256");
            for (JsonNode version : answer.path("versions")) {
                int number = version.path("version").asInt();
                String comment = version.hasNonNull("rolledBackTo")
                        ? "rolled back to " + version.get("rolledBackTo").asInt()
                        : text(version, "comment");
                table.row(
                        number,
                        number == inForce ? "yes" : null,
                        minute(version, "publishedAt"),
                        text(version, "publishedBy"),
                        comment,
                        text(version, "sha256"));
            }
            output.table(table);
            if (table.isEmpty()) {
                output.remark("There is no rulebook yet.");
            }
            return Exit.OK;
        }
    }
}
