package io.renewals.intake.adapter;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.io.text.ICalReader;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.DateStart;
import biweekly.property.RawProperty;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.renewals.intake.adapter.CalendarLines.Block;
import io.renewals.intake.domain.CalendarEvent;
import io.renewals.intake.domain.CalendarEvent.Next;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;

/**
 * What the events of a file say, in our own terms. An event that repeats stands for its next time; single days of it that were moved or
 * cancelled (RECURRENCE-ID) count as such. A whole day is that day; a time with a zone is the day it is where the tenant is; a time
 * without one is the day that is written.
 */
public final class CalendarEvents {
    /** Times of a repeating event that are looked at: a monthly one from 1900 on stays below. */
    private static final int MOST_TIMES = 3_000;

    /** Of the file's own zones, so many for one event: more than any has, and few to take apart. */
    private static final int MOST_ZONES = 4;

    private final CalendarLines lines;
    /** The file's own zones that are let through, by their id in lower case, as text. */
    private final Map<String, String> ownZones = new HashMap<>();

    private final ZoneId zone;
    private final LocalDate today;

    /** @param zone the tenant's @param today where the tenant is */
    public CalendarEvents(CalendarLines lines, ZoneId zone, LocalDate today) {
        this.lines = lines;
        lines.zones().forEach((id, zoneLines) -> {
            if (CalendarZones.isHarmless(zoneLines)) {
                ownZones.put(id.toLowerCase(Locale.ROOT), String.join("\r\n", zoneLines) + "\r\n");
            }
        });
        this.zone = zone;
        this.today = today;
    }

    /** Events that may speak of renewals. @param skipped number of those that can't */
    public record Read(List<CalendarEvent> events, int skipped) {}

    /** An event's day, or why it has none. */
    private record Candidate(VEvent event, Block block, Next next) {}

    public Read read() {
        Map<String, List<Block>> byUid = new LinkedHashMap<>();
        for (Block block : lines.events()) {
            String key = block.uid().isEmpty() ? "line " + block.line() : block.uid();
            byUid.computeIfAbsent(key, any -> new ArrayList<>()).add(block);
        }
        List<CalendarEvent> events = new ArrayList<>();
        int skipped = 0;
        for (List<Block> blocks : byUid.values()) {
            if (blocks.stream().noneMatch(block -> block.mentions("renewal"))) {
                skipped += blocks.size();
            } else {
                events.add(readable(blocks));
            }
        }
        return new Read(events, skipped);
    }

    /** Whatever a hostile event makes the library throw, it costs this event alone. */
    private CalendarEvent readable(List<Block> blocks) {
        try {
            return event(blocks);
        } catch (RuntimeException e) {
            return unreadable(
                    blocks.getFirst(),
                    "VEVENT",
                    "can't be read: " + shortened(e.getMessage()),
                    "make it an event of the whole day in the calendar program, and export it again");
        }
    }

    /** The blocks of one id: an event, and its days that differ. */
    private CalendarEvent event(List<Block> blocks) {
        ICalendar calendar = parsed(blocks);
        List<VEvent> parsed = calendar.getEvents();
        if (parsed.size() != blocks.size()) {
            return unreadable(blocks.getFirst(), "VEVENT", "can't be read", "export the calendar again");
        }
        TimezoneInfo zones = calendar.getTimezoneInfo();
        Set<LocalDate> replaced = new HashSet<>();
        for (VEvent each : parsed) {
            if (each.getRecurrenceId() != null && each.getRecurrenceId().getValue() != null) {
                day(each.getRecurrenceId(), zones).ifPresent(replaced::add);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            VEvent each = parsed.get(i);
            candidates.add(new Candidate(
                    each, blocks.get(i), next(each, zones, each.getRecurrenceId() == null ? replaced : Set.of())));
        }
        Candidate chosen = candidates.stream()
                .filter(each -> each.next() instanceof CalendarEvent.On)
                .min(Comparator.comparing(each -> ((CalendarEvent.On) each.next()).day()))
                .orElse(candidates.stream()
                        .filter(each -> each.next() instanceof CalendarEvent.Unreadable)
                        .findFirst()
                        .orElse(candidates.getFirst()));
        return told(chosen, candidates.getFirst());
    }

    private ICalendar parsed(List<Block> blocks) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        blocks.stream()
                .flatMap(block -> block.zoneIds().stream())
                .map(id -> id.toLowerCase(Locale.ROOT))
                .distinct()
                .filter(ownZones::containsKey)
                .limit(MOST_ZONES)
                .forEach(id -> text.append(ownZones.get(id)));
        blocks.forEach(block -> block.lines().forEach(line -> text.append(line).append("\r\n")));
        text.append("END:VCALENDAR\r\n");
        try (ICalReader reader = new ICalReader(text.toString())) {
            return reader.readNext();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory", e);
        }
    }

