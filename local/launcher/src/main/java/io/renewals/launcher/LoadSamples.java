package io.renewals.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.events.SignalReported;
import io.renewals.schemas.Topics;
import io.renewals.stack.Endpoints;
import io.renewals.stack.Ports;
import io.renewals.stack.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Loads {@code samples/} the way a customer would: the rulebooks and the sheet over HTTP, the signals
 * as events, then a scan for the book's date. Everything in it can be repeated: ids are the samples' own.
 */
final class LoadSamples {
    /** The day the sample book is written for. */
    private static final String BUSINESS_DATE = "2026-05-04";

    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    /** @param admin may put a rulebook and scan, owner may import; password = name on a laptop */
    private record Tenant(String id, String admin, String rulebook, String sheet) {}

    private static final List<Tenant> TENANTS = List.of(
            new Tenant("acme", "ada", "rulebook.yaml", "accounts.csv"),
            new Tenant("globex", "gus", "globex-rulebook.yaml", "globex-accounts.csv"));

    private final URI address;
    private final Endpoints endpoints;
    private final Console console;
    private final Path samples = Repository.root().resolve("samples");
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    LoadSamples(URI address, Endpoints endpoints, Console console) {
        this.address = address;
        this.endpoints = endpoints;
        this.console = console;
    }

    void run() {
        for (Tenant tenant : TENANTS) {
            putRulebook(tenant);
            importSheet(tenant);
        }
        publishSignals();
        for (Tenant tenant : TENANTS) {
            awaitAccounts(tenant);
            scan(tenant);
        }
    }

    private void putRulebook(Tenant tenant) {
        if (isThere(tenant.rulebook())) {
            send(tenant, "PUT", "/api/rulebook", "application/yaml", read(tenant.rulebook()));
            console.say(tenant.id() + ": rulebook is in force");
        }
    }

    private void importSheet(Tenant tenant) {
        if (isThere(tenant.sheet())) {
            send(tenant, "POST", "/api/import", "text/csv", read(tenant.sheet()));
            console.say(tenant.id() + ": accounts sheet is imported");
        }
    }

    /** {@code signals.jsonl}: a SignalReported in Avro's JSON per line. */
    private void publishSignals() {
        if (!isThere("signals.jsonl")) {
            return;
        }
        List<String> lines =
                read("signals.jsonl").lines().filter(line -> !line.isBlank()).toList();
        try (TestTopics topics = new TestTopics(endpoints, "/samples")) {
            for (String line : lines) {
                SignalReported signal = signal(line);
                topics.publish(
                        Topics.SIGNAL_REPORTED,
                        signal.getTenant() + "/" + signal.getAccount(),
                        signal,
                        Map.of("ce_id", signal.getSignal().getSourceId()));
            }
        }
        console.say(lines.size() + " signals are published");
    }

    private static SignalReported signal(String line) {
        try {
            var reader = new SpecificDatumReader<SignalReported>(SignalReported.getClassSchema());
            return reader.read(null, DecoderFactory.get().jsonDecoder(SignalReported.getClassSchema(), line));
        } catch (IOException e) {
            throw new UncheckedIOException("samples/signals.jsonl: " + line, e);
        }
    }

    /** What was imported takes a moment through its topics; a scan before would miss it. */
    private void awaitAccounts(Tenant tenant) {
        if (!isThere(tenant.sheet())) {
            return;
        }
        long rows = read(tenant.sheet()).lines().filter(line -> !line.isBlank()).count() - 1;
        boolean arrived = Ports.await(ARRIVAL, () -> accounts(tenant) >= rows);
        console.say("%s: %d accounts are known%s"
                .formatted(tenant.id(), accounts(tenant), arrived ? "" : ", of " + rows + " rows"));
    }

    private int accounts(Tenant tenant) {
        JsonNode answer = send(tenant, "GET", "/api/accounts", "application/json", "");
        return answer.path("total").asInt(answer.path("accounts").size());
    }

    private void scan(Tenant tenant) {
        JsonNode scan = send(
                tenant,
                "POST",
                "/api/scans",
                "application/json",
                json.createObjectNode().put("businessDate", BUSINESS_DATE).toString());
        console.say(tenant.id() + ": scanned for " + BUSINESS_DATE + " " + scan);
    }

    private JsonNode send(Tenant tenant, String method, String path, String type, String body) {
        String login = tenant.admin() + ":" + tenant.admin();
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new LaunchRefused("loading the samples: " + method + " " + path + " answered "
                        + response.statusCode() + ": " + response.body());
            }
            return response.body().isBlank() ? json.createObjectNode() : json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("loading the samples: no answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchRefused("interrupted while loading the samples");
        }
    }

    private boolean isThere(String file) {
        boolean there = Files.exists(samples.resolve(file));
        if (!there) {
            console.say("samples/" + file + " is missing and left out");
        }
        return there;
    }

    private String read(String file) {
        try {
            return Files.readString(samples.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read samples/" + file, e);
        }
    }
}
