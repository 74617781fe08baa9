package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Ends a command: with which code, and a problem in the form of RFC 9457, be it a service's or our own. */
final class Failure extends RuntimeException {
    private final transient JsonNode problem;
    private final Exit exit;

    Failure(Exit exit, JsonNode problem) {
        super(problem.path("title").asText() + ": " + problem.path("detail").asText(), null, false, false);
        this.exit = exit;
        this.problem = problem;
    }

    /** @param what where it went wrong @param advice what to do about it */
    static Failure of(Exit exit, String slug, String what, String advice) {
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:renewals:" + slug)
                .put("title", what)
                .put("detail", advice);
        problem.putArray("errors");
        return new Failure(exit, problem);
    }

    Exit exit() {
        return exit;
    }

    JsonNode problem() {
        return problem;
    }

    /** For people: the detail, then a line per field with where, what and what to do. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String title = problem.path("title").asText("");
        String detail = problem.path("detail").asText("");
        lines.add(title + (detail.isEmpty() ? "" : (title.isEmpty() ? "" : ": ") + detail));
        for (JsonNode error : problem.path("errors")) {
            String place = error.hasNonNull("line")
                    ? error.get("line").asInt() + ":" + error.path("column").asInt(1) + " "
                    : "";
            String advice = error.path("advice").asText("");
            lines.add("  " + place + error.path("field").asText() + ": "
                    + error.path("problem").asText() + (advice.isEmpty() ? "" : " (" + advice + ")"));
        }
        return lines;
    }
}
