package io.renewals.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;

/**
 * Where results and remarks go: results to standard output, so that they can be piped; progress, remarks and errors beside them.
 *
 * @param width columns of the terminal; 0: not one, never cut
 */
record Output(PrintStream out, PrintStream err, boolean json, boolean quiet, int width) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The whole answer, for programs. */
    void json(JsonNode answer) {
        try {
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parsed answer can't be written", e);
        }
    }

    void table(Table table) {
        if (!table.isEmpty()) {
            table.lines(width, !quiet).forEach(out::println);
        }
    }

    /** A result, in both manners but JSON. */
    void line(String text) {
        out.println(Table.plain(text));
    }

    /** What a person wants to know and a script does not. */
    void remark(String text) {
        if (!quiet && !json) {
            out.println(Table.plain(text));
        }
    }

    /** While it lasts. */
    void progress(String text) {
        if (!quiet) {
            err.println(Table.plain(text));
        }
    }

    void failure(Failure failure) {
        if (json) {
            json(failure.problem());
        }
        failure.lines().forEach(text -> err.println(indented(text)));
    }

    private static String indented(String text) {
        return (text.startsWith("  ") ? "  " : "rn: ") + Table.plain(text);
    }
}
