package io.renewals.rulebook;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * When an owner is not pinged. Only the ping waits, never the card.
 *
 * @param from first quiet minute, local time (18:00)
 * @param to first minute that is no longer quiet, local time (08:00); before {@code from} it means the next morning,
 *     equal to it that no hour is quiet
 * @param businessDays days with business hours; every other day is quiet whole
 */
public record QuietHours(LocalTime from, LocalTime to, Set<DayOfWeek> businessDays) {
    /** Two weeks hold a business minute even where a clock change swallows the only one of a week. */
    private static final int SEARCH_DAYS = 15;

    public QuietHours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        new Flaws()
                .require(!businessDays.isEmpty(), "/business_days", "is empty", "name at least one day")
                .throwIfAny();
        businessDays = Collections.unmodifiableSet(EnumSet.copyOf(businessDays));
    }

    public boolean isQuiet(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        return !businessDays.contains(local.getDayOfWeek()) || isQuietHour(local.toLocalTime());
    }

    private boolean isQuietHour(LocalTime time) {
        if (from.equals(to)) {
            return false;
        }
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    /**
     * The instant itself when it is not quiet, else the first one after it that is not. Clock changes included: the
     * local wall time decides, in the hour that repeats as in the hour that does not exist.
     */
    public Instant nextBusinessMinute(Instant instant, ZoneId zone) {
        if (!isQuiet(instant, zone)) {
            return instant;
        }
        return turningPoints(instant, zone).stream()
                .filter(candidate -> !isQuiet(candidate, zone))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no business minute within " + SEARCH_DAYS + " days"));
    }

    /** Every instant after this one where quiet may turn to business: midnight, both edges, and clock changes. */
    private TreeSet<Instant> turningPoints(Instant instant, ZoneId zone) {
        TreeSet<Instant> points = new TreeSet<>();
        ZoneRules rules = zone.getRules();
        LocalDate first = instant.atZone(zone).toLocalDate();
        for (int day = 0; day <= SEARCH_DAYS; day++) {
            for (LocalTime edge : List.of(LocalTime.MIDNIGHT, from, to)) {
                LocalDateTime local = first.plusDays(day).atTime(edge);
                for (ZoneOffset offset : rules.getValidOffsets(local)) {
                    points.add(local.toInstant(offset));
                }
            }
        }
        ZoneOffsetTransition change = rules.nextTransition(instant);
        while (change != null && !change.getInstant().isAfter(points.last())) {
            points.add(change.getInstant());
            change = rules.nextTransition(change.getInstant());
        }
        return new TreeSet<>(points.tailSet(instant, false));
    }
}
