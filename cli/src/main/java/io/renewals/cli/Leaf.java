package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that does something; its parents only group. */
abstract class Leaf implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    @Spec
    CommandSpec spec;

    abstract Exit run(Api api, Output output);

    @Override
    public Integer call() {
        Rn rn = (Rn) spec.root().userObject();
        try (Api api = rn.api()) {
            return run(api, rn.output()).code();
        }
    }

    Instant now() {
        return ((Rn) spec.root().userObject()).clock().instant();
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.of(Exit.USAGE, "no-file", "Can't read " + file, "give the path of a file that exists.");
        }
    }

    /** Null where the answer has none. */
    static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    static String lower(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String minute(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : MINUTE.format(Instant.parse(text));
    }

    /** In the largest unit that says something: 40 s, 12 min, 5 h, 3 d. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
