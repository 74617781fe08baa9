package io.renewals.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** A scan over a big book of which few accounts are in the window; the registry's heap is the launcher's 128 MB. */
final class BigScan {
    private static final LocalDate BUSINESS_DATE = LocalDate.now(ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final double SECONDS = 20;

    private BigScan() {}

    static void measure(Settings settings, Report report) throws Exception {
        int all = settings.scaled(100_000);
        int inWindow = settings.scaled(1_000);
        report.say("starting intake and registry with fresh data");
        try (RunningProduct product = RunningProduct.start(settings, "up", List.of("intake", "registry"));
                Publisher publisher = new Publisher(product)) {
            product.putRulebook(settings);
            Instant loading = Instant.now();
            for (int i = 0; i < all; i++) {
                String account = "book-%06d".formatted(i);
                if (i % (all / inWindow) == 0) {
                    publisher.account(account, i, BUSINESS_DATE.plusDays(20 + i % 70));
                } else {
                    publisher.terms(account, BUSINESS_DATE.plusDays(120 + i % 600));
                }
            }
            publisher.flush();
            Api ada = product.as("ada");
            Poll.until(
                    PATIENCE, Duration.ofSeconds(1), () -> ada.accounts() >= all, () -> ada.accounts() + " accounts");
            double loadSeconds = Duration.between(loading, Instant.now()).toMillis() / 1000.0;
            report.row(
                    "%,d accounts taken in (intake and registry)".formatted(all),
                    "",
                    true,
                    "%.0f a second",
                    all / loadSeconds);
            scan(product, report, all, inWindow);
        }
    }

    private static void scan(RunningProduct product, Report report, int all, int inWindow) throws Exception {
        long registry = product.pids().get("registry");
        long before = Processes.rssKib(registry);
        Processes.forgetPeak(registry);
        Api ada = product.as("ada");
        try (Watch due = new Watch(product, Topics.RENEWAL_DUE)) {
            Instant begun = Instant.now();
            String id = ada.scan(BUSINESS_DATE.toString()).path("id").asText();
            Poll.until(
                    PATIENCE,
                    Duration.ofMillis(50),
                    () -> ada.get("/api/scans/" + id).path("status").asText().equals("DONE"),
                    () -> ada.get("/api/scans/" + id).toString());
            double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
            due.await(inWindow, PATIENCE);
            double published = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
            JsonNode scan = ada.get("/api/scans/" + id);
            report.row(
                    "scan over %,d accounts, %,d in the window".formatted(all, inWindow),
                    "< 20 s",
                    seconds < SECONDS,
                    "%.1f s; the last renewal.due published after %.1f s (%d due, %d looked at)",
                    seconds,
                    published,
                    scan.path("due").asInt(),
                    scan.path("seen").asInt());
            report.row(
                    "registry's memory over that scan",
                    "constant",
                    true,
                    "resident %.0f MiB before, %.0f MiB at most",
                    before / 1024.0,
                    Processes.peakKib(registry) / 1024.0);
        }
    }
}
