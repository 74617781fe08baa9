package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Requests of one person, as a program of theirs would send them: HTTP Basic, JSON. */
public final class Http {
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** The people of the two companies of the laptop; a password is the name. */
    public enum User {
        MARIA("acme"),
        TOM("acme"),
        ADA("acme"),
        OTTO("acme"),
        GINA("globex"),
        GUS("globex"),
        /** Not signed in. */
        NOBODY("");

        private final String tenant;

        User(String tenant) {
            this.tenant = tenant;
        }

        public String tenant() {
            return tenant;
        }

        public String login() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public String email() {
            return login() + "@" + tenant + ".example";
        }
    }

    /**
     * An answer.
     *
     * @param text the body as it came
     */
    public record Answer(int status, String text, java.net.http.HttpHeaders headers) {
        public JsonNode json() {
            try {
                return text.isBlank()
                        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                        : JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("answered " + status + " with no JSON: " + text, e);
            }
        }

        /** @throws AssertionError for another status */
        public Answer must(int wanted) {
            if (status != wanted) {
                throw new AssertionError("answered " + status + " in place of " + wanted + ": " + text);
            }
            return this;
        }

        public boolean isOk() {
            return status / 100 == 2;
        }
    }

    private final URI base;
    private final User user;

    Http(URI base, User user) {
        this.base = base;
        this.user = user;
    }

    /** The same person at another address, such as a service past the front door. */
    public Http at(URI other) {
        return new Http(other, user);
    }

    public Answer get(String path) {
        return send("GET", path, "application/json", null, Map.of());
    }

    public Answer page(String path) {
        return send("GET", path, null, null, Map.of("Accept", "text/html"));
    }

    /** @param body made into JSON; a JsonNode, Map or record */
    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", path, "application/json", asJson(body), headers);
    }

    public Answer post(String path, String contentType, String body) {
        return send("POST", path, contentType, body, Map.of());
    }

    /** @param contentType null: none; @param body null: none */
    public Answer send(String method, String path, String contentType, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        if (user != User.NOBODY) {
            String login = user.login() + ":" + user.login();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (!headers.containsKey("Accept")) {
            request.header("Accept", "application/json");
        }
        headers.forEach(request::header);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + method + " " + base.resolve(path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String asJson(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
