package io.renewals.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program running beside this one; it ends when this process ends. */
public final class ChildProcess {
    private static final int TAIL_LINES = 30;

    private final String name;
    private final List<String> command;
    private final Process process;
    private final Output output;
    private final Instant started = Instant.now();

    private ChildProcess(String name, List<String> command, Process process, Output output) {
        this.name = name;
        this.command = command;
        this.process = process;
        this.output = output;
    }

    /** Where a child's lines go, error output included. */
    public sealed interface Output {
        /** Appended to a file, without a thread of ours. */
        record ToFile(Path file) implements Output {}

        /** Given to a reader, line by line; the child's name comes first. */
        record ToLines(LineSink sink) implements Output {}
    }

    /** Takes the lines of children; called from several threads. */
    @FunctionalInterface
    public interface LineSink {
        void line(String child, String line);
    }

    /**
     * @param environment added to this process's own
     * @throws UncheckedIOException where the program cannot be started
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Output output) {
        List<String> whole = new ArrayList<>(SeparateSession.prefix());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            if (output instanceof Output.ToFile(Path file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                builder.redirectOutput(Redirect.appendTo(file.toFile()));
            }
            Process process = builder.start();
            Watchdog.ofThisProcess().add(process);
            if (output instanceof Output.ToLines(LineSink sink)) {
                Thread.ofPlatform().daemon().name("log-" + name).start(() -> pump(name, process, sink));
            }
            return new ChildProcess(name, List.copyOf(command), process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The {@code java} that runs this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /** As given, without what keeps it apart from the terminal. */
    public List<String> command() {
        return command;
    }

    public Instant started() {
        return started;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs the action once the child has ended, for whatever reason. */
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /**
     * Waits until the child is of use.
     *
     * @throws IllegalStateException with the child's last lines, when it ended or the deadline passed
     */
    public void awaitReady(Duration deadline, BooleanSupplier ready) {
        boolean done = Ports.await(deadline, () -> !process.isAlive() || ready.getAsBoolean());
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with code " + process.exitValue() + tail());
        }
        if (!done) {
            throw new IllegalStateException(name + " was not ready after " + deadline.toSeconds() + " s" + tail());
        }
    }

    /** Waits for a program that ends by itself; anything but code 0 throws. */
    public void awaitSuccess(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not end within " + deadline.toSeconds() + " s" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(name + " ended with code " + process.exitValue() + tail());
        }
    }

    /** Asks it to end (SIGTERM), and kills it where that takes longer than the deadline. */
    public void stop(Duration deadline) {
        // Through the handle: Process.destroy would close the pipe and lose what the child says at its end.
        process.toHandle().destroy();
        awaitEnd(deadline);
    }

    /** kill -9, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Sends it a signal by name, for what SIGTERM and SIGKILL do not say, then waits. */
    void stopBySignal(String signal, Duration deadline) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            process.destroy();
        }
        awaitEnd(deadline);
    }

    private void awaitEnd(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        if (!(output instanceof Output.ToFile(Path file))) {
            return "; its last lines are above";
        }
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            int from = Math.max(0, lines.size() - TAIL_LINES);
            return "; the end of " + file + ":\n" + String.join("\n", lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "; its output could not be read from " + file;
        }
    }

    private static void pump(String name, Process process, LineSink sink) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                sink.line(name, line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                sink.line(name, "(its output can no longer be read: " + e.getMessage() + ")");
            }
        }
    }
}
