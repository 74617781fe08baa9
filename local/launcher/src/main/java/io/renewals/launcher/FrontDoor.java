package io.renewals.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Joins the services' pages under one address, so that they share a sign-in cookie and links.
 * Streams bodies both ways, keeps the browser's Host and says in {@code X-Forwarded-*} where the
 * request came in. A request is sent again to another replica only where the first never took the connection.
 */
final class FrontDoor implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final int BUFFER = 16 * 1024;
    /** Belong to one connection, not to the request; the client sets its own. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect",
            "http2-settings");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Upstreams upstreams;
    private final Away away;

    FrontDoor(int port, Upstreams upstreams) {
        this.upstreams = upstreams;
        this.away = new Away(part -> !upstreams.of(part).isEmpty());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the front door cannot listen on port " + port, e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.equals("/")) {
                exchange.getResponseHeaders().set("Location", "/queue");
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            forward(exchange, Routes.of(path));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param parts to try, in order; only where none of the first takes the connection is the next asked */
    private void forward(HttpExchange exchange, List<Part> parts) throws IOException, InterruptedException {
        String problem = parts.getFirst().label() + " is not running";
        for (Part part : parts) {
            for (URI upstream : upstreams.of(part)) {
                HttpResponse<InputStream> response;
                try {
                    response = client.send(request(exchange, upstream), BodyHandlers.ofInputStream());
                } catch (ConnectException | HttpConnectTimeoutException e) {
                    problem = parts.getFirst().label() + " does not answer";
                    continue;
                } catch (IOException e) {
                    away.answer(exchange, part, part.label() + " broke off: " + e.getMessage(), true);
                    return;
                }
                answer(exchange, response);
                return;
            }
        }
        away.answer(exchange, parts.getFirst(), problem, false);
    }

    private static HttpRequest request(HttpExchange exchange, URI upstream) {
        String target = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upstream + target + (query == null ? "" : "?" + query)))
                .timeout(ANSWER)
                .method(exchange.getRequestMethod(), body(exchange));
        exchange.getRequestHeaders().forEach((name, values) -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(key) && !key.startsWith("x-forwarded-") && !key.equals("forwarded")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host != null) {
            request.setHeader("X-Forwarded-Host", host);
        }
        request.setHeader("X-Forwarded-Proto", "http");
        request.setHeader(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
        return request.build();
    }

    private static BodyPublisher body(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        if (length == null && !chunked || "0".equals(length)) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        return length == null ? stream : BodyPublishers.fromPublisher(stream, Long.parseLong(length));
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
        });
        boolean bodiless = exchange.getRequestMethod().equals("HEAD")
                || response.statusCode() == 204
                || response.statusCode() == 304;
        long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
        boolean empty = response.headers().firstValueAsLong("Content-Length").orElse(1) == 0;
        try (InputStream in = response.body()) {
            exchange.sendResponseHeaders(response.statusCode(), bodiless || empty ? -1 : length);
            if (!bodiless && !empty) {
                copy(in, exchange.getResponseBody());
            }
        }
    }

    /** Passes on what is there at once, so that a page that trickles is seen to trickle. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }
}
