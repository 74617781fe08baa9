package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Http.User;
import io.renewals.stack.SampleBook;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * Makes accounts due, the way people and systems do: rulebooks over HTTP, sheets and signals, scans.
 *
 * <p>A second scan of a day checks only who came since. The rulebooks are the samples' without quiet hours, so that pings come at
 * once whenever the tests run.
 */
public final class Books {
    private static final SampleBook SAMPLES =
            new SampleBook(Product.repository().resolve("samples"), LocalDate.now(ZoneOffset.UTC));

    /** The business date of the sample books and of a test's own customers: never behind the clock. */
    public static final LocalDate DAY = SAMPLES.day();

    private static final String NO_QUIET_HOURS =
            """

            quiet_hours:
              from: "00:00"
              to: "00:00"
              business_days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
            """;

    private static final Map<Product, Books> READY = new ConcurrentHashMap<>();

    private final Product product;
    private final Outside outside;
    private boolean withSamples;

    private Books(Product product) {
        this.product = product;
        this.outside = new Outside(product);
    }

    /** A product's books with both companies' rulebooks in force; loads them at the first call. */
    public static Books ready(Product product) {
        return READY.computeIfAbsent(product, any -> {
            Books books = new Books(product);
            books.publishRulebook(User.ADA, books.rulebook("acme"));
            books.publishRulebook(User.GUS, books.rulebook("globex"));
            return books;
        });
    }

    public Outside outside() {
        return outside;
    }

    /** The sample rulebook of a company, without quiet hours. */
    public String rulebook(String tenant) {
        String sample = sample(tenant.equals("acme") ? "rulebook.yaml" : tenant + "-rulebook.yaml");
        return sample.replaceFirst("(?m)^quiet_hours:\n(?: .*\n)+", "") + NO_QUIET_HOURS;
    }

    /** @return the version that is now in force */
    public int publishRulebook(User admin, String yaml) {
        Http.Answer answer = product.as(admin).post("/api/rulebook?comment=test", "application/yaml", yaml);
        if (!answer.isOk()) {
            throw new AssertionError("the rulebook was not taken: " + answer.text());
        }
        return product.as(admin)
                .get("/api/rulebook")
                .must(200)
                .json()
                .path("inForce")
                .asInt();
    }

    /** Loads both sample books and scans {@link #DAY}; the second call does nothing. */
    public synchronized Books withSamples() {
        if (!withSamples) {
            importSamples(User.ADA);
            importSamples(User.GUS);
            scan(User.ADA, DAY);
            scan(User.GUS, DAY);
            withSamples = true;
        }
        return this;
    }

    /** Imports the sample book of a company and waits until the registry knows all of it. */
    public void importSamples(User admin) {
        String prefix = admin.tenant().equals("acme") ? "" : admin.tenant() + "-";
        Http http = product.as(admin);
        String sheet = sample(prefix + "accounts.csv");
        http.post("/api/import?name=accounts.csv", "text/csv", sheet).must(200);
        String signals = sample(prefix + "signals.jsonl");
        http.post("/api/import/signals", "application/jsonl", signals).must(200);
        long rows = sheet.lines().filter(line -> !line.isBlank()).count() - 1;
        long evidence = signals.lines().filter(line -> !line.isBlank()).count();
        Await.until(
                rows + " accounts of " + admin.tenant(),
                () -> accounts(admin).size() >= rows && evidenceOf(admin, sheet) >= evidence);
    }

    /** Publishes what other systems know of these accounts, and waits until the registry knows it too. */
    public void report(Customer... customers) {
        for (Customer customer : customers) {
            outside.report(customer);
        }
        for (Customer customer : customers) {
            int wanted = customer.evidence().size();
            Await.until(
                    customer.key() + " with its signals",
                    () -> account(customer).path("evidence").size() >= wanted);
        }
    }

    /** Scans {@link #DAY} for everybody who came since. */
    public void scan(User admin) {
        scan(admin, DAY);
    }

    public void scan(User admin, LocalDate day) {
        Http http = product.as(admin);
        JsonNode scan = Await.value("a scan of " + day + " to begin", () -> {
            Http.Answer answer = http.post("/api/scans", Map.of("businessDate", day.toString()));
            return answer.status() == 409
                    ? Optional.empty()
                    : Optional.of(answer.must(202).json());
        });
        Await.until("the scan of " + day, () -> http.get(
                        "/api/scans/" + scan.path("id").asText())
                .must(200)
                .json()
                .path("status")
                .asText()
                .equals("DONE"));
    }

