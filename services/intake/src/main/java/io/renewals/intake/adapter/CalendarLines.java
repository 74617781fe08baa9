package io.renewals.intake.adapter;

import io.renewals.intake.domain.AccountId;
import io.renewals.intake.domain.CalendarReading.RefusedEvent;
import io.renewals.intake.domain.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An iCalendar file taken apart into its events, before anything interprets it: so that one that can't be read costs no other, and each
 * is known by its line. Folded lines are put together.
 *
 * @param events in order
 * @param zones time zones that the file defines, by their id, as lines
 * @param broken events that begin or end in the wrong place
 */
public record CalendarLines(List<Block> events, Map<String, List<String>> zones, List<RefusedEvent> broken) {
    private static final String BEGIN_EVENT = "BEGIN:VEVENT";
    private static final String END_EVENT = "END:VEVENT";
    private static final String BEGIN_ZONE = "BEGIN:VTIMEZONE";
    private static final String END_ZONE = "END:VTIMEZONE";
    private static final Pattern ZONE_ID =
            Pattern.compile(";TZID=(?:\"([^\"]{1,200})\"|([^\";:]{1,200}))", Pattern.CASE_INSENSITIVE);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** @param line where it begins, from 1 @param lines unfolded, from BEGIN to END */
    public record Block(int line, List<String> lines) {
        public Block {
            lines = List.copyOf(lines);
        }

        /** The event's own id; empty: none. */
        String uid() {
            return value(lines, "UID");
        }

        /** As a person reads it. */
        String content() {
            return String.join("\n", lines);
        }

        boolean mentions(String word) {
            return lines.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(word));
        }

        /** Ids of the time zones that its lines are in, each once, in order. */
        Set<String> zoneIds() {
            Set<String> ids = new LinkedHashSet<>();
            for (String line : lines) {
                for (Matcher zone = ZONE_ID.matcher(line); zone.find(); ) {
                    ids.add(zone.group(1) == null ? zone.group(2) : zone.group(1));
                }
            }
            return ids;
        }
    }

    /** The file as a whole can't be read, and nothing of it was taken. */
    public static final class Unreadable extends RuntimeException {
        private final String advice;

        Unreadable(String problem, String advice) {
            super(problem);
            this.advice = advice;
        }

        public String advice() {
            return advice;
        }
    }

    /** @throws Unreadable where the bytes are no calendar, or it has more events than allowed */
    public static CalendarLines read(byte[] bytes, int maxEvents) {
        String text = utf8(bytes);
        Parts parts = new Parts(maxEvents);
        int number = 0;
        int begun = 0;
        StringBuilder unfolded = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (number > 1 && !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                unfolded.append(line, 1, line.length());
                continue;
            }
            parts.take(unfolded.toString(), begun);
            unfolded.setLength(0);
            unfolded.append(line);
            begun = number;
        }
        parts.take(unfolded.toString(), begun);
        return parts.end();
    }

    private static String utf8(byte[] bytes) {
        try {
            // PostgreSQL keeps no NUL in a text.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replace('\u0000', '\uFFFD');
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("is not UTF-8 text", "export it again from the calendar program, as iCalendar (.ics)");
        }
    }

    /** What is collected on the way through the file. */
    private static final class Parts {
        private final int maxEvents;
        private final List<Block> events = new ArrayList<>();
        private final Map<String, List<String>> zones = new LinkedHashMap<>();
        private final List<RefusedEvent> broken = new ArrayList<>();
        private boolean isCalendar;
        private int openLine;
        private String openEnd = "";
        private List<String> open = new ArrayList<>();

        Parts(int maxEvents) {
            this.maxEvents = maxEvents;
        }

        void take(String line, int number) {
            String upper = line.strip().toUpperCase(Locale.ROOT);
            if (upper.equals("BEGIN:VCALENDAR")) {
                isCalendar = true;
            } else if (upper.equals(BEGIN_EVENT) || upper.equals(BEGIN_ZONE)) {
                leaveOpen("line " + number + " begins another");
                begin(line, number, upper.equals(BEGIN_EVENT) ? END_EVENT : END_ZONE);
            } else if (!openEnd.isEmpty() && upper.equals("END:VCALENDAR")) {
                leaveOpen("the calendar ends on line " + number);
            } else if (!openEnd.isEmpty()) {
                open.add(line);
                if (upper.equals(openEnd)) {
                    close();
                }
            }
        }

        CalendarLines end() {
            if (!isCalendar) {
                throw new Unreadable(
                        "is not a calendar: no line says BEGIN:VCALENDAR",
                        "export it again from the calendar program, as iCalendar (.ics)");
            }
            leaveOpen("the file ends");
            return new CalendarLines(events, zones, broken);
        }

        private void begin(String line, int number, String end) {
            openLine = number;
            openEnd = end;
            open = new ArrayList<>(List.of(line));
        }

        private void close() {
            if (openEnd.equals(END_ZONE)) {
                zones.putIfAbsent(value(open, "TZID"), List.copyOf(open));
            } else {
                events.add(new Block(openLine, open));
                if (events.size() > maxEvents) {
                    throw new Unreadable(
                            "has more than " + maxEvents + " events",
                            "export a calendar of renewals alone, or a shorter time");
                }
            }
            openEnd = "";
        }

        private void leaveOpen(String because) {
            if (openEnd.equals(END_EVENT)) {
                Block block = new Block(openLine, open);
                broken.add(new RefusedEvent(
                        openLine,
                        AccountId.MISSING,
                        block.uid(),
                        "event of line " + openLine,
                        Optional.empty(),
                        List.of(new Reason(
                                "END",
                                "is missing: the event begins on line " + openLine + ", and " + because,
                                "export the calendar again; this copy is cut or was edited by hand")),
                        block.content()));
            }
            openEnd = "";
        }
    }

    /** Of the first line of this name; its parameters are passed over. Empty: there is none. */
    private static String value(List<String> lines, String name) {
        for (String line : lines) {
            if (line.regionMatches(true, 0, name, 0, name.length()) && line.length() > name.length()) {
                char next = line.charAt(name.length());
                int colon = line.indexOf(':');
                if (next == ':' || next == ';' && colon > 0) {
                    return line.substring(colon + 1).strip();
                }
            }
        }
        return "";
    }
}
