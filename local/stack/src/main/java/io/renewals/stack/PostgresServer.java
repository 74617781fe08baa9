package io.renewals.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL server that keeps its promises, fsync and synchronous commit on, unless it was told that nobody asks for them. */
final class PostgresServer {
    static final String SUPERUSER_PASSWORD = "postgres";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LEFTOVERS = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path folder;
    private final int port;
    private final boolean waitsForDisk;
    private final ChildProcess.Output output;
    private ChildProcess process;

    PostgresServer(Path folder, int port, boolean waitsForDisk, ChildProcess.Output output) {
        this.folder = folder;
        this.port = port;
        this.waitsForDisk = waitsForDisk;
        this.output = output;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    ChildProcess process() {
        return process;
    }

    void start() {
        Path programs = PostgresBinaries.unpacked();
        Path data = folder.resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(programs, data);
        }
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        Instant giveUp = Instant.now().plus(LEFTOVERS);
        while (!answersAfterStart(command, giveUp)) {
            // Sessions of a killed server still hold its shared memory for a moment.
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private boolean answersAfterStart(List<String> command, Instant giveUp) {
        process = ChildProcess.start(Component.POSTGRES.label(), command, Map.of(), output);
        try {
            process.awaitReady(START, () -> Ports.answers(port) && answers());
            return true;
        } catch (IllegalStateException e) {
            if (process.isAlive() || Instant.now().isAfter(giveUp)) {
                throw e;
            }
            return false;
        }
    }

    /** The fast shutdown: clients are cut off, everything committed is on disk. */
    void stop() {
        process.stopBySignal("INT", STOP);
    }

    /** kill -9 of the server's first process; its sessions notice and end by themselves. */
    void kill() {
        process.kill();
    }

    private Map<String, String> settings() {
        String disk = waitsForDisk ? "on" : "off";
        return Map.ofEntries(
                Map.entry("listen_addresses", "localhost"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "96MB"),
                Map.entry("fsync", disk),
                Map.entry("synchronous_commit", disk),
                Map.entry("full_page_writes", disk),
                Map.entry("jit", "off"),
                Map.entry("log_min_messages", "warning"),
                Map.entry("timezone", "UTC"));
    }

    private void initialise(Path programs, Path data) {
        try {
            Files.createDirectories(folder);
            Path password = Files.writeString(folder.resolve("password"), SUPERUSER_PASSWORD);
            List<String> command = asOrdinaryUser();
            command.addAll(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    Endpoints.SUPERUSER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-instructions"));
            if (!waitsForDisk) {
                command.add("--no-sync");
            }
            ChildProcess.Output setup = new ChildProcess.Output.ToFile(folder.resolve("setup.log"));
            ChildProcess.start(Component.POSTGRES.label(), command, Map.of(), setup)
                    .awaitSuccess(START);
            Files.delete(password);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the database in " + folder, e);
        }
    }

    private boolean answers() {
        try (var connection =
                DriverManager.getConnection(jdbcUrl("postgres"), Endpoints.SUPERUSER, SUPERUSER_PASSWORD)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** The server refuses to run as root; in a user namespace of its own it is nobody. */
    private static List<String> asOrdinaryUser() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
    }
}
