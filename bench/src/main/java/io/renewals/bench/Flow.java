package io.renewals.bench;

import io.renewals.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Renewals through the eight services: as fast as they go, then at 20 a second. */
final class Flow {
    private static final LocalDate BUSINESS_DATE = LocalDate.now(ZoneOffset.UTC);
    private static final LocalDate RENEWAL = BUSINESS_DATE.plusDays(40);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double QUEUED_A_SECOND = 300;
    private static final double P99_MS = 500;
    private static final double STALE_P99_MS = 1_000;
    private static final int RATE = 20;

    private final Settings settings;
    private final Report report;
    private final RunningProduct product;
    private final Publisher publisher;
    private final Lag lag;
    private int cards;

    private Flow(Settings settings, Report report, RunningProduct product, Publisher publisher, Lag lag) {
        this.settings = settings;
        this.report = report;
        this.product = product;
        this.publisher = publisher;
        this.lag = lag;
    }

    static void measure(Settings settings, Report report) throws Exception {
        report.say("starting the product with fresh data");
        try (RunningProduct product = RunningProduct.start(settings, "up", RunningProduct.SERVICES);
                Publisher publisher = new Publisher(product);
                Lag lag = new Lag(product)) {
            product.putRulebook(settings);
            Flow flow = new Flow(settings, report, product, publisher, lag);
            double cold = flow.through("first", settings.scaled(2_000)).aSecond();
            report.row("first %d renewals of a fresh start".formatted(flow.cards), "", true, "%.0f a second", cold);
            flow.steady();
            flow.manyAtOnce();
            flow.outdated();
        }
    }

    private void manyAtOnce() throws Exception {
        int count = settings.scaled(5_000);
        Through through = through("many", count);
        report.row(
                "%,d accounts due, until all are queued (offer.queued)".formatted(count),
                "300 a second",
                through.aSecond() >= QUEUED_A_SECOND,
                "%.0f a second (%.1f s)",
                through.aSecond(),
                through.queuedSeconds());
        report.row(
                "the same, until all are cards in the queue",
                "",
                true,
                "%.0f a second (%.1f s)",
                count / through.cardSeconds(),
                through.cardSeconds());
        report.row("audit trail after that", "", true, "%.1f s until it has everything", through.drainSeconds());
        report.say("seconds of CPU meanwhile:%s", through.cpu());
    }

    /**
     * @param queuedSeconds from the scan's request until the last offer.queued arrived here
     * @param cardSeconds until the queue's API counts all of them
     * @param drainSeconds from then until the audit sink's group has no lag
     */
    private record Through(int count, double queuedSeconds, double cardSeconds, double drainSeconds, String cpu) {
        double aSecond() {
            return count / queuedSeconds;
        }
    }

    private Through through(String wave, int count) throws Exception {
        Instant loading = Instant.now();
        long before = product.as("ada").accounts();
        for (int i = 0; i < count; i++) {
            publisher.account("%s-%05d".formatted(wave, i), i, RENEWAL);
        }
        publisher.flush();
        awaitQuiet(before + count);
        report.say("%s: %d accounts are known after %.1f s", wave, count, secondsSince(loading));
        Map<String, Long> pids = product.pids();
        Map<String, Double> cpuBefore = Processes.cpuSeconds(pids);
        try (Watch queued = new Watch(product, Topics.OFFER_QUEUED);
                StackSamples samples = StackSamples.of(settings.profile() && wave.equals("many"), pids)) {
            Instant begun = Instant.now();
            product.as("ada").scan(BUSINESS_DATE.toString());
            queued.await(count, PATIENCE);
            double queuedSeconds = secondsSince(begun);
            cards += count;
            Poll.until(PATIENCE, Duration.ofMillis(100), () -> cardsQueued() >= cards, () -> cardsQueued() + " cards");
            double cardSeconds = secondsSince(begun);
            Map<String, Double> cpuAfter = Processes.cpuSeconds(pids);
            samples.report(report);
            Instant drain = Instant.now();
            awaitQuiet(before + count);
            return new Through(count, queuedSeconds, cardSeconds, secondsSince(drain), difference(cpuBefore, cpuAfter));
        }
    }

