package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextStepTest {
    private static final NextStep.Patience PATIENCE =
            new NextStep.Patience(3, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(24));

    @Test
    void aMessageThatIsGoneIsPostedAnew() {
        assertThat(NextStep.after(new Delivery.Gone("message_not_found"), true, true, 0, PATIENCE))
                .isEqualTo(new NextStep.PostAnew("message_not_found"));
    }

    @Test
    void whatMayHaveArrivedIsNeverPostedAgain() {
        assertThat(NextStep.after(new Delivery.InDoubt("lost"), true, false, 0, PATIENCE))
                .isEqualTo(new NextStep.InDoubt("lost"));
        assertThat(NextStep.after(new Delivery.InDoubt("lost"), true, true, 0, PATIENCE))
                .isEqualTo(new NextStep.TryAgain(Duration.ofSeconds(2), true, "lost"));
    }

    @Test
    void failuresBeforeThePostAreRepeatedAndThenGoByMail() {
        Delivery not = new Delivery.NotTaken("refused", Optional.empty());

        assertThat(NextStep.after(not, true, false, 1, PATIENCE))
                .isEqualTo(new NextStep.TryAgain(Duration.ofSeconds(4), true, "refused"));
        assertThat(NextStep.after(not, true, false, 2, PATIENCE)).isEqualTo(new NextStep.ByMail("refused"));
        assertThat(NextStep.after(
                        new Delivery.NotTaken("429", Optional.of(Duration.ofSeconds(7))), true, false, 2, PATIENCE))
                .isEqualTo(new NextStep.TryAgain(Duration.ofSeconds(7), false, "429"));
    }

    @Test
    void anOutageOfTheMailServerIsOutlivedAndOneOfADayIsNot() {
        Delivery away = new Delivery.NotTaken("connection refused", Optional.empty());

        assertThat(triedFor(away, false, false)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @Test
    void anOutageOfSlackIsOutlivedByTheChangeOfAMessage() {
        Delivery lost = new Delivery.InDoubt("Slack answered 503");
        Delivery away = new Delivery.NotTaken("connection refused", Optional.empty());

        assertThat(triedFor(lost, true, true)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(triedFor(away, true, true)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    /** Until it is given up, where every attempt fails alike; no pause is longer than the longest. */
    private static Duration triedFor(Delivery failure, boolean onSlack, boolean repeatable) {
        Duration tried = Duration.ZERO;
        for (int failures = 0; ; failures++) {
            switch (NextStep.after(failure, onSlack, repeatable, failures, PATIENCE)) {
                case NextStep.TryAgain again -> {
                    assertThat(again.pause()).isLessThanOrEqualTo(PATIENCE.longest());
                    tried = tried.plus(again.pause());
                }
                case NextStep.GiveUp over -> {
                    return tried;
                }
                case NextStep other -> throw new AssertionError("neither tried again nor given up: " + other);
            }
        }
    }
}
