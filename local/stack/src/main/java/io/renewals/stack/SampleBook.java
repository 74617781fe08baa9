package io.renewals.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * The sample book, which is written for one day. Once that day is over its dates move along with the calendar, all by the same
 * number of days: else its cards would have passed their notice deadlines before anybody saw them.
 */
public final class SampleBook {
    /** The day the files are written for: a dozen accounts are due on it, Bayside Studio among them. */
    static final LocalDate WRITTEN_FOR = LocalDate.of(2026, 12, 1);

    private static final Pattern DATE = Pattern.compile("(?<!\\d)20\\d\\d-\\d\\d-\\d\\d(?!\\d)");

    /** As calendars write days and times: 20270111, 20270111T090000Z. */
    private static final Pattern CALENDAR_DATE =
            Pattern.compile("(?<![\\w-])20\\d{6}(?=T\\d{6}|\\s|$)", Pattern.MULTILINE);

    private final Path folder;
    private final LocalDate day;

    /** @param folder {@code samples} @param today in UTC */
    public SampleBook(Path folder, LocalDate today) {
        this.folder = folder;
        this.day = today.isAfter(WRITTEN_FOR) ? today : WRITTEN_FOR;
    }

    /** The day to scan. */
    public LocalDate day() {
        return day;
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** A file's text with its dates as of {@link #day}. */
    public String read(String file) {
        try {
            String text = Files.readString(folder.resolve(file));
            return file.endsWith(".ics") ? movedCalendar(text) : moved(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(file), e);
        }
    }

    String moved(String text) {
        long days = ChronoUnit.DAYS.between(WRITTEN_FOR, day);
        return DATE.matcher(text)
                .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
    }

    String movedCalendar(String text) {
        long days = ChronoUnit.DAYS.between(WRITTEN_FOR, day);
        return CALENDAR_DATE.matcher(text).replaceAll(date -> LocalDate.parse(
                        date.group(), DateTimeFormatter.BASIC_ISO_DATE)
                .plusDays(days)
                .format(DateTimeFormatter.BASIC_ISO_DATE));
    }
}
