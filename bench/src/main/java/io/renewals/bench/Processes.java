package io.renewals.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the kernel knows of processes. */
final class Processes {
    private static final long TICKS_A_SECOND = 100;

    private Processes() {}

    /** Proportional set size: shared pages are counted once over all. @return KiB */
    static long pssKib(long pid) throws IOException {
        return field(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
    }

    /** Resident now. @return KiB */
    static long rssKib(long pid) throws IOException {
        return field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    }

    /** The most that was resident since {@link #forgetPeak}. @return KiB */
    static long peakKib(long pid) throws IOException {
        return field(Path.of("/proc", Long.toString(pid), "status"), "VmHWM:");
    }

    static void forgetPeak(long pid) throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
    }

    /** Seconds of CPU by name, each with its children that live. */
    static Map<String, Double> cpuSeconds(Map<String, Long> pids) throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        Map<Long, List<Long>> children = children();
        for (Map.Entry<String, Long> each : pids.entrySet()) {
            seconds.put(each.getKey(), cpuSeconds(each.getValue(), children));
        }
        return seconds;
    }

    private static double cpuSeconds(long pid, Map<Long, List<Long>> children) {
        double seconds = 0;
        try {
            String[] fields = stat(pid);
            // utime, stime and those of children that were waited for.
            seconds = (Long.parseLong(fields[11])
                            + Long.parseLong(fields[12])
                            + Long.parseLong(fields[13])
                            + Long.parseLong(fields[14]))
                    / (double) TICKS_A_SECOND;
        } catch (IOException gone) {
            return 0;
        }
        for (long child : children.getOrDefault(pid, List.of())) {
            seconds += cpuSeconds(child, children);
        }
        return seconds;
    }

    private static Map<Long, List<Long>> children() throws IOException {
        Map<Long, List<Long>> children = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path each : all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                long pid = Long.parseLong(each.getFileName().toString());
                try {
                    long parent = Long.parseLong(stat(pid)[1]);
                    children.computeIfAbsent(parent, any -> new ArrayList<>()).add(pid);
                } catch (IOException gone) {
                    continue;
                }
            }
        }
        return children;
    }

    /** The fields after the command's name: state, parent, … */
    private static String[] stat(long pid) throws IOException {
        String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    private static long field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.substring(name.length()).trim().split("\\s+")[0]);
            }
        }
        throw new IOException(file + " has no " + name);
    }
}
