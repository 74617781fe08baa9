package io.renewals.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.renewals.messaging.Codec;
import io.renewals.messaging.KafkaConnection;
import io.renewals.messaging.Outgoing;
import io.renewals.messaging.Publisher;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The company's other systems, which report facts on the public topics and sometimes say a thing twice. */
final class OtherSystems {
    private static final int TWICE_ONE_IN = 20;

    private final Clock clock;
    private final Random random;
    private final Codec codec;
    private final Publisher publisher;

    OtherSystems(Clock clock, Random random, Bus bus, String schemasUrl) {
        this.clock = clock;
        this.random = random;
        Properties application = new Properties();
        application.setProperty("quarkus.application.name", "crm");
        Beans beans = new Beans(
                new Settings(Map.of("SCHEMA_REGISTRY_URL", schemasUrl), application),
                Map.of(
                        Clock.class,
                        clock,
                        KafkaConnection.class,
                        new BusConnection(bus),
                        MeterRegistry.class,
                        new SimpleMeterRegistry(),
                        OpenTelemetry.class,
                        OpenTelemetry.noop()));
        this.codec = beans.get(Codec.class);
        this.publisher = beans.get(Publisher.class);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void publish(String topic, SpecificRecord body) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        Outgoing event = codec.encode(topic, Codec.key(body), id, body, now(), null);
        publisher.publish(random.nextInt(TWICE_ONE_IN) == 0 ? List.of(event, event) : List.of(event));
    }
}
