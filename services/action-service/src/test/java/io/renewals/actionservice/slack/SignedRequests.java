package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Requests signed as Slack signs them, with whatever is in them. */
final class SignedRequests {
    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    SignedRequests(int port) {
        this.url = "http://localhost:" + port;
    }

    HttpResponse<String> interaction(JsonNode payload) throws Exception {
        return interactionLater(payload).get();
    }

    CompletableFuture<HttpResponse<String>> interactionLater(JsonNode payload) {
        return send(
                SlackEndpoint.INTERACTIONS,
                "application/x-www-form-urlencoded",
                "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8));
    }

    CompletableFuture<HttpResponse<String>> commandLater(String text, String member) {
        return send(
                SlackEndpoint.COMMANDS,
                "application/x-www-form-urlencoded",
                "team_id=T0ACME&command=%2Frenewals&user_id=" + member + "&text=" + text + "&trigger_id="
                        + UUID.randomUUID());
    }

    HttpResponse<String> event(String body) throws Exception {
        return send(SlackEndpoint.EVENTS, "application/json", body).get();
    }

    private CompletableFuture<HttpResponse<String>> send(String path, String type, String body) {
        String time = Long.toString(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", type)
                .header("X-Slack-Request-Timestamp", time)
                .header("X-Slack-Signature", new SlackSignature.Generator("test-signing-secret").generate(time, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
