package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.renewals.actionservice.adapter.SlackRequests;
import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.actionservice.slack.RequestLog.NotRecorded;
import io.renewals.messaging.Retriable;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests are stored together, or told as not recorded and then kept from taking effect. */
class RequestLogTest {
    private static final Duration WITHIN = Duration.ofMillis(1_300);

    private final Rows rows = new Rows();
    private final RequestLog log = new RequestLog(rows);

    @BeforeEach
    void start() {
        log.start(null);
    }

    @AfterEach
    void stop() {
        log.stop(null);
    }

    @Test
    void theFirstIsTheFirstAndTheSecondIsNot() throws Exception {
        assertThat(log.firstTime(entry("v0=1"), WITHIN)).isTrue();
        assertThat(log.firstTime(entry("v0=1"), WITHIN)).isFalse();
    }

    @Test
    void twoHundredAtOnceAreStoredInTimeWhileTheDatabaseAnswersLate() throws Exception {
        rows.lateMillis = 300;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Long>> times = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Entry entry = entry("v0=" + i);
                times.add(people.submit(() -> {
                    start.await();
                    long began = System.nanoTime();
                    assertThat(log.firstTime(entry, WITHIN)).isTrue();
                    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                }));
            }
            start.countDown();
            for (Future<Long> time : times) {
                assertThat(time.get()).isLessThan(1_300);
            }
        }
        assertThat(rows.states).hasSize(200).containsValue("recorded");
    }

    @Test
    void whatIsNotStoredInTimeIsWithdrawnThoughItsRowComesThroughLater() {
        rows.hold();
        Entry entry = entry("v0=late");

        assertThatThrownBy(() -> log.firstTime(entry, Duration.ofMillis(100))).isInstanceOf(NotRecorded.class);
        rows.letGo();

        await().until(() -> "withdrawn".equals(rows.states.get("v0=late")));
    }

    @Test
    void aDatabaseThatRefusesIsToldAtOnceAndTheWithdrawalIsTriedUntilItHolds() {
        rows.awayFor = 3;
        Entry entry = entry("v0=away");

        assertThatThrownBy(() -> log.firstTime(entry, WITHIN)).isInstanceOf(NotRecorded.class);

        await().atMost(Duration.ofSeconds(10)).until(() -> "withdrawn".equals(rows.states.get("v0=away")));
    }

    @Test
    void aLateCopyDoesNotWithdrawTheFirst() throws Exception {
        log.firstTime(entry("v0=twice"), WITHIN);
        rows.hold();

        assertThatThrownBy(() -> log.firstTime(entry("v0=twice"), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(NotRecorded.class, refused -> rows.letGo());

        await().during(Duration.ofMillis(300)).until(() -> "recorded".equals(rows.states.get("v0=twice")));
    }

    private static Entry entry(String proof) {
        return new Entry("acme", proof, UUID.randomUUID().toString(), Optional.empty(), Optional.of("{}"));
    }

    /** The table, slow or away as the test wants it. */
    private static final class Rows extends SlackRequests {
        private final Map<String, String> states = new ConcurrentHashMap<>();
        private final Map<String, String> tickets = new ConcurrentHashMap<>();
        private final Semaphore pass = new Semaphore(1_000_000);
        private volatile long lateMillis;
        private volatile int awayFor;

        Rows() {
            super(noDatabase(), Clock.systemUTC());
        }

        void hold() {
            pass.drainPermits();
        }

        void letGo() {
            pass.release(1_000_000);
        }

        @Override
        public Set<String> record(String tenant, List<Entry> entries) {
            answerLate();
            Set<String> fresh = new HashSet<>();
            for (Entry entry : entries) {
                if (states.putIfAbsent(entry.proof(), "recorded") == null) {
                    tickets.put(entry.proof(), entry.ticket());
                    fresh.add(entry.ticket());
                }
            }
            return fresh;
        }

        @Override
        public boolean withdraw(Entry entry) {
            answerLate();
            tickets.putIfAbsent(entry.proof(), entry.ticket());
            if (tickets.get(entry.proof()).equals(entry.ticket())) {
                states.put(entry.proof(), "withdrawn");
            }
            return true;
        }

        private void answerLate() {
            if (awayFor > 0) {
                awayFor--;
                throw new Retriable("away");
            }
            try {
                pass.acquire();
                new CountDownLatch(1).await(lateMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Retriable("stopped", e);
            }
        }

        private static DataSource noDatabase() {
            return (DataSource) Proxy.newProxyInstance(
                    Rows.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
        }
    }
}
