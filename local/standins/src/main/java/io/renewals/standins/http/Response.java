package io.renewals.standins.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer: HTTP status, headers, body bytes. */
public record Response(int status, Map<String, String> headers, byte[] body) {

    public static Response json(int status, JsonNode node) {
        return of(status, "application/json; charset=utf-8", Json.bytes(node));
    }

    public static Response json(JsonNode node) {
        return json(200, node);
    }

    public static Response error(int status, String message) {
        return json(status, Json.object().put("ok", false).put("error", message));
    }

    public static Response html(String page) {
        // The pages show what other programs posted: no script or style but our own files may run there.
        return of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; base-uri 'self'")
                .with("Cache-Control", "no-store");
    }

    public static Response redirect(String location) {
        return new Response(303, Map.of("Location", location), new byte[0]);
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /** A file that lies beside {@code owner} in the class path; 404 when there is none. */
    public static Response resource(Class<?> owner, String name, String contentType) throws IOException {
        try (InputStream file = owner.getResourceAsStream(name)) {
            return file == null
                    ? error(404, "no such file")
                    : of(200, contentType, file.readAllBytes()).with("Cache-Control", "no-cache");
        }
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    private static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }
}
