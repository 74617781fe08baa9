package io.renewals.e2e.product;

import io.renewals.stack.ChildProcess;
import io.renewals.stack.Endpoints;
import io.renewals.stack.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The whole product as a person starts it, by its launcher, on ports and a data folder of its own. Tests meet it from outside
 * only: over HTTP, topics, Slack's payloads and the mailbox.
 *
 * <p>One that most tests share is started once in a test JVM and stopped when the JVM ends. A test that kills parts of it or needs
 * other settings starts its own with {@link #with()} and closes it.
 */
public final class Product implements AutoCloseable {
    /** Labels of the eight services, in the order of the flow. */
    public static final List<String> SERVICES = List.of(
            "intake",
            "registry",
            "rule-decider",
            "drafter",
            "guardrail-gate",
            "notifier",
            "action-service",
            "audit-sink");

    private static final Duration START = Duration.ofSeconds(240);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int TAIL_LINES = 120;
    private static final String PROCESSES = "run/processes.json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Ending ENDING = Ending.ofThisJvm();

    private static Product shared;

    private final PortRange ports;
    private final Path data;
    private final ChildProcess launcher;
    private final List<TestTopics> opened = new ArrayList<>();
    private boolean closed;

    private Product(PortRange ports, Path data, ChildProcess launcher) {
        this.ports = ports;
        this.data = data;
        this.launcher = launcher;
    }

    public static ProductSettings with() {
        return new ProductSettings();
    }

    /**
     * The one for all tests that leave it as they found it; see {@link Books#ready} for what is loaded. Its words come from the
     * model's stand-in, which writes well unless a test tells it otherwise. All tests' cards go to the same few people, so the
     * pause between two messages to one of them is short; what is looked at every so often is looked at more often.
     */
    public static synchronized Product shared() {
        if (shared == null) {
            shared = with().env("PHRASER", "bedrock")
                    .env("BEDROCK_TIMEOUT", "2s")
                    .env("RENEWALS_NOTIFIER_PACE", "50ms")
                    .env("RENEWALS_NOTIFIER_POLL", "300ms")
                    .env("RENEWALS_FOLLOW_UP_EVERY", "2s")
                    .env("RENEWALS_SENDING_LEASE", "10s")
                    .env("RENEWALS_SENDING_POLL", "1s")
                    .env("RENEWALS_RULEBOOKS_UNSEEN_SECONDS", "3")
                    .start();
        }
        return shared;
    }

    static Product start(ProductSettings settings) {
        PortRange ports = PortRange.free(settings.replicas);
        Path root = repository();
        Path data = settings.data == null ? freshFolder(root) : settings.data;
        List<String> command = new ArrayList<>(List.of(
                ChildProcess.java(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                root.resolve("local/launcher/target/launcher.jar") + ":" + root.resolve("local/launcher/target/lib")
                        + "/*",
                "io.renewals.launcher.Main",
                "up",
                "--data",
                data.toString(),
                "--replicas",
                Integer.toString(settings.replicas)));
        if (settings.supervise) {
            command.add("--supervise");
        }
        if (!settings.services.equals(SERVICES)) {
            command.addAll(List.of("--services", String.join(",", settings.services)));
        }
        Map<String, String> environment = new HashMap<>(settings.environment);
        environment.put("PORT_BASE", Integer.toString(ports.shift()));
        AtomicReference<Boolean> ready = new AtomicReference<>(false);
        ChildProcess launcher =
                ChildProcess.start("product", command, environment, new ChildProcess.Output.ToLines((name, line) -> {
                    if (line.startsWith("READY ")) {
                        ready.set(true);
                    }
                }));
        Product product = new Product(ports, data, launcher);
        ENDING.add(product);
        try {
            launcher.awaitReady(START, ready::get);
        } catch (IllegalStateException e) {
            String log = product.log();
            product.close();
            throw new IllegalStateException(e.getMessage() + "\n" + log, e);
        }
        return product;
    }

    /** Where people and programs go: http://localhost:port. */
    public URI frontDoor() {
        return local(8080);
    }

    /** A service itself, past the front door: health, metrics, OpenAPI. */
    public URI service(String label) {
        return local(8101 + indexOf(label));
    }

    public URI slackStandIn() {
        return local(8055);
    }

    public URI bedrockStandIn() {
        return local(8056);
    }

    /** Broker, registry, database and mail server. */
    public Endpoints endpoints() {
        return new Endpoints(
                "localhost:" + ports.of(9092),
                "http://localhost:" + ports.of(8081) + "/apis/ccompat/v7",
                "jdbc:postgresql://localhost:" + ports.of(5432) + "/renewals",
                "localhost",
                ports.of(1025));
    }

    /** Topics as another system sees them. @param source the {@code ce_source} of what it publishes */
    public synchronized TestTopics topics(String source) {
        TestTopics topics = new TestTopics(endpoints(), source);
        opened.add(topics);
        return topics;
    }

    public Http as(Http.User user) {
        return new Http(frontDoor(), user);
    }

    public Mailbox mailbox() {
        return new Mailbox(frontDoor());
    }

    public SlackWorkspace slack() {
        return new SlackWorkspace(slackStandIn());
    }

    public ModelStandIn model() {
        return new ModelStandIn(bedrockStandIn());
    }

    public Path data() {
        return data;
    }

    /** kill -9. @param name a service, {@code registry-2} for its second replica, or kafka, postgres, schema-registry */
    public void kill(String name) {
        ask("kill", name);
    }

    /** Starts it, stopping it first where it runs, and returns when it is ready. */
    public void restart(String name) {
        ask("restart", name);
    }

    /** Process ids by name, as the launcher wrote them down. */
    public Map<String, Long> pids() {
        try {
            Map<String, Long> pids = new HashMap<>();
            for (var process : Http.JSON.readTree(data.resolve(PROCESSES).toFile())) {
                pids.put(process.path("name").asText(), process.path("pid").asLong());
            }
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException("no list of processes in " + data, e);
        }
    }

    /** The last lines of all parts, for a failure's message. */
    public String log() {
        Path file = data.resolve("logs/launcher.log");
        if (!Files.exists(file)) {
            return "(no log in " + file + ")";
        }
        try (Stream<String> lines = Files.lines(file)) {
            List<String> all = lines.toList();
            return "the end of " + file + ":\n"
                    + String.join("\n", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        opened.forEach(TestTopics::close);
        launcher.stop(STOP);
    }

    /** Closes without a farewell of its services: nobody reads their data any more. */
    synchronized void abandon() {
        if (!closed && Files.exists(data.resolve(PROCESSES))) {
            pids().entrySet().stream()
                    .filter(process -> SERVICES.contains(process.getKey()))
                    .flatMap(process -> ProcessHandle.of(process.getValue()).stream())
                    .forEach(ProcessHandle::destroyForcibly);
        }
        close();
    }

    private void ask(String command, String name) {
        Properties control = new Properties();
        try (var in = Files.newInputStream(data.resolve("run/control.properties"))) {
            control.load(in);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + control.getProperty("port") + "/" + command + "/" + name))
                    .header("X-Launcher-Pass", control.getProperty("pass"))
                    .POST(BodyPublishers.noBody())
                    .build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(command + " " + name + ": " + answer.body() + "\n" + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the launcher does not answer; " + log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private URI local(int usualPort) {
        return URI.create("http://localhost:" + ports.of(usualPort));
    }

    private static int indexOf(String label) {
        int index = SERVICES.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("there is no service " + label);
        }
        return index;
    }

    /** The folder that holds {@code services} and {@code samples}. */
    public static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("services")) && Files.isDirectory(folder.resolve("samples"))) {
                return folder;
            }
        }
        throw new IllegalStateException("these tests run inside the repository");
    }

    private static Path freshFolder(Path root) {
        try {
            Path parent = Files.createDirectories(root.resolve("e2e/target/products"));
            Path data = Files.createTempDirectory(parent, "data-");
            ENDING.add(data);
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the product's data", e);
        }
    }
}
