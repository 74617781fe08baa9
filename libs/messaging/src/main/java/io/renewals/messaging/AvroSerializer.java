package io.renewals.messaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro in the Confluent wire format: a zero byte, the four-byte schema id, the record. Config keys are Confluent's:
 * {@code schema.registry.url}, {@code auto.register.schemas} (default false here: a step of its own registers),
 * {@code use.latest.version}, {@code basic.auth.user.info}.
 */
public final class AvroSerializer implements Serializer<SpecificRecord> {
    static final byte MAGIC = 0;

    private SchemaRegistry registry;
    private boolean register;
    private boolean useLatest;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = new SchemaRegistry(config);
        register = Boolean.parseBoolean(String.valueOf(config.get("auto.register.schemas")));
        useLatest = Boolean.parseBoolean(String.valueOf(config.get("use.latest.version")));
    }

    /** @throws Retriable where the registry is away or does not know the schema yet */
    @Override
    public byte[] serialize(String topic, SpecificRecord body) {
        if (body == null) {
            return null;
        }
        String subject = topic + "-value";
        int id = useLatest ? registry.latestId(subject) : registry.id(subject, body.getSchema(), register);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            bytes.write(MAGIC);
            bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(body.getSchema(), RecordClasses.dataOf(body.getClass()))
                    .write(body, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
