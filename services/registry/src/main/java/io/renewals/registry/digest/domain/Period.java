package io.renewals.registry.digest.domain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What a digest is about. Days are calendar days; which instants they are depends on the kind.
 *
 * @param from first day
 * @param to the day it is prepared on: of a week the same weekday again, of a whole month the first of the next one
 */
public record Period(Kind kind, LocalDate from, LocalDate to) {
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final int WEEK = 7;

    /** WEEKLY: where accounts stand. MONTHLY: what came of the offers. */
    public enum Kind {
        WEEKLY,
        MONTHLY;

        /** {@code Week}, {@code Month}. */
        public String title() {
            return this == WEEKLY ? "Week" : "Month";
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period begins before it ends: " + from + " to " + to);
        }
    }

    /** The period that is prepared on a day. On a first it is the month before; on another day that day's month so far. */
    public static Period endingOn(Kind kind, LocalDate day) {
        return switch (kind) {
            case WEEKLY -> new Period(kind, day.minusDays(WEEK), day);
            case MONTHLY ->
                new Period(kind, day.minusDays(day.getDayOfMonth() == 1 ? 1 : 0).withDayOfMonth(1), day);
        };
    }

    /** As in addresses of pages: {@code weekly-2026-12-07}. */
    public String token() {
        return kind.word() + "-" + to;
    }

    /** Empty: it is no token of a period. */
    public static Optional<Period> of(String token) {
        for (Kind kind : Kind.values()) {
            String prefix = kind.word() + "-";
            if (token.startsWith(prefix)) {
                try {
                    return Optional.of(endingOn(kind, LocalDate.parse(token.substring(prefix.length()))));
                } catch (DateTimeException notADay) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * First instant that counts. A month begins at its midnight where the tenant is. A week goes on where the one before closed, so
     * that nothing is told twice and nothing falls between two digests.
     *
     * @param closedBefore when the digest of the period before was counted; empty: there was none
     */
    public Instant opens(ZoneId zone, Optional<Instant> closedBefore) {
        return switch (kind) {
            case WEEKLY -> closedBefore.orElseGet(() -> from.atTime(NOON).toInstant(ZoneOffset.UTC));
            case MONTHLY -> from.atStartOfDay(zone).toInstant();
        };
    }

    /** First instant that no longer counts. A whole month ends at midnight where the tenant is; all else is counted up to now. */
    public Instant closes(ZoneId zone, Instant now) {
        return switch (kind) {
            case WEEKLY -> now;
            case MONTHLY -> to.getDayOfMonth() == 1 ? to.atStartOfDay(zone).toInstant() : now;
        };
    }

    /** Path of the page that lists a section's rows. @param owner empty: of the whole book */
    public String link(String section, Optional<String> owner) {
        return "/digest/" + token() + "/" + section + query(owner);
    }

    /** Path of the page with all figures. @param owner empty: of the whole book */
    public String page(Optional<String> owner) {
        return "/digest/" + token() + query(owner);
    }

    private static String query(Optional<String> owner) {
        return owner.map(id -> "?owner=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .orElse("");
    }
}
