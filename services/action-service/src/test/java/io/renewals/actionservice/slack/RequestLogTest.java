package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests are stored together, or told as not recorded and then kept from taking effect. */
class RequestLogTest {
    private static final Duration WITHIN = Duration.ofMillis(1_300);
    private static final String UNTAKEABLE = "v0=\u0000";

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
    void oneThatTheDatabaseCantTakeCostsNobodyElseTheirClick() throws Exception {
        rows.hold();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> told = new ArrayList<>();
            for (String proof : List.of("v0=a", "v0=b", UNTAKEABLE, "v0=c", "v0=d", "v0=e", "v0=f")) {
                told.add(people.submit(() -> log.firstTime(entry(proof), Duration.ofSeconds(10))));
            }
            rows.letGo();

            for (Future<Boolean> each : told) {
                if (told.indexOf(each) == 2) {
                    assertThatThrownBy(each::get).hasCauseInstanceOf(NotRecorded.class);
                } else {
                    assertThat(each.get()).isTrue();
                }
            }
        }
        assertThat(rows.states).hasSize(6).containsValue("recorded");
    }

    @Test
    void oneThatTheDatabaseCantTakeKeepsNoWithdrawalWaiting() {
        rows.hold();
        List<CompletableFuture<Boolean>> withdrawn = new ArrayList<>();
        for (String proof : List.of("v0=a", UNTAKEABLE, "v0=b", "v0=c", "v0=d", "v0=e")) {
            assertThatThrownBy(() -> log.firstTime(entry(proof), Duration.ofMillis(50)))
                    .isInstanceOfSatisfying(NotRecorded.class, told -> withdrawn.add(told.withdrawn()));
        }
        rows.letGo();

        await().until(() -> withdrawn.stream().allMatch(CompletableFuture::isDone));
        assertThat(withdrawn.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(1);
        assertThat(rows.states).containsEntry("v0=a", "withdrawn").doesNotContainValue("recorded");
    }

    @Test
    void twoCopiesOfAClickThatWaitAtOnceAreToldOnce() {
        rows.hold();

        assertThatThrownBy(() -> log.firstTime(entry("v0=one", "click"), Duration.ofMillis(100)))
                .isInstanceOf(NotRecorded.class);
        assertThatCode(() -> assertThat(log.firstTime(entry("v0=other", "click"), Duration.ofMillis(100)))
                        .isFalse())
                .as("the second copy is not told anything of its own")
                .doesNotThrowAnyException();
        rows.letGo();

        await().until(() -> "withdrawn".equals(rows.states.get("v0=one")));
        assertThat(rows.states).doesNotContainKey("v0=other");
    }

    @Test
    void aCopyOfWhatIsRecordedIsNotToldThatItIsNot() throws Exception {
        log.firstTime(entry("v0=twice"), WITHIN);
        rows.hold();

        assertThat(log.firstTime(entry("v0=twice"), Duration.ofMillis(100))).isFalse();
        rows.letGo();

        await().during(Duration.ofMillis(300)).until(() -> "recorded".equals(rows.states.get("v0=twice")));
    }

    @Test
    void aCopyThatAnotherReplicaHeardTooLateLearnsThatTheFirstIsRecorded() throws Exception {
        log.firstTime(entry("v0=here", "click"), WITHIN);
        RequestLog there = new RequestLog(rows);
        there.start(null);
        rows.hold();

        assertThatThrownBy(() -> there.firstTime(entry("v0=there", "click"), Duration.ofMillis(100)))
                .isInstanceOfSatisfying(NotRecorded.class, told -> {
                    rows.letGo();
                    assertThat(told.withdrawn().orTimeout(5, TimeUnit.SECONDS).join())
                            .as("never takes effect")
                            .isFalse();
                });

        assertThat(rows.states).containsEntry("v0=here", "recorded");
        there.stop(null);
    }

    @Test
    void whatWasToldAsNotRecordedTakesItsClicksPlaceToo() throws Exception {
        rows.hold();
        assertThatThrownBy(() -> log.firstTime(entry("v0=late", "click"), Duration.ofMillis(100)))
                .isInstanceOf(NotRecorded.class);
        rows.letGo();
        await().until(() -> "withdrawn".equals(rows.states.get("v0=late")));
        RequestLog restarted = new RequestLog(rows);
        restarted.start(null);

        assertThat(restarted.firstTime(entry("v0=again", "click"), WITHIN)).isFalse();

        restarted.stop(null);
    }

    @Test
    void whatNobodyWasToldOfIsHeardAgain() throws Exception {
        rows.awayFor = 1;
        Entry event = new Entry("acme", "v0=e1", "ticket-1", Optional.of("Ev1"), Optional.empty());
        assertThatThrownBy(() -> log.firstTime(event, WITHIN)).isInstanceOf(NotRecorded.class);

        log.forget(event);

        assertThat(log.firstTime(event, WITHIN)).isTrue();
    }

    @Test
    void thousandsThatWaitAreRefusedAtOnceAndNotKept() throws Exception {
        rows.hold();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4_000; i++) {
                Entry entry = entry("v0=flood-" + i);
                people.submit(() -> {
                    try {
                        log.firstTime(entry, Duration.ofSeconds(2));
                    } catch (NotRecorded e) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        rows.letGo();

        assertThat(refused.get()).isEqualTo(4_000);
        await().untilAsserted(() -> assertThat(rows.states)
                .hasSizeLessThan(1_000)
                .containsValue("withdrawn")
                .doesNotContainValue("recorded"));
    }

    private static Entry entry(String proof) {
        return new Entry("acme", proof, UUID.randomUUID().toString(), Optional.empty(), Optional.of("{}"));
    }

    private static Entry entry(String proof, String click) {
        return new Entry("acme", proof, UUID.randomUUID().toString(), Optional.of(click), Optional.of("{}"));
    }

    /** The table, slow or away as the test wants it. */
    private static final class Rows extends SlackRequests {
        private final Map<String, String> states = new ConcurrentHashMap<>();
        private final Map<String, String> tickets = new ConcurrentHashMap<>();
        private final Map<String, String> clicks = new ConcurrentHashMap<>();
        private final Semaphore pass = new Semaphore(1_000_000);
        private volatile long lateMillis;
        private volatile int awayFor;

        Rows() {
            super(noDatabase(), noDatabase(), Clock.systemUTC());
        }

        void hold() {
            pass.drainPermits();
        }

        void letGo() {
            pass.release(1_000_000);
        }

        @Override
        public Set<String> record(List<Entry> entries) {
            answerLate();
            refuse(entries);
            return entries.stream()
                    .filter(entry -> put(entry, "recorded"))
                    .map(Entry::ticket)
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<String> withdraw(String tenant, List<Entry> entries) {
            answerLate();
            refuse(entries);
            Set<String> effective = new HashSet<>();
            for (Entry entry : entries) {
                put(entry, "withdrawn");
                if (entry.ticket().equals(tickets.get(entry.proof()))) {
                    states.put(entry.proof(), "withdrawn");
                }
                String holder = tickets.containsKey(entry.proof())
                        ? entry.proof()
                        : entry.click().map(clicks::get).orElse("");
                if ("recorded".equals(states.get(holder))) {
                    effective.add(entry.ticket());
                }
            }
            return effective;
        }

        /** As PostgreSQL does: all of a statement or nothing. */
        private static void refuse(List<Entry> entries) {
            if (entries.stream().anyMatch(entry -> entry.proof().equals(UNTAKEABLE))) {
                throw new IllegalArgumentException("invalid byte sequence for encoding \"UTF8\": 0x00");
            }
        }

        /** As on conflict do nothing. */
        private synchronized boolean put(Entry entry, String state) {
            boolean fresh = !states.containsKey(entry.proof())
                    && entry.click().filter(clicks::containsKey).isEmpty();
            if (fresh) {
                states.put(entry.proof(), state);
                tickets.put(entry.proof(), entry.ticket());
                entry.click().ifPresent(click -> clicks.put(click, entry.proof()));
            }
            return fresh;
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
