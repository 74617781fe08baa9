package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Http;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two companies on one product: neither sees, changes or is changed by anything of the other. */
@ExtendWith(ShowsLog.class)
class TenantsTest {
    private static final List<String> WITH_HTTP = List.of("intake", "registry", "action-service", "audit-sink");
    /** Pages that the API's description leaves out. */
    private static final Map<String, List<String>> PAGES = Map.of(
            "intake", List.of("/import", "/rejected"),
            "registry",
                    List.of(
                            "/accounts",
                            "/accounts/{account}",
                            "/scans",
                            "/attention",
                            "/settings",
                            "/digest",
                            "/digest/{period}",
                            "/digest/{period}/{section}",
                            "/rulebook",
                            "/rulebook/{version}"),
            "action-service",
                    List.of(
                            "/queue",
                            "/queue?status=all",
                            "/cards/{offerId}",
                            "/cards/{offerId}/state",
                            "/proposals",
                            "/proposals?status=all",
                            "/proposals/{proposalId}",
                            "/api/queue?status=all"),
            "audit-sink", List.of("/audit", "/audit/accounts/{account}", "/audit/offers/{offerId}", "/audit/chain"));

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static Product product;
    private static Books books;

    /** What the one company has, by the name of the parameter that would ask for it. */
    private static final Map<String, Map<String, String>> IDS = new LinkedHashMap<>();

    @BeforeAll
    static void givenCardsOfBoth() {
        product = Product.shared();
        books = Books.ready(product).withSamples();
        IDS.put("acme", idsOf("acme", "harbor-clinic"));
        IDS.put("globex", idsOf("globex", "alpen-brauerei"));
    }

    private static Map<String, String> idsOf(String tenant, String account) {
        Card card = books.awaitCard(tenant, account);
        Http admin = product.as(Books.adminOf(tenant));
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("account", account);
        ids.put("offerId", card.offerId());
        ids.put("proposalId", books.proposal(Books.adminOf(tenant), account, Books.DAY.plusDays(120)));
        ids.put("id", admin.get("/api/scans").must(200).json().at("/scans/0/id").asText());
        ids.put(
                "sha256",
                admin.get("/api/import/versions")
                        .must(200)
                        .json()
                        .at("/versions/0/sha256")
                        .asText("0"));
        // Another day's than that of the tests that look at what is in it.
        String day = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        String period = admin.post("/api/digest", Map.of("kind", "weekly", "date", day))
                .json()
                .path("period")
                .asText();
        ids.put("period", period);
        ids.put(
                "section",
                admin.get("/api/digest/" + period)
                        .must(200)
                        .json()
                        .at("/figures/0/section")
                        .asText());
        ids.put("sequence", "5");
        ids.put("version", "1");
        return ids;
    }

    @ParameterizedTest
    @EnumSource(
            value = User.class,
            names = {"GINA", "GUS", "MARIA", "ADA", "OTTO"})
    void noPageAndNoAnswerShowsAnythingOfTheOtherCompany(User user) {
        String other = otherThan(user.tenant());
        List<String> asked = new ArrayList<>();
        for (String service : WITH_HTTP) {
            for (String path : readable(service)) {
                String filled = filled(path, IDS.get(other));
                Http.Answer answer =
                        product.as(user).at(product.service(service)).page(filled);
                Http.Answer asJson =
                        product.as(user).at(product.service(service)).get(filled);
                asked.add(service + " " + path + " " + answer.status());

                assertThat(leaksOf(other, answer.text() + asJson.text()))
                        .as(user + " GET " + filled + " of " + service)
                        .isEmpty();
            }
        }
        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(asked).anyMatch(line -> line.endsWith(" 200"));
    }

