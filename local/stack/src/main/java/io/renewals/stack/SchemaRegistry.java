package io.renewals.stack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The schema registry, which keeps its schemas in a database of its own on the stack's PostgreSQL. */
final class SchemaRegistry {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);
    static final String DATABASE = "apicurio";

    private final int port;
    private final String jdbcUrl;
    private final ComponentFiles files;
    private final ChildProcess.Output output;
    private ChildProcess process;

    /** @param jdbcUrl of the database {@value #DATABASE} */
    SchemaRegistry(int port, String jdbcUrl, ComponentFiles files, ChildProcess.Output output) {
        this.port = port;
        this.jdbcUrl = jdbcUrl;
        this.files = files;
        this.output = output;
    }

    /** Base of the Confluent protocol. */
    String url() {
        return "http://localhost:" + port + "/apis/ccompat/v7";
    }

    ChildProcess process() {
        return process;
    }

    void start() {
        process = ChildProcess.start(Component.REGISTRY.label(), command(), Map.of(), output);
        try (HttpClient http = HttpClient.newHttpClient()) {
            process.awaitReady(START, () -> Ports.answers(port) && answers(http));
        }
    }

    void stop() {
        process.stop(STOP);
    }

    void kill() {
        process.kill();
    }

    private List<String> command() {
        return List.of(
                ChildProcess.java(),
                "-Xms48m",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + Ports.free(),
                "-Dquarkus.banner.enabled=false",
                "-Dquarkus.log.console.level=ERROR",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=postgresql",
                "-Dapicurio.datasource.url=" + jdbcUrl,
                "-Dapicurio.datasource.username=" + Endpoints.SUPERUSER,
                "-Dapicurio.datasource.password=" + PostgresServer.SUPERUSER_PASSWORD,
                // Its own sizes, 20 at least, are for a server that has many clients.
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.max-size=10",
                // Else it answers 500 for as long as connections of a database that was killed are left.
                "-Dquarkus.datasource.postgresql.jdbc.validate-on-borrow=true",
                "-jar",
                files.registryJar().toString());
    }

    private boolean answers(HttpClient http) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.io.IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