    /**
     * Twenty accounts a second move into the window and are scanned; each is timed from its renewal.due to its offer.queued. What is
     * observed of them is there before, so that none is checked without it.
     */
    private void steady() throws Exception {
        int seconds = settings.quick() ? 15 : 60;
        long before = product.as("ada").accounts();
        for (int i = 0; i < seconds * RATE; i++) {
            publisher.account(steady(i), i, RENEWAL.plusDays(200));
        }
        publisher.flush();
        awaitQuiet(before + seconds * RATE);
        try (Watch due = new Watch(product, Topics.RENEWAL_DUE);
                Watch queued = new Watch(product, Topics.OFFER_QUEUED)) {
            long begun = System.nanoTime();
            for (int i = 0; i < seconds * RATE; i++) {
                publisher.moved(steady(i), RENEWAL);
                if (i % RATE == RATE - 1) {
                    publisher.flush();
                    Poll.untilNanos(begun + TimeUnit.SECONDS.toNanos(i / RATE + 1L));
                    product.as("ada").scan(BUSINESS_DATE.toString());
                }
            }
            awaitQuiet(0);
            product.as("ada").scan(BUSINESS_DATE.toString());
            queued.await(seconds * RATE, PATIENCE);
            cards += seconds * RATE;
            List<Double> decided = new ArrayList<>();
            List<Double> arrived = new ArrayList<>();
            Map<String, Watch.Moment> dues = due.moments();
            queued.moments().forEach((key, moment) -> {
                Instant start = dues.get(key).occurred();
                decided.add(Duration.between(start, moment.sent()).toNanos() / 1e6);
                arrived.add(Duration.between(start, moment.arrived()).toNanos() / 1e6);
            });
            report.row(
                    "due to queued at %d a second (%d renewals), p99".formatted(RATE, decided.size()),
                    "< 500 ms",
                    percentile(decided, 99) < P99_MS,
                    "p50 %.0f ms, p99 %.0f ms; as another consumer sees it p50 %.0f ms, p99 %.0f ms",
                    percentile(decided, 50),
                    percentile(decided, 99),
                    percentile(arrived, 50),
                    percentile(arrived, 99));
        }
    }

    /**
     * Twenty accounts a second report another renewal date while their cards wait. Each is timed from the transaction that stored the
     * change in the registry until the queue has told that its card is stale, which is after the moment it could last be approved.
     */
    private void outdated() throws Exception {
        int seconds = settings.quick() ? 10 : 30;
        try (Watch changed = new Watch(product, Topics.ACCOUNT_CHANGED);
                Watch stale = new Watch(product, Topics.OFFER_ACTIONED)) {
            long begun = System.nanoTime();
            for (int i = 0; i < seconds * RATE; i++) {
                publisher.moved(steady(i), RENEWAL.plusDays(1));
                publisher.flush();
                Poll.untilNanos(begun + TimeUnit.SECONDS.toNanos(i + 1L) / RATE);
            }
            stale.await(seconds * RATE, PATIENCE);
            List<Double> took = new ArrayList<>();
            stale.moments()
                    .forEach((key, moment) ->
                            took.add(Duration.between(changed.moments().get(key).occurred(), moment.sent())
                                            .toNanos()
                                    / 1e6));
            report.row(
                    "facts changed to card stale at %d a second (%d cards), p99".formatted(RATE, took.size()),
                    "< 1 s",
                    percentile(took, 99) < STALE_P99_MS,
                    "p50 %.0f ms, p99 %.0f ms",
                    percentile(took, 50),
                    percentile(took, 99));
        }
    }

    private static String steady(int number) {
        return "steady-%05d".formatted(number);
    }

    /** Until the registry has the accounts, and nobody has work left. */
    private void awaitQuiet(long accounts) {
        Poll.until(
                PATIENCE,
                Duration.ofMillis(500),
                () -> lag.nothingWaits() && product.as("ada").accounts() >= accounts,
                () -> product.as("ada").accounts() + " accounts, lag " + lag.lags());
    }

    private long cardsQueued() {
        return product.as("ada")
                .get("/api/queue?size=1")
                .path("counts")
                .path("queued")
                .asLong();
    }

    private static double percentile(List<Double> values, int percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static String difference(Map<String, Double> before, Map<String, Double> after) {
        StringBuilder text = new StringBuilder();
        after.forEach((name, seconds) -> text.append(" %s %.1f".formatted(name, seconds - before.get(name))));
        return text.toString();
    }

    private static double secondsSince(Instant begun) {
        return Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    }
}
