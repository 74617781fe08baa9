package io.renewals.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps a terminal's Ctrl-C from reaching children directly: whoever started them stops them in order. */
final class SeparateSession {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private SeparateSession() {}

    /** What to put before a command; empty on systems without {@code setsid}. */
    static List<String> prefix() {
        return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
    }
}
