package io.renewals.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.SignalReported;
import io.renewals.events.Terms;
import io.renewals.events.TermsReported;
import io.renewals.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another system that publishes accounts on the public topics, many at a time. */
final class Publisher implements AutoCloseable {
    static final String TENANT = "acme";
    /** Long enough ago for every clock. */
    private static final Instant SEEN = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);

    private final String registry;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Integer> schemaIds = new HashMap<>();

    Publisher(RunningProduct product) {
        this.registry = product.schemaRegistry();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", product.kafka(), "acks", "all", "linger.ms", "5", "batch.size", "65536"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Terms and what is observed; every third account makes for another kind of offer. */
    void account(String account, int number, LocalDate renewal) {
        terms(account, renewal, SEEN);
        int kind = number % 3;
        signal(account, EvidenceKind.USAGE, "utilisation", kind == 0 ? "93.5000" : kind == 1 ? "60.0000" : "20.0000");
        signal(account, EvidenceKind.BILLING, "days_late", "0.0000");
        signal(account, EvidenceKind.CRM, "price_sensitive", kind == 1 ? "0.8000" : "0.1000");
    }

    /** Moves what was said before to another date. */
    void moved(String account, LocalDate renewal) {
        terms(account, renewal, Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MICROS));
    }

    void terms(String account, LocalDate renewal) {
        terms(account, renewal, SEEN);
    }

    private void terms(String account, LocalDate renewal, Instant observedAt) {
        Terms terms = Terms.newBuilder()
                .setAccountName("Customer " + account)
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(24)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(renewal)
                .setNoticePeriodDays(14)
                .setContactName("Robin Vale")
                .setContactEmail("buyer@" + account + ".example")
                .build();
        send(
                Topics.TERMS_REPORTED,
                account,
                TermsReported.newBuilder()
                        .setTenant(TENANT)
                        .setAccount(account)
                        .setTerms(terms)
                        .setObservedAt(observedAt)
                        .setSourceId("crm:deal:" + account)
                        .build());
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void signal(String account, EvidenceKind kind, String metric, String value) {
        Evidence evidence = Evidence.newBuilder()
                .setSourceId("bench:" + metric + ":" + account)
                .setKind(kind)
                .setMetric(metric)
                .setValue(new BigDecimal(value))
                .setObservedAt(SEEN)
                .build();
        send(
                Topics.SIGNAL_REPORTED,
                account,
                SignalReported.newBuilder()
                        .setTenant(TENANT)
                        .setAccount(account)
                        .setSignal(evidence)
                        .build());
    }

    private void send(String topic, String account, SpecificRecord body) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, TENANT + "/" + account, encode(topic, body));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", UUID.randomUUID().toString());
        header(message, "ce_source", "/bench");
        header(message, "ce_type", body.getSchema().getFullName());
        header(message, "ce_time", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        header(message, "ce_tenant", TENANT);
        producer.send(message, (metadata, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("cannot publish to " + topic, failure);
            }
        });
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] encode(String topic, SpecificRecord body) {
        int id = schemaIds.computeIfAbsent(topic, this::schemaId);
        SpecificData model = new SpecificData(body.getClass().getClassLoader());
        SpecificData.getForClass(body.getClass()).getConversions().forEach(model::addLogicalTypeConversion);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(body.getSchema(), model).write(body, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int schemaId(String topic) {
        URI latest = URI.create(registry + "/subjects/" + topic + "-value/versions/latest");
        try (var in = latest.toURL().openStream()) {
            return new ObjectMapper().readTree(in).path("id").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
