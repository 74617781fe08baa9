package io.renewals.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One broker in KRaft's combined mode, small and quick to start. */
final class KafkaBroker {
    /** After a kill it recovers every log first, which takes a while on a busy machine. */
    private static final Duration START = Duration.ofSeconds(180);

    private static final Duration STOP = Duration.ofSeconds(15);
    /** Stays over restarts with kept data; one broker alone needs no other. */
    private static final String CLUSTER_ID = "cmVuZXdhbHMtbG9jYWwtMQ";

    private final Path folder;
    private final int port;
    private final ComponentFiles files;
    private final ChildProcess.Output output;
    private ChildProcess process;

    KafkaBroker(Path folder, int port, ComponentFiles files, ChildProcess.Output output) {
        this.folder = folder;
        this.port = port;
        this.files = files;
        this.output = output;
    }

    String address() {
        return "localhost:" + port;
    }

    ChildProcess process() {
        return process;
    }

    void start() {
        Path config = writeConfig();
        if (!Files.exists(folder.resolve("log").resolve("meta.properties"))) {
            List<String> format = java("-Xmx64m", "-XX:TieredStopAtLevel=1");
            format.addAll(List.of("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", config.toString()));
            ChildProcess.Output setup = new ChildProcess.Output.ToFile(folder.resolve("setup.log"));
            ChildProcess.start(Component.KAFKA.label(), format, Map.of(), setup).awaitSuccess(START);
        }
        List<String> run = java("-Xms64m", "-Xmx256m");
        run.addAll(List.of("kafka.Kafka", config.toString()));
        process = ChildProcess.start(Component.KAFKA.label(), run, Map.of(), output);
        process.awaitReady(START, () -> Ports.answers(port));
    }

    void stop() {
        process.stop(STOP);
    }

    void kill() {
        process.kill();
    }

    private List<String> java(String... heap) {
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(List.of(heap));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-cp",
                files.kafkaClassPath()));
        return command;
    }

    private Path writeConfig() {
        int controllerPort = Ports.free();
        String config =
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                # Topics come from a step of their own, never from a typing error.
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=2
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                # The default of 128 MB does not fit the heap, and the broker dies without a word.
                log.cleaner.dedupe.buffer.size=8388608
                log.cleaner.threads=1
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                # A broker that was killed is let in again only when its old session has run out.
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=1000
                log.segment.bytes=67108864
                offsets.topic.segment.bytes=8388608
                """
                        .formatted(port, controllerPort, folder.resolve("log"));
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("server.properties"), config);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the broker's settings to " + folder, e);
        }
    }
}
