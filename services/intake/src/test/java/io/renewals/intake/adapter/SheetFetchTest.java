package io.renewals.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void aServerThatStallsInTheMiddleIsLeftAtTheDeadline() {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("a,b".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitUninterrupted(over);
            exchange.close();
        });
        answer("/behind", 302, "", "/stalls");

        try (SheetFetch impatient = new SheetFetch(Duration.ofSeconds(1), 10, "text/csv")) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertThat(impatient.fetch(url("/behind"), Optional.empty(), Optional.empty()))
                        .isEqualTo(new SheetFetch.Failed("was not there in full after 1 seconds"));
            });
        } finally {
            over.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private SheetFetch.Answer get(String path) throws InterruptedException {
        return fetch.fetch(url(path), Optional.empty(), Optional.empty());
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
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
