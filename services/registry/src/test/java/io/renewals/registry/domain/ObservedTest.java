package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The newest observation counts, field by field. */
class ObservedTest {
    private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant TEN = NINE.plusSeconds(3_600);
    private static final Instant ELEVEN = TEN.plusSeconds(3_600);

    @Test
    void aFieldThatWasDecidedLaterIsKeptFromAReportOfBefore() {
        Observed observed = Observed.first(NINE).only(List.of("renewalDate"), ELEVEN);

        assertThat(observed.isAfter(TEN)).isFalse();
        assertThat(observed.later(TEN)).containsExactly("renewalDate");
        assertThat(observed.all(TEN)).isEqualTo(new Observed(TEN, Map.of("renewalDate", ELEVEN)));
    }

    @Test
    void aReportOfTheSameTimeOrLaterSaysTheFieldAgain() {
        Observed observed = Observed.first(NINE).only(List.of("renewalDate"), TEN);

        assertThat(observed.all(TEN)).isEqualTo(Observed.first(TEN));
        assertThat(observed.all(ELEVEN)).isEqualTo(Observed.first(ELEVEN));
    }

    @Test
    void whatIsKnownAsAWholeAsOfALaterTimeIsSo() {
        assertThat(Observed.first(TEN).isAfter(NINE)).isTrue();
        assertThat(Observed.first(TEN).isAfter(TEN)).isFalse();
    }
}
