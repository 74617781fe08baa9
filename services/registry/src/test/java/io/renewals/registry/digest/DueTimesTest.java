package io.renewals.registry.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final DueTimes MONDAYS = DueTimes.of("0 0 12 ? * MON");
    private static final DueTimes FIRSTS = DueTimes.of("0 0 12 1 * ?");

    @Test
    void itIsDueFromItsTimeToTheEndOfThatDay() {
        Instant monday = Instant.parse("2026-12-07T12:00:00Z");

        assertThat(MONDAYS.today(monday.minusMillis(1))).isEmpty();
        assertThat(MONDAYS.today(monday)).contains(monday);
        assertThat(MONDAYS.today(Instant.parse("2026-12-07T23:59:59Z"))).contains(monday);
        assertThat(MONDAYS.today(Instant.parse("2026-12-08T00:00:00Z"))).isEmpty();
    }

    @Test
    void theFirstIsAnyDayOfTheWeek() {
        assertThat(FIRSTS.today(Instant.parse("2026-12-01T12:30:00Z"))).contains(Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(FIRSTS.today(Instant.parse("2026-12-02T12:30:00Z"))).isEmpty();
    }

    @Test
    void whatIsNoExpressionIsRefusedAtTheStart() {
        assertThatThrownBy(() -> DueTimes.of("mondays")).isInstanceOf(IllegalArgumentException.class);
    }
}
