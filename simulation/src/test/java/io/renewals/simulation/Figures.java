package io.renewals.simulation;

import java.time.Duration;
import java.util.Map;

/** What a quarter came to. */
record Figures(long seed, int hours, Map<String, Long> counts, Duration took) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("quarter of seed " + seed + ": " + hours + " hours looked at");
        counts.forEach(
                (name, count) -> text.append(", ").append(count).append(' ').append(name));
        return text.append("; took ").append(took.toSeconds()).append(" s").toString();
    }
}
