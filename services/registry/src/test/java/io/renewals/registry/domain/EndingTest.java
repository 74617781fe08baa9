package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.Ending.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final LocalDate ON = LocalDate.of(2026, 12, 1);
    private static final Instant SEEN = Instant.parse("2026-12-02T08:00:00Z");

    @Test
    void anOutcomeEndsTheCycle() {
        Effect effect = ending(State.RENEWED, ON, SEEN).on(Progress.first(), Optional.empty());
        Progress next = ((Effect.Ends) effect).next();
        assertThat(next.cycleNo()).isEqualTo(2);
        assertThat(next.revision()).isEqualTo(1);
        assertThat(next.state()).isEqualTo(State.RENEWED);
    }

    @Test
    void theSameOutcomeTwiceEndsOneCycle() {
        Ending known = ending(State.RENEWED, ON, SEEN);
        Progress after = Progress.first().nextCycle(State.RENEWED);
        assertThat(ending(State.RENEWED, ON, SEEN.plusSeconds(60)).on(after, Optional.of(known)))
                .isInstanceOf(Effect.Ignored.class);
    }

    @Test
    void anOtherOutcomeOfTheSameDayCorrects() {
        Ending known = ending(State.CHURNED, ON, SEEN);
        Progress after = Progress.first().nextCycle(State.CHURNED);
        Effect effect = ending(State.RENEWED, ON, SEEN.plusSeconds(60)).on(after, Optional.of(known));
        Progress next = ((Effect.Corrects) effect).next();
        assertThat(next.cycleNo()).isEqualTo(2);
        assertThat(next.state()).isEqualTo(State.RENEWED);
    }

    @Test
    void aReportAfterTheClockCorrectsItWhateverItsDay() {
        Ending clock = new Ending(State.LAPSED, ON, SEEN, true);
        Progress after = Progress.first().nextCycle(State.LAPSED);
        Effect effect =
                ending(State.RENEWED, ON.minusDays(2), SEEN.minusSeconds(600)).on(after, Optional.of(clock));
        assertThat(((Effect.Corrects) effect).next().state()).isEqualTo(State.RENEWED);
    }

    @Test
    void anOlderObservationChangesNothing() {
        Ending known = ending(State.CHURNED, ON, SEEN);
        Progress after = Progress.first().nextCycle(State.CHURNED);
        assertThat(ending(State.RENEWED, ON, SEEN.minusSeconds(1)).on(after, Optional.of(known)))
                .isInstanceOf(Effect.Ignored.class);
    }

    private static Ending ending(State state, LocalDate on, Instant seen) {
        return new Ending(state, on, seen, false);
    }
}
