package io.renewals.e2e.faults;

import io.renewals.e2e.product.Books;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.SignalReported;
import io.renewals.events.Terms;
import io.renewals.events.TermsReported;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Accounts of one company that all become due on the same day, published on the public topics. Each has nearly outgrown its plan,
 * so that each is offered the next one.
 *
 * @param wave first part of every account's id
 * @param count how many accounts
 */
record Crowd(String wave, int count) {
    static final String TENANT = "acme";
    static final LocalDate BUSINESS_DATE = Books.DAY;

    /** Inside the sample rulebook's prepare-ahead window. */
    private static final LocalDate RENEWAL = BUSINESS_DATE.plusDays(40);

    /** Signals published for each account. */
    static final int SIGNALS = 2;

    private static final int PUBLISHERS = 8;

    List<String> accounts() {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s-%04d".formatted(wave, i))
                .toList();
    }

    static String contact(String account) {
        return "buyer@" + account + ".example";
    }

    /** Returns when the broker has all of it. */
    void publish(TestTopics topics) {
        Instant seen = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        try (ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS)) {
            List<Future<?>> done = accounts().stream()
                    .<Future<?>>map(account -> threads.submit(() -> publish(topics, account, seen)))
                    .toList();
            for (Future<?> each : done) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing " + wave, e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("cannot publish " + wave, e.getCause());
        }
    }

    private static void publish(TestTopics topics, String account, Instant seen) {
        String key = TENANT + "/" + account;
        topics.publish(
                Topics.TERMS_REPORTED,
                key,
                TermsReported.newBuilder()
                        .setTenant(TENANT)
                        .setAccount(account)
                        .setTerms(terms(account))
                        .setObservedAt(seen)
                        .setSourceId("crm:deal:" + account)
                        .build());
        topics.publish(
                Topics.SIGNAL_REPORTED,
                key,
                signal(account, EvidenceKind.USAGE, "utilisation", new BigDecimal("93.5000"), seen));
        topics.publish(
                Topics.SIGNAL_REPORTED,
                key,
                signal(account, EvidenceKind.BILLING, "days_late", new BigDecimal("0.0000"), seen));
    }

    private static Terms terms(String account) {
        return Terms.newBuilder()
                .setAccountName("Customer " + account)
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(24)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(RENEWAL)
                .setNoticePeriodDays(14)
                .setContactName("Robin Vale")
                .setContactEmail(contact(account))
                .build();
    }

    private static SignalReported signal(
            String account, EvidenceKind kind, String metric, BigDecimal value, Instant seen) {
        Evidence evidence = Evidence.newBuilder()
                .setSourceId("outside:" + metric + ":" + account)
                .setKind(kind)
                .setMetric(metric)
                .setValue(value)
                .setObservedAt(seen)
                .build();
        return SignalReported.newBuilder()
                .setTenant(TENANT)
                .setAccount(account)
                .setSignal(evidence)
                .build();
    }
}
