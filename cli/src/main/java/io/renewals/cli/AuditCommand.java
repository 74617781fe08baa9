package io.renewals.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.schemas.audit.ChainVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The sealed trail. */
@Command(
        name = "audit",
        description = "The sealed trail: take it away as a file, verify a file without any service.",
        subcommands = {AuditCommand.Export.class, AuditCommand.Verify.class})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "export or verify?");
    }

    /** Takes the whole trail away. */
    @Command(
            name = "export",
            description = {
                "The tenant's whole trail as JSON lines with its signed head last, for `rn audit verify`.",
                "The export itself is recorded in the trail."
            })
    static final class Export extends Leaf {
        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Write there, whole or not at all; default: standard output")
        private Path target;

        @Option(names = "--csv", description = "As a sheet, for people; it can't be verified")
        private boolean csv;

        @Override
        Exit run(Api api, Output output) {
            String path = csv ? "/api/audit/export.csv" : "/api/audit/export";
            String accept = csv ? "text/csv" : "application/jsonl";
            try {
                if (target == null) {
                    api.download(path, Map.of(), accept, output.out());
                    output.out().flush();
                    return Exit.OK;
                }
                long bytes = whole(api, path, accept);
                if (output.json()) {
                    output.json(JsonNodeFactory.instance
                            .objectNode()
                            .put("file", target.toString())
                            .put("bytes", bytes));
                } else {
                    output.remark("Wrote " + target + ", " + bytes + " bytes.");
                }
                return Exit.OK;
            } catch (IOException e) {
                throw Failure.of(
                        Exit.UNREACHABLE,
                        "export-broken-off",
                        "The export broke off (" + e.getMessage() + ")",
                        "no file was written; try again.");
            }
        }

        /** Beside the target first: a file with the target's name is always a whole one. */
        private long whole(Api api, String path, String accept) throws IOException {
            Path folder = target.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                throw Failure.of(Exit.USAGE, "no-folder", "There is no folder " + folder, "make it first.");
            }
            Path part = Files.createTempFile(folder, ".rn-export", ".part");
            try {
                long bytes;
                try (OutputStream out = Files.newOutputStream(part)) {
                    bytes = api.download(path, Map.of(), accept, out);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                return bytes;
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Follows an exported chain, on this machine alone. */
    @Command(
            name = "verify",
            description = {
                "Follow an exported chain from its first entry to its signed head; asks no service.",
                "Ends in code 5 where an entry was changed, left out or added, or the end is cut off."
            })
    static final class Verify extends Leaf {
        @Option(
                names = "--key",
                paramLabel = "BASE64",
                description = "Public key that the head must be signed with, as GET /api/audit/key gave it when it was"
                        + " trusted; without it, whichever key the head names")
        private String key;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        Exit run(Api api, Output output) {
            ChainVerifier.Outcome outcome;
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                outcome = ChainVerifier.verify(reader.lines().iterator(), key);
            } catch (IOException | UncheckedIOException e) {
                throw Failure.of(
                        Exit.USAGE, "no-file", "Can't read " + file, "give a file that `rn audit export` wrote.");
            }
            return switch (outcome) {
                case ChainVerifier.Broken broken -> broken(output, broken.sequence(), broken.reason());
                case ChainVerifier.Whole whole ->
                    whole.head() == null
                            ? broken(output, whole.last(), "it has no signed head: its end may be cut off")
                            : whole(output, whole);
            };
        }

        private Exit whole(Output output, ChainVerifier.Whole whole) {
            if (output.json()) {
                ObjectNode answer = result(true)
                        .put("tenant", whole.tenant())
                        .put("entries", whole.last())
                        .put("erased", whole.erased())
                        .put("hash", whole.hash())
                        .put("signedAt", whole.head().at().toString())
                        .put("publicKey", whole.head().publicKey())
                        .put("keyTrusted", key != null);
                output.json(answer);
                return Exit.OK;
            }
            output.line("Whole: " + whole.last() + " entries of " + whole.tenant() + ", signed "
                    + whole.head().at() + (whole.erased() > 0 ? ", " + whole.erased() + " with erased content" : ""));
            if (key == null) {
                output.remark("Signed by the key " + whole.head().publicKey() + "; whose it is, --key would say.");
            }
            return Exit.OK;
        }

        private static Exit broken(Output output, long sequence, String reason) {
            if (output.json()) {
                output.json(result(false).put("brokenAt", sequence).put("reason", reason));
            } else {
                output.line("Broken at entry " + sequence + ": " + reason);
            }
            return Exit.DIFFERENCES;
        }

        private static ObjectNode result(boolean isWhole) {
            return JsonNodeFactory.instance.objectNode().put("whole", isWhole);
        }
    }
}
