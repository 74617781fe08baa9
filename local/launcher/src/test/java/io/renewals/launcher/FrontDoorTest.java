package io.renewals.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.renewals.stack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
    private final HttpClient browser = HttpClient.newHttpClient();
    private HttpServer service;
    private FrontDoor door;
    private List<URI> upstreams;
    private Upstreams runs = part -> upstreams;

    @BeforeEach
    void open() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", FrontDoorTest::echo);
        service.start();
        upstreams = List.of(at(service.getAddress().getPort()));
        door = new FrontDoor(0, part -> runs.of(part));
    }

    @AfterEach
    void shut() {
        door.close();
        service.stop(0);
    }

    @Test
    void passesOnMethodPathQueryAndBody() throws Exception {
        HttpResponse<String> response =
                send(request("/api/queue/7?wording=a%20b").POST(BodyPublishers.ofString("x".repeat(100_000))));

        assertThat(response.body()).contains("POST /api/queue/7?wording=a%20b", "body 100000");
    }

    @Test
    void tellsTheServiceWhereTheBrowserWas() throws Exception {
        HttpResponse<String> response = send(request("/queue").header("X-Forwarded-Host", "evil.example"));

        assertThat(response.body())
                .contains("forwarded localhost:" + door.port() + " http")
                .doesNotContain("evil");
    }

    @Test
    void keepsEachCookie() throws Exception {
        HttpResponse<String> response = send(request("/queue"));

        assertThat(response.headers().allValues("Set-Cookie")).containsExactlyInAnyOrder("a=1; Path=/", "b=2; Path=/");
    }

    @Test
    void leadsTheBareAddressToTheQueue() throws Exception {
        HttpResponse<String> response = send(request("/"));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("/queue");
    }

    @Test
    void saysWhichServiceIsDown() throws Exception {
        upstreams = List.of();

        HttpResponse<String> page = send(request("/audit/acme").header("Accept", "text/html"));
        HttpResponse<String> api = send(request("/api/import"));

        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).contains("audit-sink is not running");
        assertThat(api.statusCode()).isEqualTo(502);
        assertThat(api.body()).isEqualTo("{\"title\":\"intake is not running\",\"status\":502}");
    }

    @Test
    void thePageOfAPartThatIsDownSaysWhatItIsAndLeadsOn() throws Exception {
        URI running = upstreams.getFirst();
        runs = part -> part == Part.AUDIT_SINK ? List.of() : List.of(running);

        String page = send(request("/audit/acme?type=x").header("Accept", "text/html"))
                .body();
        String part = send(request("/audit/acme")
                        .header("Accept", "text/html, */*")
                        .header("HX-Request", "true"))
                .body();

        assertThat(page)
                .contains(
                        "The audit trail is away", "href=\"/audit/acme?type=x\"", "href=\"/queue\"", "Nothing is lost");
        assertThat(page).contains("--paper"); // its own style, for the stylesheet may be away too
        assertThat(part).startsWith("<div class=\"notice").doesNotContain("<html");
    }

    @Test
    void aPressedButtonThatWasNotTakenIsSaidToBeLost() throws Exception {
        upstreams = List.of();

        HttpRequest.Builder press = request("/cards/7/approve").header("Accept", "text/html");

        assertThat(send(press.POST(BodyPublishers.ofString("x"))).body()).contains("was not taken");
    }

    @Test
    void aPressedButtonWhoseAnswerBrokeOffIsSaidToBeInDoubt() throws Exception {
        service.createContext("/cards", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.close();
        });
        HttpRequest.Builder press =
                request("/cards/7/approve").header("Accept", "text/html").POST(BodyPublishers.ofString("x"));

        String page = send(press).body();
        String part = send(press.header("HX-Request", "true")).body();

        assertThat(page).contains("may or may not have been taken").doesNotContain("was not taken");
        assertThat(part).contains("may or may not have been taken").doesNotContain("try again");
    }

    @Test
    void signInAndStylesComeFromWhicheverServiceRuns() throws Exception {
        URI running = upstreams.getFirst();
        runs = part -> part == Part.INTAKE ? List.of(running) : List.of();

        assertThat(send(request("/sign-in")).statusCode()).isEqualTo(200);
        assertThat(send(request("/web/renewals.css")).statusCode()).isEqualTo(200);
        assertThat(send(request("/queue")).statusCode()).isEqualTo(502);
    }

    @Test
    void goesToTheOtherReplicaWhereTheFirstTakesNoConnection() throws Exception {
        upstreams = List.of(at(Ports.free()), at(service.getAddress().getPort()));

        HttpResponse<String> response = send(request("/api/queue").POST(BodyPublishers.ofString("once")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("body 4");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + door.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        int length = exchange.getRequestBody().readAllBytes().length;
        String text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\nbody " + length + "\nforwarded "
                + exchange.getRequestHeaders().getFirst("X-Forwarded-Host") + " "
                + exchange.getRequestHeaders().getFirst("X-Forwarded-Proto");
        exchange.getResponseHeaders().add("Set-Cookie", "a=1; Path=/");
        exchange.getResponseHeaders().add("Set-Cookie", "b=2; Path=/");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
