package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Facts that were read from documents and wait for a person. */
@Command(
        name = "proposals",
        description = "Facts read from documents, such as a calendar, that wait for a decision; newest first.",
        subcommands = {ProposalsCommand.Accept.class, ProposalsCommand.Refuse.class})
final class ProposalsCommand extends Leaf {
    private static final String PATH = "/api/proposals";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "",
            description = "open, accepted, refused, superseded, stale, or all; default: open")
    private String status;

    @Option(names = "--account", paramLabel = "ID", defaultValue = "", description = "About this account")
    private String account;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Proposals at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    Exit run(Api api, Output output) {
        Map<String, String> query =
                Map.of("status", status, "account", account, "size", "" + Math.clamp(limit, 1, 500));
        JsonNode answer = Pages.all(api, PATH, query, "proposals", limit);
        if (output.json()) {
            output.json(answer);
            return Exit.OK;
        }
        Table table = new Table("ACCOUNT", "CHANGE", "STATE", "FROM", "SURE>", "AGE>", "DECIDES", "ID");
        for (JsonNode proposal : answer.path("proposals")) {
            String decided = text(proposal.path("decidedBy"), "name");
            table.row(
                    text(proposal, "account"),
                    changes(proposal),
                    text(proposal, "status"),
                    lower(proposal, "lane"),
                    proposal.path("confidence").decimalValue().movePointRight(2).intValue() + "%",
                    age(Duration.between(Instant.parse(text(proposal, "proposedAt")), now())),
                    decided == null ? text(proposal.path("owner"), "name") : decided,
                    text(proposal, "id"));
        }
        output.table(table);
        output.remark(
                table.isEmpty()
                        ? "Nothing is proposed."
                        : "See one whole, and how to accept exactly that: rn proposals accept ID; or refuse ID --reason");
        if (answer.hasNonNull("next")) {
            output.remark("There are more; see them with a higher --limit.");
        }
        return Exit.OK;
    }

    private static String changes(JsonNode proposal) {
        List<String> changes = new ArrayList<>();
        for (JsonNode change : proposal.path("changes")) {
            changes.add(text(change, "label") + ": " + Table.plain(text(change, "before")) + " → "
                    + Table.plain(text(change, "after")));
        }
        return String.join("; ", changes);
    }

    private static String path(String proposal, String decision) {
        return PATH + "/" + Api.segment(proposal) + decision;
    }

    private static Exit told(JsonNode proposal, String what, Output output) {
        if (output.json()) {
            output.json(proposal);
        } else {
            output.line(what + ": " + text(proposal, "accountName") + ", " + changes(proposal));
        }
        return Exit.OK;
    }

    /** As proposed: exactly what somebody was shown before is accepted, and without its digest it is only shown. */
    @Command(
            name = "accept",
            description =
                    "Take over what a proposal would change. Without --sha256 it is shown whole, with its SHA-256, and"
                            + " nothing is accepted. Changes go by the page.")
    static final class Accept extends Leaf {
        @Parameters(paramLabel = "ID", description = "Of the proposal")
        private String id;

        @Option(
                names = "--sha256",
                paramLabel = "DIGEST",
                description = "Of what you were shown; refused where the proposal would change something else by now")
        private String sha256;

        @Override
        Exit run(Api api, Output output) {
            if (sha256 == null) {
                throw shown(api.get(path(id, ""), Map.of()), output);
            }
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("sha256", sha256);
            byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
            return told(api.post(path(id, "/accept"), Map.of(), Api.JSON, body), "Accepted", output);
        }

        private Failure shown(JsonNode proposal, Output output) {
            if (!output.json()) {
                output.line(text(proposal, "accountName") + ", " + changes(proposal));
            }
            return Failure.of(
                    Exit.REFUSED,
                    "not-shown-before",
                    "Nothing was accepted",
                    "accept exactly this with: rn proposals accept " + id + " --sha256 " + text(proposal, "sha256"));
        }
    }

    /** The account stays as it is. */
    @Command(name = "refuse", description = "Leave the account as it is. The same is not proposed again.")
    static final class Refuse extends Leaf {
        @Parameters(paramLabel = "ID", description = "Of the proposal")
        private String id;

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why it is wrong")
        private String reason;

        @Override
        Exit run(Api api, Output output) {
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("reason", reason);
            byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
            return told(api.post(path(id, "/refuse"), Map.of(), Api.JSON, body), "Refused", output);
        }
    }
}
