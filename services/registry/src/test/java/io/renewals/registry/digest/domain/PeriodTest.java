package io.renewals.registry.digest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.digest.domain.Period.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final Instant NOON_OF_THE_FIRST = Instant.parse("2026-12-01T12:00:02Z");

    @Test
    void aMonthIsThatOfTheTenantsCalendar() {
        Period november = Period.endingOn(Kind.MONTHLY, LocalDate.of(2026, 12, 1));

        assertThat(november.opens(NEW_YORK, Optional.empty())).isEqualTo(Instant.parse("2026-11-01T04:00:00Z"));
        assertThat(november.closes(NEW_YORK, NOON_OF_THE_FIRST)).isEqualTo(Instant.parse("2026-12-01T05:00:00Z"));
        assertThat(november.opens(AUCKLAND, Optional.empty())).isEqualTo(Instant.parse("2026-10-31T11:00:00Z"));
        assertThat(november.closes(AUCKLAND, NOON_OF_THE_FIRST)).isEqualTo(Instant.parse("2026-11-30T11:00:00Z"));
    }

    @Test
    void aMonthIsOverEverywhereAtNoonUtcOfTheFirst() {
        Period november = Period.endingOn(Kind.MONTHLY, LocalDate.of(2026, 12, 1));

        assertThat(ZoneId.getAvailableZoneIds())
                .allSatisfy(zone -> assertThat(november.closes(ZoneId.of(zone), NOON_OF_THE_FIRST))
                        .isBeforeOrEqualTo(NOON_OF_THE_FIRST));
    }

    @Test
    void aWeekGoesOnWhereTheOneBeforeWasCounted() {
        Period week = Period.endingOn(Kind.WEEKLY, LocalDate.of(2026, 12, 7));
        Instant late = Instant.parse("2026-11-30T16:41:07Z");

        assertThat(week.opens(NEW_YORK, Optional.of(late))).isEqualTo(late);
        assertThat(week.opens(NEW_YORK, Optional.empty())).isEqualTo(Instant.parse("2026-11-30T12:00:00Z"));
    }

    @Test
    void aDayInsideAMonthIsThatMonthSoFar() {
        Period soFar = Period.endingOn(Kind.MONTHLY, LocalDate.of(2026, 12, 2));
        Instant now = Instant.parse("2026-12-02T15:00:00Z");

        assertThat(soFar.from()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(soFar.closes(NEW_YORK, now)).isEqualTo(now);
    }

    @Test
    void itsTokenNamesIt() {
        Period week = Period.endingOn(Kind.WEEKLY, LocalDate.of(2026, 12, 7));

        assertThat(week.token()).isEqualTo("weekly-2026-12-07");
        assertThat(Period.of("weekly-2026-12-07")).contains(week);
        assertThat(Period.of("weekly-tomorrow")).isEmpty();
        assertThat(Period.of("yearly-2026-12-07")).isEmpty();
        assertThat(week.link("held", Optional.of("a&b"))).isEqualTo("/digest/weekly-2026-12-07/held?owner=a%26b");
    }
}