    /** Every write that the services describe, with the other company's ids and a body that would do for its own card. */
    @ParameterizedTest
    @CsvSource({"acme, GUS", "acme, GINA", "globex, ADA", "globex, MARIA"})
    void noChangeThroughTheOthersIdsTakesEffect(String tenant, User stranger) {
        JsonNode before = cardOf(tenant).now();
        List<String> asked = new ArrayList<>();
        for (String service : WITH_HTTP) {
            for (String path : paths(service, "post")) {
                if (!PARAMETER.matcher(path).find()) {
                    continue; // names nobody: it is about the company of whoever asks
                }
                Http.Answer answer = product.as(stranger)
                        .at(product.service(service))
                        .post(filled(path, IDS.get(tenant)), asIfOnesOwn(before));
                asked.add(path);

                assertThat(leaksOf(tenant, answer.text()))
                        .as(stranger + " POST " + path)
                        .isEmpty();
                if (path.contains("{offerId}") || path.contains("{proposalId}")) {
                    assertThat(answer.status())
                            .as(stranger + " POST " + path + ": " + answer.text())
                            .isEqualTo(404);
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(cardOf(tenant).now()).isEqualTo(before);
    }

    /** All that any of the decisions asks for. */
    private static Map<String, Object> asIfOnesOwn(JsonNode card) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("sha256", card.at("/message/sha256").asText());
        body.put("revision", card.path("revision").asInt());
        body.put("subject", "x");
        body.put("text", "y");
        body.put("plan", card.at("/offer/proposedPlan").asText());
        body.put("discount", 1);
        body.put("reason", "handling_by_hand");
        body.put("note", "z");
        body.put("owner", card.at("/owner/id").asText());
        body.put("until", Books.DAY.plusDays(2).toString());
        body.put("outcome", "arrived");
        return body;
    }

    @Test
    void theOthersSlackAndTheOthersRulebookStayTheirOwn() {
        JsonNode acme = product.as(User.ADA).get("/api/rulebook/1").must(200).json();
        JsonNode globex = product.as(User.GUS).get("/api/rulebook/1").must(200).json();

        assertThat(acme.path("yaml").asText()).contains("tenant: acme").doesNotContain("globex");
        assertThat(globex.path("yaml").asText()).contains("tenant: globex").doesNotContain("acme");
        assertThat(product.as(User.GUS)
                        .post("/api/rulebook", "application/yaml", books.rulebook("acme"))
                        .status())
                .isEqualTo(422);
    }

    private static Card cardOf(String tenant) {
        return books.awaitCard(tenant, IDS.get(tenant).get("account"));
    }

    private static List<String> readable(String service) {
        List<String> readable = new ArrayList<>(PAGES.get(service));
        readable.addAll(paths(service, "get"));
        return readable.stream().distinct().toList();
    }

    private static List<String> paths(String service, String method) {
        List<String> paths = new ArrayList<>();
        JsonNode description = product.as(User.ADA)
                .at(product.service(service))
                .get("/q/openapi?format=json")
                .must(200)
                .json();
        description.path("paths").properties().forEach(path -> {
            if (path.getValue().has(method)) {
                paths.add(path.getKey());
            }
        });
        return paths;
    }

    private static String filled(String path, Map<String, String> ids) {
        Matcher parameters = PARAMETER.matcher(path);
        return parameters.replaceAll(found -> {
            String id = ids.get(found.group(1));
            assertThat(id).as("a value for " + path).isNotNull();
            return id;
        });
    }

    /** Anything that only the other company can have said, beside the ids of the request itself. */
    private static List<String> leaksOf(String tenant, String text) {
        List<String> marks = tenant.equals("acme")
                ? List.of(
                        "Harbor Clinic", "Bayside", "bayside-studio", "acme.example", "Tom Becker", "Maria ", "T0ACME")
                : List.of("Alpen Brauerei", "alpenbrauerei", "nordlicht", "globex.example", "Gina ", "T0GLOBEX");
        return marks.stream().filter(text::contains).toList();
    }

    private static String otherThan(String tenant) {
        return tenant.equals("acme") ? "globex" : "acme";
    }
}
