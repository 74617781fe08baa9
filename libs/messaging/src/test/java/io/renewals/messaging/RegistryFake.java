package io.renewals.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The four calls of the Confluent protocol that the serde makes, over HTTP. */
final class RegistryFake implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private boolean down;

    RegistryFake() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Map<String, Object> config() {
        return Map.of(
                "schema.registry.url",
                "http://localhost:" + server.getAddress().getPort(),
                "auto.register.schemas",
                "true");
    }

    void goDown() {
        down = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (down) {
            send(exchange, 503, "{}");
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
            if (id < 1 || id > schemas.size()) {
                send(exchange, 404, "{\"error_code\":40403}");
            } else {
                send(exchange, 200, JSON.writeValueAsString(Map.of("schema", schemas.get(id - 1))));
            }
        } else {
            String schema = JSON.readTree(body).path("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            send(exchange, 200, "{\"id\":" + (schemas.indexOf(schema) + 1) + "}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
