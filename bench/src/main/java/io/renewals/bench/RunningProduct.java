package io.renewals.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The product as its launcher starts it on a built tree, with a fresh data folder and ports of its own. */
final class RunningProduct implements AutoCloseable {
    static final List<String> SERVICES = List.of(
            "intake",
            "registry",
            "rule-decider",
            "drafter",
            "guardrail-gate",
            "notifier",
            "action-service",
            "audit-sink");

    private static final int[] SOME_PORTS = {5432, 9092, 8081, 1025, 8025, 8055, 8056, 8080, 8101, 8104, 8108};
    private static final Duration START = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process launcher;
    private final Path data;
    private final int shift;
    private final Duration untilReady;

    private RunningProduct(Process launcher, Path data, int shift, Duration untilReady) {
        this.launcher = launcher;
        this.data = data;
        this.shift = shift;
        this.untilReady = untilReady;
    }

    /** @param verb up or demo @param services all eight, or the few that a figure is about */
    static RunningProduct start(Settings settings, String verb, List<String> services) throws Exception {
        int shift = freeShift();
        Path data = Files.createTempDirectory("renewals-bench-");
        Path target = settings.repository().resolve("local/launcher/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                target.resolve("launcher.jar") + ":" + target.resolve("lib") + "/*",
                "io.renewals.launcher.Main",
                verb,
                "--data",
                data.toString()));
        if (!services.equals(SERVICES)) {
            command.addAll(List.of("--services", String.join(",", services)));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(settings.repository().toFile())
                .redirectErrorStream(true);
        builder.environment().put("PORT_BASE", Integer.toString(shift));
        builder.environment().putIfAbsent("PHRASER", "template");
        Instant begun = Instant.now();
        Process launcher = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        awaitReady(launcher);
        return new RunningProduct(launcher, data, shift, Duration.between(begun, Instant.now()));
    }

    private static void awaitReady(Process launcher) throws Exception {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        List<String> lines = new ArrayList<>();
        Thread.ofPlatform().daemon().name("launcher-output").start(() -> {
            try (BufferedReader reader = launcher.inputReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("READY ")) {
                        ready.complete(null);
                    }
                    if (!ready.isDone()) {
                        lines.add(line);
                    }
                }
            } catch (IOException e) {
                lines.add("(its output can no longer be read: " + e.getMessage() + ")");
            }
            ready.completeExceptionally(
                    new IllegalStateException("the product did not start:\n" + String.join("\n", lines)));
        });
        ready.get(START.toSeconds(), TimeUnit.SECONDS);
    }

    Duration untilReady() {
        return untilReady;
    }

    String kafka() {
        return "localhost:" + (9092 + shift);
    }

    String schemaRegistry() {
        return "http://localhost:" + (8081 + shift) + "/apis/ccompat/v7";
    }

    Api as(String user) {
        return new Api("http://localhost:" + (8080 + shift), user);
    }

    /** Process ids by name: services, kafka, postgres, schema-registry. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        try {
            for (JsonNode process :
                    JSON.readTree(data.resolve("run/processes.json").toFile())) {
                pids.put(process.path("name").asText(), process.path("pid").asLong());
            }
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void putRulebook(Settings settings) throws IOException {
        as("ada")
                .post(
                        "/api/rulebook",
                        "application/yaml",
                        Files.readString(settings.repository().resolve("samples/rulebook.yaml")));
    }

    @Override
    public void close() throws Exception {
        launcher.toHandle().destroy();
        if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static int freeShift() {
        Random random = new SecureRandom();
        for (int attempt = 0; attempt < 200; attempt++) {
            int shift = random.nextInt(3_000, 22_000);
            boolean free = true;
            for (int port : SOME_PORTS) {
                free &= isFree(port + shift);
            }
            if (free) {
                return shift;
            }
        }
        throw new IllegalStateException("no free range of ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
