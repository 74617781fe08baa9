package io.renewals.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.Lane;
import io.renewals.messaging.Codec;
import io.renewals.messaging.DeadLetters;
import io.renewals.messaging.Outgoing;
import io.renewals.messaging.Patience;
import io.renewals.messaging.Poison;
import io.renewals.schemas.Topics;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an event needs is waited for before its transaction. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class InboxReadyTest {
    TestTopics topics;

    @Inject
    DataSource dataSource;

    @Inject
    Codec codec;

    @Inject
    Clock clock;

    @Inject
    OutboxWake wake;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Patience patience;

    @ConfigProperty(name = "renewals.store.schema")
    String schema;

    private final AtomicInteger connections = new AtomicInteger();
    private Inbox inbox;

    @BeforeEach
    void countConnections() {
        MeterRegistry meters = new SimpleMeterRegistry();
        Transactions transactions = new Transactions(counted(), codec, clock, wake, meters, schema);
        inbox = new Inbox(transactions, codec, deadLetters, patience, meters);
    }

    @Test
    void noConnectionIsHeldWhileWhatEventsNeedIsWaitedFor() {
        List<String> held = new ArrayList<>();

        inbox.receive(
                "ready-first",
                AccountAccepted.class,
                polled("awaited"),
                events -> held.add("waiting with " + connections.get()),
                (events, work) -> held.add("handling with " + connections.get()));

        assertThat(held).containsExactly("waiting with 0", "handling with 1");
    }

    @Test
    void whatNeverComesIsPoisonForItsEvent() {
        inbox.receive(
                "ready-never",
                AccountAccepted.class,
                polled("never-ready"),
                events -> {
                    throw new Poison("what it needs was never published");
                },
                (events, work) -> {});

        String reason = topics.awaitBytes(
                        Topics.dead("registry"), 1, TestTopics.PATIENCE, seen -> "acme/never-ready".equals(seen.key()))
                .getFirst()
                .headers()
                .get("dead-letter-reason");
        assertThat(reason).isEqualTo("what it needs was never published");
    }

    private ConsumerRecords<String, byte[]> polled(String account) {
        AccountAccepted fact = AccountAccepted.newBuilder()
                .setTenant("acme")
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("ready-" + account)
                .setLane(Lane.EVENT)
                .setOrigin("test")
                .setObservedAt(Instant.parse("2026-12-01T00:00:00Z"))
                .setSourceId("s")
                .build();
        Outgoing event = codec.encode(Topics.ACCOUNT_ACCEPTED, "accepted", fact, clock.instant(), null);
        ConsumerRecord<String, byte[]> raw =
                new ConsumerRecord<>(Topics.ACCOUNT_ACCEPTED, 0, 0, event.key(), event.payload());
        event.headers().forEach((name, value) -> raw.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecords<>(Map.of(new TopicPartition(Topics.ACCOUNT_ACCEPTED, 0), List.of(raw)), Map.of());
    }

    private DataSource counted() {
        return counting(DataSource.class, dataSource, "getConnection", connection -> {
            connections.incrementAndGet();
            return counting(Connection.class, (Connection) connection, "close", closed -> {
                connections.decrementAndGet();
                return closed;
            });
        });
    }

    /** @param then made of what the method returns */
    private static <T> T counting(Class<T> type, T real, String name, UnaryOperator<Object> then) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        return method.getName().equals(name) ? then.apply(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
