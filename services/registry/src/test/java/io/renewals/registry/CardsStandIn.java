package io.renewals.registry;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Stands for action-service's side of a reconcile; told by a request what to answer, for it lives in another class loader. */
public class CardsStandIn implements QuarkusTestResourceLifecycleManager {
    private static final String PORT = "cards-stand-in.port";
    private HttpServer server;
    private volatile byte[] answer = "{\"cards\":[],\"next\":null}".getBytes(StandardCharsets.UTF_8);

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("PUT")) {
                answer = exchange.getRequestBody().readAllBytes();
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        System.setProperty(PORT, String.valueOf(port));
        return Map.of("ACTION_SERVICE_URL", "http://localhost:" + port);
    }

    static void answer(String json) {
        URI uri = URI.create("http://localhost:" + System.getProperty(PORT) + "/");
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(uri)
                            .PUT(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
