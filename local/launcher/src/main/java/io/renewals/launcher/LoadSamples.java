package io.renewals.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.stack.Ports;
import io.renewals.stack.SampleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Loads {@code samples/} over HTTP, the way a customer would: rulebook, accounts sheet and signals of each
 * tenant, then a scan for the book's date. It can be repeated: what is there already changes nothing.
 */
final class LoadSamples {
    /** Moves the day that is scanned. */
    private static final String DATE_VARIABLE = "DEMO_DATE";

    private static final String QUIET_HOURS_VARIABLE = "DEMO_QUIET_HOURS";
    private static final Pattern QUIET_HOURS = Pattern.compile("(?m)^quiet_hours:.*\\R(?:[ \\t]+.*\\R)*");
    private static final String OPEN_ALWAYS =
            """
            quiet_hours:
              from: "00:00"
              to: "00:00"
              business_days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
            """;

    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    /** @param admin may put a rulebook and scan, owner may import; password = name on a laptop */
    private record Tenant(String id, String admin, String rulebook, String sheet, String signals, String calendar) {}

    private static final List<Tenant> TENANTS = List.of(
            new Tenant("acme", "ada", "rulebook.yaml", "accounts.csv", "signals.jsonl", "calendar.ics"),
            new Tenant("globex", "gus", "globex-rulebook.yaml", "globex-accounts.csv", "globex-signals.jsonl", ""));

    private final URI address;
    private final Console console;
    private final SampleBook samples =
            new SampleBook(Repository.root().resolve("samples"), LocalDate.now(ZoneOffset.UTC));
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    LoadSamples(URI address, Console console) {
        this.address = address;
        this.console = console;
    }

    void run() {
        for (Tenant tenant : TENANTS) {
            putRulebook(tenant);
            importSheet(tenant);
            importSignals(tenant);
        }
        for (Tenant tenant : TENANTS) {
            awaitAccounts(tenant);
            awaitSignals(tenant);
            scan(tenant);
            importCalendar(tenant);
        }
    }

    private void putRulebook(Tenant tenant) {
        if (isThere(tenant.rulebook())) {
            boolean open = !"keep".equals(System.getenv(QUIET_HOURS_VARIABLE));
            String yaml = samples.read(tenant.rulebook());
            send(tenant, "POST", "/api/rulebook", "application/yaml", open ? withoutQuietHours(yaml) : yaml);
            console.say(tenant.id() + ": rulebook is in force"
                    + (open ? ", without its quiet hours (" + QUIET_HOURS_VARIABLE + "=keep keeps them)" : ""));
        }
    }

    /** A demo is started at any hour, and its messages should come while somebody looks. */
    static String withoutQuietHours(String rulebook) {
        String rest = QUIET_HOURS.matcher(rulebook).replaceFirst("");
        return rest
                + (rest.endsWith("\n") ? "" : "\n")
                + OPEN_ALWAYS; // a rulebook that says nothing has quiet hours too
    }

    private void importSheet(Tenant tenant) {
        if (isThere(tenant.sheet())) {
            send(tenant, "POST", "/api/import", "text/csv", samples.read(tenant.sheet()));
            console.say(tenant.id() + ": accounts sheet is imported");
        }
    }

    private void importSignals(Tenant tenant) {
        if (isThere(tenant.signals())) {
            JsonNode result =
                    send(tenant, "POST", "/api/import/signals", "application/jsonl", samples.read(tenant.signals()));
            console.say(tenant.id() + ": " + result.path("accepted").asInt() + " signals are accepted, "
                    + result.path("known").asInt() + " were known");
        }
    }

    /** What was imported takes a moment through its topics; a scan before would miss it. */
    private void awaitAccounts(Tenant tenant) {
        if (!isThere(tenant.sheet())) {
            return;
        }
        long rows = samples.read(tenant.sheet())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count()
                - 1;
        boolean arrived = Ports.await(ARRIVAL, () -> accounts(tenant) >= rows);
        console.say("%s: %d accounts are known%s"
                .formatted(tenant.id(), accounts(tenant), arrived ? "" : ", of " + rows + " rows"));
    }

    /** A scan that is faster than the signals would judge without them. */
    private void awaitSignals(Tenant tenant) {
        if (!isThere(tenant.signals())) {
            return;
        }
        Map<String, Set<String>> missing = new TreeMap<>();
        for (String line : samples.read(tenant.signals())
                .lines()
                .filter(each -> !each.isBlank())
                .toList()) {
            JsonNode signal = parse(line);
            missing.computeIfAbsent(signal.path("account").asText(), any -> new HashSet<>())
                    .add(signal.path("sourceId").asText());
        }
        boolean arrived = Ports.await(ARRIVAL, () -> {
            missing.forEach((account, ids) -> ids.removeAll(evidence(tenant, account)));
            missing.values().removeIf(Set::isEmpty);
            return missing.isEmpty();
        });
        console.say(tenant.id()
                + (arrived ? ": their signals are known" : ": signals still missing of " + missing.keySet()));
    }

    /** Its accounts have to be known where calendars are read; until then it would refuse its events. */
    private void importCalendar(Tenant tenant) {
        if (tenant.calendar().isEmpty() || !isThere(tenant.calendar())) {
            return;
        }
        String calendar = samples.read(tenant.calendar());
        String path = "/api/import/calendar?name=" + tenant.calendar();
        Ports.await(ARRIVAL, () -> send(tenant, "POST", path + "&dryRun=true", "text/calendar", calendar)
                .path("refused")
                .isEmpty());
        JsonNode result = send(tenant, "POST", path, "text/calendar", calendar);
        console.say(tenant.id() + ": " + result.path("proposed").asInt() + " proposals of the calendar wait, "
                + result.path("refused").size() + " events are refused");
    }

    private Set<String> evidence(Tenant tenant, String account) {
        Set<String> ids = new HashSet<>();
        send(tenant, "GET", "/api/accounts/" + account, "application/json", "")
                .path("evidence")
                .forEach(each -> ids.add(each.path("sourceId").asText()));
        return ids;
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a line of the samples is no JSON: " + line, e);
        }
    }

    private int accounts(Tenant tenant) {
        JsonNode summary = send(tenant, "GET", "/api/accounts/summary", "application/json", "");
        int accounts = 0;
        for (JsonNode state : summary.path("states")) {
            accounts += state.path("accounts").asInt();
        }
        return accounts;
    }

    private void scan(Tenant tenant) {
        String date = System.getenv().getOrDefault(DATE_VARIABLE, samples.day().toString());
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
        boolean there = samples.has(file);
        if (!there) {
            console.say("samples/" + file + " is missing and left out");
        }
        return there;
    }
}
