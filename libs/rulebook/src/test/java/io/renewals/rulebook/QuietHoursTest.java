package io.renewals.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final QuietHours NIGHTS =
            new QuietHours(LocalTime.of(18, 0), LocalTime.of(8, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private static Instant local(String dateTime) {
        return ZonedDateTime.parse(dateTime + "[America/New_York]").toInstant();
    }

    private static Instant next(String dateTime) {
        return NIGHTS.nextBusinessMinute(local(dateTime), NEW_YORK);
    }

    @Test
    void businessHoursDoNotWait() {
        assertThat(next("2026-03-04T08:00:00-05:00")).isEqualTo(local("2026-03-04T08:00:00-05:00"));
        assertThat(next("2026-03-04T17:59:59-05:00")).isEqualTo(local("2026-03-04T17:59:59-05:00"));
    }

    @Test
    void theEveningWaitsForTheMorning() {
        assertThat(next("2026-03-04T18:00:00-05:00")).isEqualTo(local("2026-03-05T08:00:00-05:00"));
        assertThat(next("2026-03-05T02:00:00-05:00")).isEqualTo(local("2026-03-05T08:00:00-05:00"));
    }

    @Test
    void fridayEveningWaitsForMondayAcrossTheClockChange() {
        assertThat(next("2026-03-06T18:30:00-05:00")).isEqualTo(local("2026-03-09T08:00:00-04:00"));
        assertThat(next("2026-10-31T12:00:00-04:00")).isEqualTo(local("2026-11-02T08:00:00-05:00"));
    }

    @Test
    void anEdgeInTheHourThatDoesNotExistOpensWhenTheClockJumps() {
        QuietHours early = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30), EnumSet.allOf(DayOfWeek.class));
        assertThat(early.nextBusinessMinute(local("2026-03-08T01:00:00-05:00"), NEW_YORK))
                .isEqualTo(local("2026-03-08T03:00:00-04:00"));
    }

    @Test
    void anEdgeAtMidnightAndNoQuietHoursAtAll() {
        QuietHours untilMidnight =
                new QuietHours(LocalTime.of(18, 0), LocalTime.MIDNIGHT, EnumSet.allOf(DayOfWeek.class));
        assertThat(untilMidnight.nextBusinessMinute(local("2026-03-04T20:00:00-05:00"), NEW_YORK))
                .isEqualTo(local("2026-03-05T00:00:00-05:00"));
        QuietHours none = new QuietHours(LocalTime.NOON, LocalTime.NOON, Set.of(DayOfWeek.MONDAY));
        assertThat(none.nextBusinessMinute(local("2026-03-03T12:00:00-05:00"), NEW_YORK))
                .isEqualTo(local("2026-03-09T00:00:00-04:00"));
    }

    @Property(tries = 500)
    void theResultIsTheFirstBusinessMinuteThereIs(
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long epochSecond,
            @ForAll @IntRange(max = 23) int from,
            @ForAll @IntRange(max = 23) int to) {
        QuietHours hours = new QuietHours(
                LocalTime.of(from, 30), LocalTime.of(to, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        Instant asked = Instant.ofEpochSecond(epochSecond);
        Instant found = hours.nextBusinessMinute(asked, NEW_YORK);
        assertThat(hours.isQuiet(found, NEW_YORK)).isFalse();
        assertThat(found).isAfterOrEqualTo(asked).isBefore(asked.plus(Duration.ofDays(4)));
        for (Instant between = asked; between.isBefore(found); between = between.plus(Duration.ofMinutes(10))) {
            assertThat(hours.isQuiet(between, NEW_YORK)).isTrue();
        }
    }
}
