package io.renewals.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From `make demo` on a built tree to READY, and what the eight services take when nothing happens. */
final class StartAndRest {
    private static final double READY_SECONDS = 45;
    private static final double PSS_MIB = 2048;
    private static final double CPU_PERCENT = 10;
    /** After READY: what the start left to do is done. */
    private static final int SETTLE_SECONDS = 30;

    private static final int WATCHED_SECONDS = 30;

    private StartAndRest() {}

    static void measure(Settings settings, Report report) throws Exception {
        report.say("starting the demo with fresh data");
        try (RunningProduct product = RunningProduct.start(settings, "demo", RunningProduct.SERVICES)) {
            double seconds = product.untilReady().toMillis() / 1000.0;
            report.row("`make demo` on a built tree to READY", "< 45 s", seconds < READY_SECONDS, "%.1f s", seconds);
            Poll.untilNanos(System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS));
            Map<String, Long> services = new LinkedHashMap<>(product.pids());
            services.keySet().retainAll(RunningProduct.SERVICES);
            Map<String, Double> before = Processes.cpuSeconds(services);
            Poll.untilNanos(System.nanoTime() + TimeUnit.SECONDS.toNanos(WATCHED_SECONDS));
            Map<String, Double> after = Processes.cpuSeconds(services);
            double cpu = 0;
            double pss = 0;
            StringBuilder each = new StringBuilder();
            for (Map.Entry<String, Long> service : services.entrySet()) {
                String name = service.getKey();
                double percent = (after.get(name) - before.get(name)) * 100 / WATCHED_SECONDS;
                double mib = Processes.pssKib(service.getValue()) / 1024.0;
                cpu += percent;
                pss += mib;
                each.append(" %s %.0f MiB %.1f%%".formatted(name, mib, percent));
            }
            report.row("eight services at rest, memory (PSS)", "< 2 GiB", pss < PSS_MIB, "%.0f MiB", pss);
            report.row("eight services at rest, CPU", "< 10% of one core", cpu < CPU_PERCENT, "%.1f%%", cpu);
            report.say("each:%s", each);
        }
    }
}
