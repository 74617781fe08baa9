package io.renewals.standins.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's HTTP server on loopback with a virtual thread a request.
 *
 * <p>Serves the same paths at the root and under a prefix, whether the proxy in front keeps the prefix in the path or
 * takes it off and sends {@code X-Forwarded-Prefix}.
 */
public final class StandInServer implements AutoCloseable {
    static {
        // Without it small answers wait 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers one request; may block, each call has its own virtual thread. */
    @FunctionalInterface
    public interface Handler {
        Response handle(Request request) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String prefix;
    private final Handler handler;

    private StandInServer(HttpServer server, String prefix, Handler handler) {
        this.server = server;
        this.prefix = prefix;
        this.handler = handler;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /**
     * Binds and starts.
     *
     * @param port 0 for a free one
     * @param prefix also served under this path, e.g. {@code /slack-stand-in}; empty for none
     * @throws UncheckedIOException when the port is taken
     */
    public static StandInServer start(int port, String prefix, Handler handler) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            StandInServer running = new StandInServer(http, prefix, handler);
            http.setExecutor(running.threads);
            http.createContext("/", running::serve);
            http.start();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Response response;
            try {
                response = answer(exchange, body);
            } catch (ConnectionDropped e) {
                return; // closing the exchange before any header closes the connection
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            send(exchange, response);
        }
    }

    private Response answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getRawPath();
        String forwarded = exchange.getRequestHeaders().getFirst("X-Forwarded-Prefix");
        String outside = forwarded == null ? "" : forwarded.replaceAll("/+$", "");
        if (!prefix.isEmpty() && path.equals(prefix)) {
            return Response.redirect(prefix + "/");
        }
        if (!prefix.isEmpty() && path.startsWith(prefix + "/")) {
            path = path.substring(prefix.length());
            outside = prefix;
        }
        try {
            return handler.handle(read(exchange, path, outside, body));
        } catch (BadRequest e) {
            return Response.error(400, e.getMessage());
        } catch (ConnectionDropped e) {
            throw e;
        } catch (RuntimeException e) {
            System.getLogger("standins").log(System.Logger.Level.ERROR, "request failed: " + path, e);
            return Response.error(500, e.toString());
        }
    }

    private static Request read(HttpExchange exchange, String path, String prefix, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        Map<String, String> query = Request.decode(exchange.getRequestURI().getRawQuery());
        return new Request(exchange.getRequestMethod(), path, prefix, query, headers, body);
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodyless =
                response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), bodyless ? -1 : response.body().length);
        if (!bodyless) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
