package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts what Slack posts to an app, signed as Slack signs, and gives up after Slack's three seconds. */
final class Delivery implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STALE_AGE = Duration.ofMinutes(6);
    private static final int KEPT = 5_000;

    /**
     * What came back.
     *
     * @param status HTTP status, 0 when no answer came
     * @param failure why no answer came; empty when one did
     * @param millis how long the app took
     */
    public record Outcome(
            String url,
            Map<String, String> headers,
            String sent,
            int status,
            String body,
            String failure,
            long millis,
            Forgery forgery) {
        boolean accepted() {
            return status >= 200 && status < 300;
        }

        ObjectNode asRecord() {
            ObjectNode node = Json.object();
            node.put("url", url).put("status", status).put("body", body).put("failure", failure);
            node.put("elapsed_ms", millis).put("forgery", forgery.name().toLowerCase(java.util.Locale.ROOT));
            ObjectNode request = node.putObject("request").put("body", sent);
            headers.forEach(request.putObject("headers")::put);
            return node;
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final InstantSource clock;
    private final List<Outcome> outcomes = new ArrayList<>();
    private volatile String secret;

    Delivery(InstantSource clock, String secret) {
        this.clock = clock;
        this.secret = secret;
    }

    void secret(String newSecret) {
        secret = newSecret;
    }

    /** Posts form fields ({@code payload=…} for interactions). */
    Outcome form(String url, Map<String, String> fields, Forgery forgery) {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(url, "application/x-www-form-urlencoded", body.toString(), forgery);
    }

    Outcome json(String url, ObjectNode body, Forgery forgery) {
        return send(url, "application/json", Json.text(body), forgery);
    }

    private Outcome send(String url, String contentType, String body, Forgery forgery) {
        String sent =
                switch (forgery) {
                    case TAMPERED -> body + "&tampered=true";
                    case REENCODED -> body.replace("+", "%20").replace("_", "%5F");
                    case NONE, UNSIGNED, STALE, REPLAYED, WRONG_SECRET -> body;
                };
        long seconds = clock.instant()
                .minus(forgery == Forgery.STALE ? STALE_AGE : Duration.ZERO)
                .getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        if (forgery != Forgery.UNSIGNED) {
            String key = forgery == Forgery.WRONG_SECRET ? secret + "-not" : secret;
            headers.put("X-Slack-Request-Timestamp", Long.toString(seconds));
            headers.put("X-Slack-Signature", signature(key, seconds, body));
        }
        if (forgery == Forgery.REPLAYED) {
            raw(url, headers, sent, Forgery.NONE);
        }
        return raw(url, headers, sent, forgery);
    }

    /** Posts exactly these bytes with exactly these headers. */
    Outcome raw(String url, Map<String, String> headers, String body, Forgery forgery) {
        long began = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        int status = 0;
        String answer = "";
        String failure = "";
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            status = response.statusCode();
            answer = response.body();
        } catch (java.net.http.HttpTimeoutException e) {
            failure = "no answer within 3 seconds";
        } catch (IOException e) {
            failure = "could not reach " + url + ": " + e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        return keep(new Outcome(url, Map.copyOf(headers), body, status, answer, failure, millis, forgery));
    }

    /** The deliveries made, oldest first; the latest few thousand only. */
    synchronized List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    synchronized void reset() {
        outcomes.clear();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private synchronized Outcome keep(Outcome outcome) {
        if (outcomes.size() >= KEPT) {
            outcomes.removeFirst();
        }
        outcomes.add(outcome);
        return outcome;
    }

    /** Slack's v0 signature: HMAC-SHA256 over {@code v0:timestamp:body}. */
    static String signature(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(("v0:" + seconds + ":" + body).getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
