package io.renewals.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What was measured, beside what it was to reach. */
final class Report {
    private record Row(String figure, String reach, String measured, boolean reached) {}

    private final PrintStream terminal;
    private final List<Row> rows = new ArrayList<>();

    Report(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** @param reach empty: nothing to reach, said for the record */
    void row(String figure, String reach, boolean reached, String measured, Object... values) {
        Row row = new Row(figure, reach, measured.formatted(values), reached);
        rows.add(row);
        say("%s: %s", row.figure(), row.measured());
    }

    void say(String format, Object... values) {
        terminal.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + format.formatted(values));
    }

    /** The numbers mean little without this. */
    void machine() throws IOException {
        say(
                "%d processors, JDK %s, load %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Files.readString(Path.of("/proc/loadavg")).trim());
    }

    void table() throws IOException {
        machine();
        terminal.println();
        terminal.println("| figure | to reach | measured | |");
        terminal.println("|---|---|---|---|");
        for (Row row : rows) {
            String verdict = row.reach().isEmpty() ? "" : row.reached() ? "reached" : "not reached";
            terminal.println(
                    "| " + row.figure() + " | " + row.reach() + " | " + row.measured() + " | " + verdict + " |");
        }
    }
}