    private Next next(VEvent event, TimezoneInfo zones, Set<LocalDate> replaced) {
        if (event.getStatus() != null && event.getStatus().isCancelled()) {
            return new CalendarEvent.Cancelled();
        }
        DateStart start = event.getDateStart();
        if (start == null || start.getValue() == null) {
            return noStart(event);
        }
        Optional<LocalDate> day = day(start, zones);
        if (day.isEmpty()) {
            return new CalendarEvent.Unreadable(
                    "DTSTART",
                    "is in the time zone '" + shortened(start.getParameters().getTimezoneId())
                            + "', which is not known",
                    "make it an event of the whole day, or use a zone such as Europe/Berlin");
        }
        boolean repeats =
                event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty();
        if (repeats && event.getRecurrenceId() == null) {
            return nextTime(event, start, zones, replaced);
        }
        return day.get().isBefore(today) ? new CalendarEvent.Past() : new CalendarEvent.On(day.get());
    }

    private Next nextTime(VEvent event, DateStart start, TimezoneInfo zones, Set<LocalDate> replaced) {
        RecurrenceRule rule = event.getRecurrenceRule();
        if (rule != null && (rule.getValue() == null || !isYearlyOrMonthly(rule))
                || event.getProperties(RecurrenceRule.class).size() > 1) {
            return new CalendarEvent.Unreadable(
                    "RRULE",
                    "does not repeat by the month or by the year",
                    "let it repeat every year, or make it a single event on the day of the next renewal");
        }
        DateIterator times = event.getDateIterator(zoneOf(start, zones));
        for (int i = 0; i < MOST_TIMES && times.hasNext(); i++) {
            LocalDate day = LocalDate.ofInstant(
                    times.next().toInstant(), isWritten(start, zones) ? ZoneId.systemDefault() : zone);
            if (!day.isBefore(today) && !replaced.contains(day)) {
                return new CalendarEvent.On(day);
            }
        }
        return new CalendarEvent.Past();
    }

    private static boolean isYearlyOrMonthly(RecurrenceRule rule) {
        Frequency frequency = rule.getValue().getFrequency();
        return (frequency == Frequency.YEARLY || frequency == Frequency.MONTHLY)
                && rule.getValue().getByHour().isEmpty()
                && rule.getValue().getByMinute().isEmpty()
                && rule.getValue().getBySecond().isEmpty();
    }

    /** The library reads what has no zone in that of this machine. */
    private static TimeZone zoneOf(DateStart start, TimezoneInfo zones) {
        if (isWritten(start, zones)) {
            return TimeZone.getDefault();
        }
        TimezoneAssignment assigned = zones.getTimezone(start);
        return assigned == null ? TimeZone.getTimeZone("UTC") : assigned.getTimeZone();
    }

    /** A whole day, or a time that is the same everywhere: the day is the one that is written. */
    private static boolean isWritten(DateOrDateTimeProperty date, TimezoneInfo zones) {
        return !date.getValue().hasTime() || zones.isFloating(date);
    }

    /** Empty: its time zone is not known. */
    private Optional<LocalDate> day(DateOrDateTimeProperty date, TimezoneInfo zones) {
        DateTimeComponents written = date.getValue().getRawComponents();
        if (isWritten(date, zones) && written != null) {
            return Optional.of(LocalDate.of(written.getYear(), written.getMonth(), written.getDate()));
        }
        boolean isUtc = written == null || written.isUtc();
        if (!isUtc && zones.getTimezone(date) == null) {
            return Optional.empty();
        }
        return Optional.of(LocalDate.ofInstant(date.getValue().toInstant(), zone));
    }

    private static Next noStart(VEvent event) {
        RawProperty raw = event.getExperimentalProperty("DTSTART");
        return raw == null
                ? new CalendarEvent.Unreadable("DTSTART", "is missing", "give the event the day of the renewal")
                : new CalendarEvent.Unreadable(
                        "DTSTART",
                        "'" + shortened(raw.getValue()) + "' is not a date",
                        "give the event the day of the renewal, such as 20261231");
    }

    /** @param first of the same id: where a single day leaves something out, it says what the event says */
    private static CalendarEvent told(Candidate chosen, Candidate first) {
        VEvent event = chosen.event();
        List<String> categories = new ArrayList<>();
        event.getCategories().forEach(each -> categories.addAll(each.getValues()));
        first.event().getCategories().forEach(each -> categories.addAll(each.getValues()));
        RawProperty own = event.getExperimentalProperty("X-RENEWALS-ACCOUNT");
        RawProperty account = own == null ? first.event().getExperimentalProperty("X-RENEWALS-ACCOUNT") : own;
        return new CalendarEvent(
                chosen.block().line(),
                chosen.block().uid(),
                event.getSummary() == null ? "" : text(event.getSummary().getValue()),
                event.getDescription() == null
                        ? ""
                        : text(event.getDescription().getValue()),
                categories,
                Optional.ofNullable(account).map(RawProperty::getValue),
                chosen.next(),
                chosen.block().content());
    }

    private static CalendarEvent unreadable(Block block, String field, String problem, String advice) {
        return new CalendarEvent(
                block.line(),
                block.uid(),
                "",
                "#renewal",
                List.of(),
                Optional.empty(),
                new CalendarEvent.Unreadable(field, problem, advice),
                block.content());
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String shortened(String value) {
        String text = text(value).replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
