package io.renewals.intake.adapter;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which of a file's own time zones are let through to the library. It walks their rules one change of the clock after the other, so a
 * rule that changes it every second would keep it busy for hours. What is not let through is looked up by its name instead.
 */
final class CalendarZones {
    private static final int LINES = 400;
    private static final int CHARS = 20_000;
    private static final Set<String> RULE_PARTS =
            Set.of("FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "INTERVAL", "WKST");

    private CalendarZones() {}

    static boolean isHarmless(List<String> zone) {
        return zone.size() <= LINES
                && zone.stream().mapToInt(String::length).sum() <= CHARS
                && zone.stream()
                        .map(line -> line.strip().toUpperCase(Locale.ROOT))
                        .filter(line -> line.startsWith("RRULE") || line.startsWith("EXRULE"))
                        .allMatch(CalendarZones::isYearly);
    }

    private static boolean isYearly(String line) {
        String rule = line.substring(line.indexOf(':') + 1);
        for (String part : rule.split(";")) {
            String name = part.contains("=") ? part.substring(0, part.indexOf('=')) : part;
            if (!RULE_PARTS.contains(name)) {
                return false;
            }
        }
        return line.startsWith("RRULE") && (";" + rule + ";").contains(";FREQ=YEARLY;");
    }
}
