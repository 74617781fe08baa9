package io.renewals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.cli.FakeServices.Ran;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands end: codes, JSON, help. */
class EndsTest {
    @TempDir
    Path folder;

    private FakeServices services;

    @BeforeEach
    void start() throws Exception {
        services = new FakeServices();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @ParameterizedTest
    @CsvSource({"400,1", "404,1", "409,1", "413,1", "422,1", "401,3", "403,3", "500,4", "502,4", "503,4", "302,4"})
    void theCodeSaysWhatKindOfEndItWas(int status, int code) {
        services.answer(
                "GET /api/accounts/summary",
                status,
                "{\"title\":\"Not now\",\"detail\":\"because\",\"status\":" + status + "}");

        Ran ran = services.rn("states");

        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("rn: ");
    }

    @Test
    void aRefusalIsJsonToo() throws Exception {
        services.answer("GET /api/accounts/summary", 409, "{\"title\":\"Not now\",\"detail\":\"because\"}");

        Ran ran = services.rn("states", "--json");

        assertThat(json(ran).path("title").asText()).isEqualTo("Not now");
        assertThat(ran.err()).contains("Not now: because");
    }

    @Test
    void whoAsksGoesByBasic() {
        services.answer("GET /api/accounts/summary", 200, "{\"states\":[]}");

        services.rn("states", "--user", "otto");

        String pair = Base64.getEncoder().encodeToString("otto:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(services.asked.getFirst().authorization()).isEqualTo("Basic " + pair);
    }

    @Test
    void nobodyThereIsCodeFour() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Ran ran = FakeServices.rn(Map.of("RN_URL", "http://localhost:" + port), "queue", "--json");

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("No answer from http://localhost:" + port, "RN_URL");
        assertThat(json(ran).path("type").asText()).isEqualTo("urn:renewals:unreachable");
    }

    @Test
    void aPageInsteadOfJsonIsNotOurService() {
        services.answer("GET /api/accounts/summary", 200, "text/html", "<html>");

        assertThat(services.rn("states").err()).contains("did not answer in JSON", "--url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "approve o1",
                "undo",
                "rulebook",
                "scan --date tomorrow",
                "import",
                "audit",
                "dead"
            })
    void aWrongLineIsCodeTwo(String line) {
        Ran ran = services.rn(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("rn: ").contains("--help");
    }

    @Test
    void aMissingFileIsCodeTwo() {
        assertThat(services.rn("rulebook", "check", folder.resolve("none.yaml").toString())
                        .code())
                .isEqualTo(2);
        assertThat(services.rn("queue", "--url", "localhost:8080").code()).isEqualTo(2);
    }

    @Test
    void everyAnswerIsJsonOnRequest() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "x");
        services.answer("POST /api/import?name=f.csv", 200, "{\"refused\":[]}")
                .answer("POST /api/scans", 202, "{\"id\":\"s\",\"status\":\"DONE\"}")
                .answer("GET /api/queue?size=500", 200, "{\"cards\":[]}")
                .answer("GET /api/accounts?limit=500", 200, "{\"accounts\":[]}")
                .answer("GET /api/accounts/summary", 200, "{\"states\":[]}")
                .answer("POST /api/cards/o/undo", 200, "{\"card\":{}}")
                .answer("POST /api/rulebook?check=true", 200, "{\"valid\":true}")
                .answer("POST /api/rulebook", 200, "{\"published\":false}")
                .answer("GET /api/rulebook", 200, "{\"inForce\":1,\"versions\":[]}")
                .answer("GET /api/rulebook/1", 200, "{\"yaml\":\"\"}")
                .answer("GET /api/proposals?size=500", 200, "{\"proposals\":[]}")
                .answer("POST /api/proposals/p/accept", 200, "{\"changes\":[]}")
                .answer("POST /api/proposals/p/refuse", 200, "{\"changes\":[]}")
                .answer("GET /api/dead", 200, "{\"letters\":[]}")
                .answer("POST /api/dead/d/replay", 200, "{}")
                .answer("POST /api/reconcile", 200, "{\"differences\":[]}");

        for (String line : List.of(
                "import " + file,
                "scan",
                "queue",
                "accounts",
                "states",
                "undo o",
                "rulebook check " + file,
                "rulebook put " + file,
                "rulebook show",
                "rulebook versions",
                "proposals",
                "proposals accept p --sha256 s",
                "proposals refuse p --reason no",
                "dead list",
                "dead replay d",
                "dead replay --all",
                "reconcile")) {
            Ran ran = services.rn(FakeServices.with(line.split(" "), "--json"));
            assertThat(ran.code()).as(line).isZero();
            assertThat(json(ran).isObject()).as(line).isTrue();
        }
    }

    @Test
    void theHelpIsWhatItWas() throws Exception {
        StringBuilder help = new StringBuilder(services.rn("--help").out());
        for (String line : List.of(
                "import",
                "scan",
                "queue",
                "undo",
                "accounts",
                "states",
                "rulebook",
                "rulebook check",
                "rulebook put",
                "rulebook show",
                "rulebook versions",
                "dead",
                "proposals",
                "proposals accept",
                "proposals refuse",
                "dead list",
                "dead replay",
                "reconcile",
                "audit",
                "audit export",
                "audit verify")) {
            help.append("\n$ rn ").append(line).append(" --help\n");
            help.append(
                    services.rn(FakeServices.with(line.split(" "), "--help")).out());
        }
        Path snapshot = Path.of("src/test/resources/help.txt");
        if (Boolean.getBoolean("help.update")) {
            Files.writeString(snapshot, help);
        }
        assertThat(help.toString())
                .as("mvn -pl cli test -Dhelp.update=true writes it anew")
                .isEqualTo(Files.readString(snapshot));
    }

    /** What a runbook tells people to type at night has to exist. */
    @Test
    void thePagesNameCommandsThatExist() throws Exception {
        List<String> pages = new ArrayList<>(List.of(Files.readString(Path.of("../docs/operations.md"))));
        try (Stream<Path> runbooks = Files.list(Path.of("../docs/runbooks"))) {
            for (Path page : runbooks.toList()) {
                pages.add(Files.readString(page));
            }
        }
        List<String> commands = pages.stream()
                .flatMap(page -> Pattern.compile("`rn ((?:[a-z]+ )*[a-z]+)[^`]*`")
                        .matcher(page)
                        .results()
                        .map(result -> result.group(1)))
                .distinct()
                .toList();

        assertThat(commands).hasSizeGreaterThan(8).allSatisfy(command -> assertThat(
                        services.rn(FakeServices.with(command.split(" "), "--help"))
                                .out())
                .startsWith("Usage: rn " + command));
    }

    private static JsonNode json(Ran ran) throws Exception {
        return new ObjectMapper().readTree(ran.out());
    }
}
