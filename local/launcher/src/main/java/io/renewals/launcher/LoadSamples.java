package io.renewals.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.SignalReported;
import io.renewals.schemas.Topics;
import io.renewals.stack.Endpoints;
import io.renewals.stack.Ports;
import io.renewals.stack.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Loads {@code samples/} the way a customer would: the rulebooks and the sheet over HTTP, the signals
 * as events, then a scan for the book's date. Everything in it can be repeated: ids are the samples' own.
 */
final class LoadSamples {
    /** Moves the day that is scanned. */
    private static final String DATE_VARIABLE = "DEMO_DATE";
    /** The day the sample book is written for: Bayside Studio comes into the offer's lead time on it. */
    private static final String BUSINESS_DATE = "2026-11-27";

    private static final int MONEY_SCALE = 4;
    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    /** @param admin may put a rulebook and scan, owner may import; password = name on a laptop */
    private record Tenant(String id, String admin, String rulebook, String sheet, String signals) {}

    private static final List<Tenant> TENANTS = List.of(
            new Tenant("acme", "ada", "rulebook.yaml", "accounts.csv", "signals.jsonl"),
            new Tenant("globex", "gus", "globex-rulebook.yaml", "globex-accounts.csv", "globex-signals.jsonl"));

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
        try (TestTopics topics = new TestTopics(endpoints, "/samples")) {
            TENANTS.forEach(tenant -> publishSignals(tenant, topics));
        }
        for (Tenant tenant : TENANTS) {
            awaitAccounts(tenant);
            scan(tenant);
        }
    }

    private void putRulebook(Tenant tenant) {
        if (isThere(tenant.rulebook())) {
            send(tenant, "POST", "/api/rulebook", "application/yaml", read(tenant.rulebook()));
            console.say(tenant.id() + ": rulebook is in force");
        }
    }

    private void importSheet(Tenant tenant) {
        if (isThere(tenant.sheet())) {
            send(tenant, "POST", "/api/import", "text/csv", read(tenant.sheet()));
            console.say(tenant.id() + ": accounts sheet is imported");
        }
    }

    /** A JSON object per line: account, kind, metric, sourceId, observedAt and a value or a text. */
    private void publishSignals(Tenant tenant, TestTopics topics) {
        if (!isThere(tenant.signals())) {
            return;
        }
        List<String> lines =
                read(tenant.signals()).lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            SignalReported signal = signal(tenant, line);
            topics.publish(
                    Topics.SIGNAL_REPORTED,
                    tenant.id() + "/" + signal.getAccount(),
                    signal,
                    Map.of(
                            "ce_id",
                            signal.getAccount() + ":" + signal.getSignal().getSourceId()));
        }
        console.say(tenant.id() + ": " + lines.size() + " signals are published");
    }

    private SignalReported signal(Tenant tenant, String line) {
        try {
            JsonNode fields = json.readTree(line);
            Evidence evidence = Evidence.newBuilder()
                    .setSourceId(fields.get("sourceId").asText())
                    .setKind(EvidenceKind.valueOf(fields.get("kind").asText()))
                    .setMetric(fields.get("metric").asText())
                    .setValue(
                            fields.hasNonNull("value")
                                    ? new BigDecimal(fields.get("value").asText()).setScale(MONEY_SCALE)
                                    : null)
                    .setText(fields.hasNonNull("text") ? fields.get("text").asText() : null)
                    .setObservedAt(Instant.parse(fields.get("observedAt").asText()))
                    .build();
            return SignalReported.newBuilder()
                    .setTenant(tenant.id())
                    .setAccount(fields.get("account").asText())
                    .setSignal(evidence)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(tenant.signals() + ": " + line, e);
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
        String date = System.getenv().getOrDefault(DATE_VARIABLE, BUSINESS_DATE);
        JsonNode scan = send(
                tenant,
                "POST",
                "/api/scans",
                "application/json",
                json.createObjectNode().put("businessDate", date).toString());
        console.say(tenant.id() + ": scan for " + date + " is asked for: " + scan);
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