    /** Reports, scans, and waits for the card of each, queued or held. */
    public List<Card> cards(Customer... customers) {
        report(customers);
        Arrays.stream(customers)
                .map(customer -> adminOf(customer.tenant()))
                .distinct()
                .forEach(this::scan);
        return Arrays.stream(customers).map(this::awaitCard).toList();
    }

    public Card card(Customer customer) {
        return cards(customer).getFirst();
    }

    /** Reads a calendar that has this account's renewal on this day. @return id of the proposal, as soon as it waits for a decision */
    public String proposal(User admin, String account, LocalDate day) {
        Http http = product.as(admin);
        String calendar = calendar(account + "@calendar", "Contract #renewal", "account: " + account, day);
        awaitNameable(admin, account);
        String id = http.post("/api/import/calendar", "text/calendar", calendar)
                .must(200)
                .json()
                .at("/moved/0/proposalId")
                .asText();
        Await.until(
                "the proposal for " + account,
                () -> http.get("/api/proposals/" + id).status() == 200);
        return id;
    }

    /** Until a calendar can name the account: what the registry tells of it takes a moment to intake. */
    public void awaitNameable(User admin, String account) {
        String probe = calendar("probe@calendar", "#renewal", "account: " + account, DAY.plusDays(300));
        Await.until("intake to know " + account, () -> product.as(admin)
                .post("/api/import/calendar?dryRun=true", "text/calendar", probe)
                .must(200)
                .json()
                .path("refused")
                .isEmpty());
    }

    /** A calendar of one event for a whole day. */
    public static String calendar(String uid, String summary, String description, LocalDate day) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTART;VALUE=DATE:"
                + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "\r\nSUMMARY:" + summary + "\r\nDESCRIPTION:"
                + description + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    /** The newest card of an account, as soon as it is in action-service. */
    public Card awaitCard(Customer customer) {
        return awaitCard(customer.tenant(), customer.account());
    }

    public Card awaitCard(String tenant, String account) {
        return Await.value("a card of " + tenant + "/" + account, () -> newestCard(tenant, account));
    }

    public Optional<Card> newestCard(String tenant, String account) {
        return cardsOf(tenant, account).stream()
                .max(Comparator.comparing((JsonNode row) -> row.path("cycleNo").asInt())
                        .thenComparing(row -> row.path("revision").asInt()))
                .map(row -> new Card(product, tenant, row.path("offerId").asText()));
    }

    /** All cards of an account, as the queue lists them. */
    public List<JsonNode> cardsOf(String tenant, String account) {
        JsonNode page = product.as(adminOf(tenant))
                .get("/api/queue?status=all&size=500&account=" + account)
                .must(200)
                .json();
        return StreamSupport.stream(page.path("cards").spliterator(), false)
                .filter(row -> row.path("account").asText().equals(account))
                .toList();
    }

    /** An account as the registry shows it; a missing node where it knows none. */
    public JsonNode account(Customer customer) {
        return account(customer.tenant(), customer.account());
    }

    public JsonNode account(String tenant, String account) {
        Http.Answer answer = product.as(adminOf(tenant)).get("/api/accounts/" + account);
        return answer.status() == 404
                ? Http.JSON.createObjectNode()
                : answer.must(200).json();
    }

    public void awaitState(Customer customer, String state) {
        awaitState(customer.tenant(), customer.account(), state);
    }

    public void awaitState(String tenant, String account, String state) {
        Await.asserted(tenant + "/" + account + " in state " + state, () -> org.assertj.core.api.Assertions.assertThat(
                        account(tenant, account).path("state").asText())
                .isEqualTo(state));
    }

    public static User adminOf(String tenant) {
        return tenant.equals("acme") ? User.ADA : User.GUS;
    }

    public static String sample(String file) {
        return SAMPLES.read(file);
    }

    private List<JsonNode> accounts(User admin) {
        JsonNode page =
                product.as(admin).get("/api/accounts?limit=500").must(200).json();
        return StreamSupport.stream(page.path("accounts").spliterator(), false).toList();
    }

    private long evidenceOf(User admin, String sheet) {
        return sheet.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(0, line.indexOf(',')))
                .mapToLong(account ->
                        account(admin.tenant(), account).path("evidence").size())
                .sum();
    }
}
