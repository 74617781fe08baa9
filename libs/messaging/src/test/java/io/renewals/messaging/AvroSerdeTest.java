package io.renewals.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renewals.events.BillingPeriod;
import io.renewals.events.Terms;
import io.renewals.events.TermsReported;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
    private static final String TOPIC = "terms.reported";

    private RegistryFake registry;
    private final AvroSerializer serializer = new AvroSerializer();
    private final AvroDeserializer deserializer = new AvroDeserializer();

    @BeforeEach
    void startRegistry() throws IOException {
        registry = new RegistryFake();
        serializer.configure(registry.config(), false);
        deserializer.configure(registry.config(), false);
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void whatWasWrittenIsReadWithItsDecimalsDatesAndMicroseconds() {
        byte[] bytes = serializer.serialize(TOPIC, terms());

        assertThat(bytes[0]).isZero();
        assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(terms());
    }

    @Test
    void theSameRecordGivesTheSameBytes() {
        assertThat(serializer.serialize(TOPIC, terms())).isEqualTo(serializer.serialize(TOPIC, terms()));
    }

    @Test
    void anotherMagicByteIsPoison() {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, "{\"json\":1}".getBytes()))
                .isInstanceOf(Poison.class)
                .hasMessageContaining("Confluent wire format");
    }

    @Test
    void tooFewBytesArePoison() {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0}))
                .isInstanceOf(Poison.class);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, null)).isInstanceOf(Poison.class);
    }

    @Test
    void anUnknownSchemaIdIsPoison() {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 99, 1}))
                .isInstanceOf(Poison.class)
                .hasMessageContaining("schema id 99");
    }

    @Test
    void bytesBehindTheRecordArePoison() {
        byte[] bytes = serializer.serialize(TOPIC, terms());

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(Poison.class)
                .hasMessageContaining("after its record");
    }

    @Test
    void aCutRecordIsPoison() {
        byte[] bytes = serializer.serialize(TOPIC, terms());

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(Poison.class);
    }

    @Test
    void aRegistryThatIsAwayIsRetriable() {
        byte[] bytes = serializer.serialize(TOPIC, terms());
        registry.goDown();
        AvroDeserializer fresh = new AvroDeserializer();
        fresh.configure(registry.config(), false);

        assertThatThrownBy(() -> fresh.deserialize(TOPIC, bytes)).isInstanceOf(Retriable.class);
    }

    private static TermsReported terms() {
        return TermsReported.newBuilder()
                .setTenant("acme")
                .setAccount("bayside-studio")
                .setTerms(Terms.newBuilder()
                        .setAccountName("Bayside Studio")
                        .setPlan("pro")
                        .setQuantity(20)
                        .setUnitPrice(new BigDecimal("49.0000"))
                        .setCurrency("USD")
                        .setBillingPeriod(BillingPeriod.MONTHLY)
                        .setTermMonths(12)
                        .setContractStart(LocalDate.parse("2026-01-05"))
                        .setRenewalDate(LocalDate.parse("2027-01-05"))
                        .setContactEmail("sam@bayside.example")
                        .build())
                .setObservedAt(Instant.parse("2026-11-30T10:11:12.123456Z"))
                .setSourceId("crm:deal:1")
                .build();
    }
}
