package io.renewals.messaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what {@link AvroSerializer} and Confluent's serializers write, into the generated class that the writer's schema names.
 * A wrong magic byte, an unknown id, a record that does not resolve and trailing bytes are {@link Poison}; a registry that is
 * away is {@link Retriable}.
 */
public final class AvroDeserializer implements Deserializer<SpecificRecord> {
    private static final int HEADER = 1 + Integer.BYTES;

    private SchemaRegistry registry;
    private final Map<Integer, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = new SchemaRegistry(config);
    }

    @Override
    public SpecificRecord deserialize(String topic, byte[] bytes) {
        if (bytes == null || bytes.length < HEADER) {
            throw new Poison("value has " + (bytes == null ? "no" : bytes.length)
                    + " bytes: an event is a zero byte, a four-byte schema id and an Avro record");
        }
        if (bytes[0] != AvroSerializer.MAGIC) {
            throw new Poison("value starts with byte " + bytes[0]
                    + ", not 0: publish with a serializer for the Confluent wire format");
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        SpecificDatumReader<SpecificRecord> reader = readers.computeIfAbsent(id, this::reader);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        try {
            SpecificRecord body = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new Poison("value has bytes after its record (schema id " + id + ")");
            }
            return body;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new Poison("value is no record of schema id " + id + ": " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<SpecificRecord> reader(int id) {
        Schema writer = registry.schema(id);
        Class<? extends SpecificRecord> type = RecordClasses.named(writer.getFullName());
        return new SpecificDatumReader<>(writer, RecordClasses.schemaOf(type), RecordClasses.dataOf(type));
    }
}
