package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever day a person types at whatever hour, clock changes included: the deadline never passes under a snoozed card. */
class PutOffProperties {
    private static final ZoneId ZONE = Samples.RULEBOOK.zone();
    private static final LocalDate DEADLINE = Samples.dossier().noticeDeadline();

    @Provide
    Arbitrary<Instant> hours() {
        return Arbitraries.integers().between(0, 24 * 60).map(hour -> Instant.parse("2026-10-25T00:30:00Z")
                .plusSeconds(3_600L * hour));
    }

    @Property(tries = 3_000)
    void aSnoozedCardWakesInTheMorningOfItsDayBeforeTheDeadline(
            @ForAll @From("hours") Instant now, @ForAll @From("hours") Instant later, @ForAll("days") LocalDate until) {
        Command snooze = new Command.Snooze(2, until, Optional.empty());
        LocalDate today = LocalDate.ofInstant(now, ZONE);

        Outcome outcome = Decisions.decide(Samples.card(), snooze, Samples.MARIA, Samples.at(now.toString()));

        boolean inTime = until.isAfter(today) && until.isBefore(DEADLINE);
        assertThat(outcome instanceof Done).isEqualTo(inTime);
        if (outcome instanceof Done done) {
            boolean due = !later.isBefore(until.atTime(8, 0).atZone(ZONE).toInstant());
            assertThat(ByClock.wake(done.after(), Samples.at(later.toString())).isPresent())
                    .isEqualTo(due);
        }
    }

    @Property(tries = 1_000)
    void anOpenCardExpiresExactlyWhenTheTenantsDeadlineDayIsOver(
            @ForAll @From("hours") Instant now, @ForAll("open") CardState state) {
        Optional<Done> expired = ByClock.expire(Samples.card(state), Samples.at(now.toString()));

        assertThat(expired.isPresent())
                .isEqualTo(!now.isBefore(DEADLINE.plusDays(1).atStartOfDay(ZONE).toInstant()));
        expired.ifPresent(done -> assertThat(done.after().status()).isEqualTo(Status.EXPIRED));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(-5, 70).map(LocalDate.parse("2026-10-25")::plusDays);
    }

    @Provide
    Arbitrary<CardState> open() {
        return Arbitraries.of(
                CardState.Queued.FRESH,
                new CardState.Held("cap", "over"),
                new CardState.Snoozed(
                        new CardState.Decision("maria@acme.example", "Maria", "web", Samples.NOW),
                        DEADLINE.minusDays(1),
                        Optional.empty()));
    }
}
