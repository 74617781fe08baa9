package io.renewals.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The few calls of the Confluent registry protocol that a serde needs; Confluent, Apicurio, Karapace and Redpanda all speak it.
 * Ids and schemas never change once given, so both are kept for good.
 */
final class SchemaRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<String> urls;
    private final String authorization;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    SchemaRegistry(Map<String, ?> config) {
        Object url = config.get("schema.registry.url");
        if (url == null) {
            throw new IllegalArgumentException("schema.registry.url is not set");
        }
        urls = List.of(url.toString().split("\\s*,\\s*"));
        Object userInfo = config.get("basic.auth.user.info");
        authorization = userInfo == null || userInfo.toString().isBlank()
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString(userInfo.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Poison where no schema has this id */
    Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        HttpResponse<String> answer = send("GET", "/schemas/ids/" + id, null);
        if (answer.statusCode() == 404) {
            throw new Poison("schema id " + id + " is not in the registry: register the schema before publishing");
        }
        Schema schema = new Schema.Parser()
                .parse(tree(answer, "schema " + id).path("schema").asText());
        schemas.put(id, schema);
        return schema;
    }

    /**
     * @param register true: registers it where it is missing; false: looks it up only
     * @throws Retriable where it is missing and must not be registered: the schema step has not run yet
     */
    int id(String subject, Schema schema, boolean register) {
        return ids.computeIfAbsent(subject + '\u001f' + schema.getFullName(), key -> {
            String body =
                    JSON.createObjectNode().put("schema", schema.toString()).toString();
            String path = "/subjects/" + subject + (register ? "/versions" : "");
            HttpResponse<String> answer = send("POST", path, body);
            if (answer.statusCode() == 404) {
                throw new Retriable("schema of " + subject + " is not registered yet: run the schema step");
            }
            return tree(answer, subject).path("id").asInt();
        });
    }

    /** The newest version's id, for {@code use.latest.version}. */
    int latestId(String subject) {
        return ids.computeIfAbsent(subject, key -> {
            HttpResponse<String> answer = send("GET", "/subjects/" + subject + "/versions/latest", null);
            if (answer.statusCode() == 404) {
                throw new Retriable("schema of " + subject + " is not registered yet: run the schema step");
            }
            return tree(answer, subject).path("id").asInt();
        });
    }

    private static JsonNode tree(HttpResponse<String> answer, String what) {
        try {
            if (answer.statusCode() != 200) {
                throw new Retriable("registry answered " + answer.statusCode() + " for " + what + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Retriable("registry answered no JSON for " + what, e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        IOException last = null;
        for (String url : urls) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", CONTENT_TYPE)
                    .header("Accept", CONTENT_TYPE + ", application/json");
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            request.method(
                    method,
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
            try {
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
                last = new IOException("status " + answer.statusCode());
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Retriable("interrupted while asking the registry", e);
            }
        }
        throw new Retriable("registry at " + urls + " is away", last);
    }
}
