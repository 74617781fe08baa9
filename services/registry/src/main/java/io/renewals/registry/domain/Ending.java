package io.renewals.registry.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a cycle ended.
 *
 * @param state RENEWED, CHURNED or LAPSED
 * @param observedAt when it was observed
 * @param byClock true: nobody reported it, the renewal date passed
 */
public record Ending(State state, LocalDate effectiveOn, Instant observedAt, boolean byClock) {
    /** What a report of an ending does. */
    public sealed interface Effect {
        /** The running cycle ends. */
        record Ends(Progress next) implements Effect {}

        /** The last ending was another than thought; the cycle number stays. */
        record Corrects(Progress next) implements Effect {}

        record Ignored(String why) implements Effect {}
    }

    /** @param last the ending known so far */
    public Effect on(Progress progress, Optional<Ending> last) {
        if (last.isEmpty()) {
            return new Effect.Ends(progress.nextCycle(state));
        }
        Ending known = last.get();
        if (observedAt.isBefore(known.observedAt()) && !known.byClock()) {
            return new Effect.Ignored("a newer outcome is known, observed at " + known.observedAt());
        }
        boolean same = effectiveOn.equals(known.effectiveOn()) || known.byClock() && progress.isResting();
        if (!same) {
            return effectiveOn.isBefore(known.effectiveOn())
                    ? new Effect.Ignored("the last known cycle ended on " + known.effectiveOn() + ", after this one")
                    : new Effect.Ends(progress.nextCycle(state));
        }
        if (state == known.state() && !known.byClock()) {
            return new Effect.Ignored("this outcome is known already");
        }
        return new Effect.Corrects(progress.resting().isEnding() ? progress.restingIn(state) : progress);
    }
}
