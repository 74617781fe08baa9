package io.renewals.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where each service's own threads are, sampled by jcmd: for each runnable thread its innermost frame and the innermost frame of
 * ours. It costs some CPU itself, so figures come from runs without it.
 */
final class StackSamples implements AutoCloseable {
    private static final long EVERY_MS = 400;
    private static final int SHOWN = 6;

    private final Map<String, Long> pids;
    private final Map<String, Map<String, Integer>> counts = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean running;

    private StackSamples(boolean wanted, Map<String, Long> pids) {
        this.pids = new HashMap<>(pids);
        this.pids.keySet().retainAll(RunningProduct.SERVICES);
        this.running = wanted;
        this.thread =
                wanted ? Thread.ofPlatform().daemon().name("stack-samples").start(this::sample) : null;
    }

    static StackSamples of(boolean wanted, Map<String, Long> pids) {
        return new StackSamples(wanted, pids);
    }

    /** The commonest places of each service. */
    void report(Report report) {
        running = false;
        new TreeMap<>(counts).forEach((service, places) -> {
            int all = places.values().stream().mapToInt(Integer::intValue).sum();
            report.say("%s, %d samples of runnable threads of ours", service, all);
            places.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(SHOWN)
                    .forEach(place -> report.say("  %3d%%  %s", place.getValue() * 100 / all, place.getKey()));
        });
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }
    }

    private void sample() {
        while (running) {
            pids.forEach((service, pid) -> {
                if (running) {
                    count(service, dump(pid));
                }
            });
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(EVERY_MS));
        }
    }

    private void count(String service, String dump) {
        for (String stack : dump.split("\n\n")) {
            List<String> frames = stack.lines()
                    .map(String::trim)
                    .filter(line -> line.startsWith("at "))
                    .map(line -> line.substring(3).replaceFirst("\\(.*", "").replaceFirst("^[\\w.]+@[\\w.]*/", ""))
                    .toList();
            String ours = frames.stream()
                    .filter(frame -> frame.startsWith("io.renewals"))
                    .findFirst()
                    .orElse("");
            if (!ours.isEmpty() && stack.contains("java.lang.Thread.State: RUNNABLE")) {
                String place = frames.getFirst() + " in " + ours.replace("io.renewals.", "");
                counts.computeIfAbsent(service, any -> new ConcurrentHashMap<>())
                        .merge(place, 1, Integer::sum);
            }
        }
    }

    private static String dump(long pid) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
