package io.renewals.launcher;

import io.renewals.stack.ChildProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** One log of everything, each line with its origin before it; to the terminal and to a file. */
final class Console implements ChildProcess.LineSink, AutoCloseable {
    private static final int NAME_WIDTH = 16;
    /** Characters of a line; more is a class path or a payload that nobody reads in a log. */
    private static final int LONGEST = 2_000;

    private static final String OWN = "launcher";

    private final PrintStream terminal;
    private final Writer file;
    private final Instant start = Instant.now();

    /** @param folder where {@code launcher.log} is appended to */
    Console(PrintStream terminal, Path folder) {
        this.terminal = terminal;
        try {
            Files.createDirectories(folder);
            this.file = Files.newBufferedWriter(
                    folder.resolve("launcher.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log below " + folder, e);
        }
    }

    @Override
    public synchronized void line(String origin, String line) {
        String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " … (" + line.length() + ")";
        String whole = padded(origin) + " | " + shown;
        terminal.println(whole);
        try {
            file.write(whole + "\n");
            file.flush();
        } catch (IOException e) {
            terminal.println(padded(OWN) + " | the log file cannot be written: " + e.getMessage());
        }
    }

    /** A line of the launcher's own, with the seconds since its start. */
    void say(String text) {
        long millis = Duration.between(start, Instant.now()).toMillis();
        line(OWN, "%5.1f s  %s".formatted(millis / 1000.0, text));
    }

    /** A line that stands alone, without an origin. */
    synchronized void announce(String text) {
        terminal.println(text);
        terminal.flush();
        try {
            file.write(text + "\n");
            file.flush();
        } catch (IOException e) {
            terminal.println(padded(OWN) + " | the log file cannot be written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            terminal.println(padded(OWN) + " | the log file cannot be closed: " + e.getMessage());
        }
    }

    private static String padded(String origin) {
        return origin + " ".repeat(Math.max(0, NAME_WIDTH - origin.length()));
    }
}
