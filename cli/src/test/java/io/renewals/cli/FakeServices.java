package io.renewals.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers what a test put in line, and remembers what was asked. */
final class FakeServices implements AutoCloseable {
    /** @param code exit code @param out standard output @param err standard error */
    record Ran(int code, String out, String err) {}

    record Asked(String line, String contentType, String authorization, String requestedWith, String body) {}

    private record Answer(int status, String contentType, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    final List<Asked> asked = new ArrayList<>();

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** @param line method and path with query; several answers to one line are given in order, the last for good */
    FakeServices answer(String line, int status, String body) {
        return answer(line, status, status < 300 ? "application/json" : "application/problem+json", body);
    }

    FakeServices answer(String line, int status, String contentType, String body) {
        answers.computeIfAbsent(line, any -> new ArrayDeque<>()).add(new Answer(status, contentType, body));
        return this;
    }

    Ran rn(String... arguments) {
        return rn(Map.of("RN_URL", url(), "RN_USER", "ada", "RN_PASSWORD", "secret"), arguments);
    }

    static Ran rn(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
        int code = new Rn(environment, clock, stream(out), stream(err)).run(arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var headers = exchange.getRequestHeaders();
            asked.add(new Asked(
                    line,
                    headers.getFirst("Content-Type"),
                    headers.getFirst("Authorization"),
                    headers.getFirst("X-Requested-With"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Deque<Answer> lined = answers.getOrDefault(line, new ArrayDeque<>());
            Answer answer = lined.size() > 1 ? lined.poll() : lined.peek();
            if (answer == null) {
                answer = new Answer(404, "application/problem+json", "{\"title\":\"unexpected " + line + "\"}");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
