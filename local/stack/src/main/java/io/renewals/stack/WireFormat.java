package io.renewals.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The Confluent wire format as an outside client would write it: it shares no code with the
 * services' serializers, so that a mistake in those does not cancel out in a test.
 */
final class WireFormat {
    private static final int HEADER_BYTES = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String registry;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> writers = new ConcurrentHashMap<>();

    WireFormat(String registry) {
        this.registry = registry;
    }

    byte[] encode(String topic, SpecificRecord body) {
        int id = ids.computeIfAbsent(topic, any -> get("/subjects/" + topic + "-value/versions/latest")
                .get("id")
                .asInt());
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(
                    ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(body.getSchema(), model(body.getClass())).write(body, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a record for " + topic, e);
        }
    }

    /** @throws IllegalArgumentException for bytes that are no record of this type */
    <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new IllegalArgumentException("not in the Confluent wire format");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        Schema writer = writers.computeIfAbsent(id, any -> new Schema.Parser()
                .parse(get("/schemas/ids/" + id).get("schema").asText()));
        SpecificData model = model(type);
        try {
            return new SpecificDatumReader<T>(writer, model.getSchema(type), model)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException e) {
            throw new IllegalArgumentException("no record of " + type.getName(), e);
        }
    }

    private static SpecificData model(Class<?> type) {
        SpecificData model = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
        return model;
    }

    private JsonNode get(String path) {
        try {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(registry + path)).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the registry answered " + response.statusCode() + " to " + path);
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from the registry", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the registry", e);
        }
    }
}
