package io.renewals.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SheetFetchTest {
    private final SheetFetch fetch = new SheetFetch(Duration.ofSeconds(5), 10, "text/csv");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        answer("/small", 200, "a,b", null);
        answer("/large", 200, "0123456789X", null);
        answer("/gone", 404, "", null);
        answer("/moved", 302, "", "/small");
        answer("/loop", 302, "", "/loop");
        answer("/file", 302, "", "file:///etc/passwd");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        fetch.close();
    }

    @Test
    void contentIsReadAlsoBehindARedirect() throws InterruptedException {
        assertThat(get("/small")).isInstanceOf(SheetFetch.Content.class);
        assertThat(get("/moved"))
                .isInstanceOfSatisfying(SheetFetch.Content.class, content -> assertThat(content.bytes())
                        .hasSize(3));
    }

    @Test
    void whatIsTooLargeGoneOrRedirectsAstrayFailsWithItsReason() throws InterruptedException {
        assertThat(get("/large")).isEqualTo(new SheetFetch.Failed("is larger than 10 bytes"));
        assertThat(get("/gone")).isEqualTo(new SheetFetch.Failed("answered with status 404"));
        assertThat(get("/loop")).isEqualTo(new SheetFetch.Failed("redirects more than 3 times"));
        assertThat(get("/file")).isEqualTo(new SheetFetch.Failed("redirects to something that is no web address"));
    }

    @Test
    void aServerThatIsAwayFails() throws InterruptedException {
        server.stop(0);

        assertThat(get("/small")).isInstanceOf(SheetFetch.Failed.class);
    }

    private SheetFetch.Answer get(String path) throws InterruptedException {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return fetch.fetch(url, Optional.empty(), Optional.empty());
    }

    private void answer(String path, int status, String text, String location) {
        server.createContext(path, exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
