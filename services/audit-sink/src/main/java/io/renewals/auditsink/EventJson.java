package io.renewals.auditsink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * An event as people read it: fields by name, decimals as strings with all their digits, dates and instants in ISO 8601, enums by
 * name, bytes in base64. It is no Avro JSON: a union shows its value alone.
 */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    static String write(Object value) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            put(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void put(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case IndexedRecord event -> putRecord(out, event);
            case Map<?, ?> map -> putMap(out, map);
            case Collection<?> items -> {
                out.writeStartArray();
                for (Object item : items) {
                    put(out, item);
                }
                out.writeEndArray();
            }
            case BigDecimal decimal -> out.writeString(decimal.toPlainString());
            case Instant instant -> out.writeString(instant.toString());
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Float number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                out.writeString(Base64.getEncoder().encodeToString(copy));
            }
            // Strings, enums, dates.
            default -> out.writeString(value.toString());
        }
    }

    private static void putRecord(JsonGenerator out, IndexedRecord event) throws IOException {
        out.writeStartObject();
        for (Schema.Field field : event.getSchema().getFields()) {
            out.writeFieldName(field.name());
            put(out, event.get(field.pos()));
        }
        out.writeEndObject();
    }

    private static void putMap(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(entry.getKey().toString());
            put(out, entry.getValue());
        }
        out.writeEndObject();
    }
}
