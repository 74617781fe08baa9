package io.renewals.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The services' HTTP APIs behind one address. Everything that is not an answer of 2xx ends in a {@link Failure}. */
final class Api implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    /** Not a form's content type, so that a service takes it from a program without a form token. */
    static final String JSON = "application/json";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final Optional<String> authorization;

    /** @param authorization value of the header; empty: none is sent */
    Api(URI base, Optional<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** @param query values as typed; blank ones are left out */
    JsonNode get(String path, Map<String, String> query) {
        return parsed(send("GET", path, query, "*/*", BodyPublishers.noBody(), JSON, BodyHandlers.ofByteArray()));
    }

    JsonNode post(String path, Map<String, String> query, String contentType, byte[] body) {
        BodyPublisher publisher = BodyPublishers.ofByteArray(body);
        return parsed(send("POST", path, query, contentType, publisher, JSON, BodyHandlers.ofByteArray()));
    }

    /** Passes the body on as it comes, however long. @return bytes written */
    long download(String path, Map<String, String> query, String accept, OutputStream target) throws IOException {
        HttpResponse<InputStream> response =
                send("GET", path, query, "*/*", BodyPublishers.noBody(), accept, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), path, body.readAllBytes());
            }
            return body.transferTo(target);
        }
    }

    /** One segment of a path, escaped. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }

    private <T> HttpResponse<T> send(
            String method,
            String path,
            Map<String, String> query,
            String contentType,
            BodyPublisher body,
            String accept,
            BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path, query))
                .timeout(ANSWER)
                .header("Accept", accept)
                .header("X-Requested-With", "rn")
                .method(method, body);
        if (method.equals("POST")) {
            request.header("Content-Type", contentType);
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private URI address(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    private JsonNode parsed(HttpResponse<byte[]> response) {
        String path = response.request().uri().getPath();
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode(), path, response.body());
        }
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw notOurs(path);
        }
    }

    private Failure refusal(int status, String path, byte[] body) {
        Exit exit = Exit.of(status);
        if (status == 401) {
            return Failure.of(
                    exit,
                    "sign-in",
                    "Not signed in at " + base,
                    "set RN_USER and RN_PASSWORD, or give --user and --password; user or password may be wrong.");
        }
        if (status / 100 == 3) {
            return notOurs(path);
        }
        try {
            JsonNode problem = json.readTree(body);
            if (problem != null && problem.hasNonNull("title")) {
                return new Failure(exit, problem);
            }
        } catch (JsonProcessingException e) {
            return bare(exit, status, path);
        } catch (IOException e) {
            throw unreachable(e);
        }
        return bare(exit, status, path);
    }

    private Failure bare(Exit exit, int status, String path) {
        return Failure.of(
                exit,
                "status-" + status,
                base + path + " answered " + status,
                "look at the service's log; is --url the front door?");
    }

    private Failure notOurs(String path) {
        return Failure.of(
                Exit.UNREACHABLE,
                "not-the-service",
                base + path + " did not answer in JSON",
                "is --url the address of the front door?");
    }

    private Failure unreachable(Exception e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Failure.of(
                Exit.UNREACHABLE,
                "unreachable",
                "No answer from " + base + " (" + reason + ")",
                "is it running? Set RN_URL or --url to its address.");
    }
}
