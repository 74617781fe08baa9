package io.renewals.launcher;

import io.renewals.stack.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One replica of a service, as a JVM of its own with a small heap. */
final class ServiceJvm {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(25);
    /** At its end a recording service writes its cache, while seven others do. */
    private static final Duration RECORD = Duration.ofMinutes(5);

    private static final String FLAGS_VARIABLE = "SERVICE_JAVA_OPTS";
    private static final List<String> FLAGS = List.of(
            "-Xms24m",
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=48m",
            // The second compiler pays after hours; on a laptop it takes a core for the first minutes, and memory.
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true");

    private final Part part;
    private final String name;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Duration stopWithin;
    private final ChildProcess.LineSink lines;
    private volatile ChildProcess process;
    private volatile boolean ending;

    /** @param replica from 1 */
    ServiceJvm(
            Part part,
            int replica,
            int port,
            Map<String, String> environment,
            StartCache cache,
            ChildProcess.LineSink lines) {
        this.part = part;
        this.name = replica == 1 ? part.label() : part.label() + "-" + replica;
        this.port = port;
        this.lines = lines;
        this.environment = new HashMap<>(environment);
        this.environment.put("HTTP_PORT", Integer.toString(port));
        List<String> words = new ArrayList<>(List.of(ChildProcess.java()));
        String given = System.getenv(FLAGS_VARIABLE);
        words.addAll(given == null ? FLAGS : List.of(given.trim().split("\\s+")));
        words.addAll(cache.launch(part, jarOf(Repository.root(), part)));
        this.stopWithin = cache.isRecording() ? RECORD : STOP;
        this.command = List.copyOf(words);
    }

    /** The runnable jar of a service, as its build leaves it. */
    static Path jarOf(Path repository, Part part) {
        Path jar = repository.resolve("services").resolve(part.label()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new LaunchRefused(part.label() + " is not built (" + jar + " is missing); run: make build");
        }
        return jar;
    }

    Part part() {
        return part;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    boolean isAlive() {
        ChildProcess current = process;
        return current != null && current.isAlive();
    }

    /** @param onUnwantedEnd called when it ends and nobody asked it to, once per start */
    void start(Runnable onUnwantedEnd) {
        ending = false;
        ChildProcess started = ChildProcess.start(name, command, environment, new ChildProcess.Output.ToLines(lines));
        process = started;
        started.onExit(() -> {
            if (!ending && process == started) {
                onUnwantedEnd.run();
            }
        });
    }

    /** Waits for its readiness check. */
    void awaitReady(HttpClient http) {
        process.awaitReady(START, () -> isReady(http));
    }

    void stop() {
        ending = true;
        if (process != null) {
            process.stop(stopWithin);
        }
    }

    /** kill -9; counts as an end that nobody asked for. */
    void kill() {
        process.kill();
    }

    private boolean isReady(HttpClient http) {
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
