package io.renewals.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** The two calls of the registry protocol that the serde makes, on loopback: an id for a schema, a schema for an id. */
final class SchemaIds implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BY_ID = "/schemas/ids/";

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();

    SchemaIds() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("schema-ids").factory()));
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.startsWith(BY_ID)) {
            int id = Integer.parseInt(path.substring(BY_ID.length()));
            send(exchange, JSON.writeValueAsString(Map.of("schema", schemas.get(id - 1))));
            return;
        }
        String schema = JSON.readTree(body).path("schema").asText();
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        send(exchange, "{\"id\":" + (schemas.indexOf(schema) + 1) + "}");
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
