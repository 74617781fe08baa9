package io.renewals.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.schemas.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The step that registers the product's schemas; services look them up and register none.
 *
 * <p>Speaks the Confluent registry protocol. The level of compatibility is put on each subject,
 * because registries differ in what they answer for a subject that only inherits one.
 */
public final class RegisterSchemas implements AutoCloseable {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;

    /** @param baseUrl of the protocol, for example {@code http://localhost:8081/apis/ccompat/v7} */
    public RegisterSchemas(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * Registers what is new and sets the levels; a schema that is there already keeps its id.
     *
     * @return ids by subject
     * @throws IllegalStateException where the registry refuses, for example an incompatible schema
     */
    public Map<String, Integer> register(Collection<Topic> topics) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (Topic topic : topics) {
            topic.schema().ifPresent(schema -> ids.put(topic.subject(), register(topic, schema.toString())));
        }
        return ids;
    }

    @Override
    public void close() {
        http.close();
    }

    private int register(Topic topic, String schema) {
        JsonNode registered = send(
                "POST",
                "/subjects/" + topic.subject() + "/versions",
                json.createObjectNode().put("schema", schema));
        send(
                "PUT",
                "/config/" + topic.subject(),
                json.createObjectNode()
                        .put("compatibility", topic.compatibility().name()));
        return registered.get("id").asInt();
    }

    private JsonNode send(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", CONTENT_TYPE)
                .method(method, BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("the registry answered " + response.statusCode() + " to " + method + " "
                        + path + ": " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from the registry at " + baseUrl, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the registry", e);
        }
    }
}
