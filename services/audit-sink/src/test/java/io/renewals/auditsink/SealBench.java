package io.renewals.auditsink;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.messaging.Codec;
import io.renewals.messaging.Ids;
import io.renewals.messaging.Outgoing;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Endpoints;
import io.renewals.stack.ServiceStack;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How many events a second are sealed, broker and database on the same machine. No test: run it with {@code mvn -pl
 * services/audit-sink test -Dtest=SealBench -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-sink"))
class SealBench {
    private static final Logger LOG = Logger.getLogger(SealBench.class);
    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 40_000;

    Endpoints endpoints;
    Database database;

    @Inject
    Codec codec;

    @Inject
    TrailReads reads;

    @Test
    void drainsABacklog() throws SQLException {
        seal("warm-up", WARM_UP);
        seal("measured", MEASURED);
    }

    private void seal(String name, int events) throws SQLException {
        long before = reads.head("acme").sequence();
        List<ProducerRecord<String, byte[]>> backlog = backlog(name, events);
        long start = System.nanoTime();
        publish(backlog);
        double published = secondsSince(start);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> reads.head("acme").sequence() == before + events);
        double sealed = secondsSince(start);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> waiting() == 0);
        LOG.infof(
                "%s: %d events of %d bytes, published in %.1f s, sealed in %.1f s = %.0f/s, on %s in %.1f s = %.0f/s",
                name,
                events,
                backlog.getFirst().value().length,
                published,
                sealed,
                events / sealed,
                Topics.AUDIT_ENTRY,
                secondsSince(start),
                events / secondsSince(start));
    }

    private List<ProducerRecord<String, byte[]>> backlog(String name, int events) {
        List<ProducerRecord<String, byte[]>> backlog = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            String account = name + i;
            Outgoing event = codec.encode(
                    Topics.OFFER_DECIDED,
                    "acme/" + account,
                    Ids.of(account),
                    Samples.decided("acme", account, Ids.offer("acme", account, 1, 1)),
                    Samples.MORNING,
                    null);
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(event.topic(), event.key(), event.payload());
            event.headers()
                    .forEach((header, value) -> record.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
            backlog.add(record);
        }
        return backlog;
    }

    private void publish(List<ProducerRecord<String, byte[]>> backlog) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafka(), "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            backlog.forEach(producer::send);
        }
    }

    private long waiting() throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from audit_sink.outbox")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
