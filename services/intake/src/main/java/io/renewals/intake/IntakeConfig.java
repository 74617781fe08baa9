package io.renewals.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of intake. */
@ConfigMapping(prefix = "renewals.intake")
public interface IntakeConfig {
    /** How far ahead of ours another system's clock may be. */
    @WithDefault("PT5M")
    Duration clockSkew();

    /** {@code <tenant>=<url>}, comma-separated. Only these addresses are ever read. */
    Optional<String> sheetUrls();

    /** How often the watched URLs are read. */
    @WithDefault("15m")
    String watchEvery();

    /** As {@link #sheetUrls}, of calendars. */
    Optional<String> calendarUrls();

    /** How often the watched calendars are read. */
    @WithDefault("1h")
    String calendarEvery();

    /** Longest wait for the whole of a watched file, with its redirects. */
    @WithDefault("PT30S")
    Duration fetchTimeout();

    @WithDefault("5242880")
    int maxSheetBytes();

    @WithDefault("10000")
    int maxSheetRows();

    @WithDefault("20000")
    int maxSignalLines();

    /** More events make a calendar unreadable as a whole. */
    @WithDefault("5000")
    int maxCalendarEvents();

    /** How long refusals are shown. */
    @WithDefault("P180D")
    Duration rejectionsKept();

    /** The watched URLs by tenant. @throws IllegalArgumentException naming the entry that is not {@code tenant=url} */
    default Map<String, java.net.URI> watched() {
        return WatchedUrls.parse("INTAKE_SHEET_URLS", sheetUrls().orElse(""));
    }

    /** The same of calendars. */
    default Map<String, java.net.URI> watchedCalendars() {
        return WatchedUrls.parse("INTAKE_CALENDAR_URLS", calendarUrls().orElse(""));
    }
}
