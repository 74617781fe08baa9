package io.renewals.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/** The company's hours, Monday to Friday from eight to six where it is; worked out here, without the product's own idea of them. */
final class BusinessTime {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int OPENS = 8;
    private static final int CLOSES = 18;

    private BusinessTime() {}

    /** The instant itself inside these hours, else the morning after it. */
    static Instant from(Instant instant) {
        ZonedDateTime local = instant.atZone(Quarter.ZONE);
        while (!isOpen(local)) {
            local = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        return local.toInstant();
    }

    static boolean isOpen(ZonedDateTime local) {
        return !WEEKEND.contains(local.getDayOfWeek()) && local.getHour() >= OPENS && local.getHour() < CLOSES;
    }
}
