package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.Reconciliation.Booked;
import io.renewals.registry.domain.Reconciliation.Card;
import io.renewals.registry.domain.Reconciliation.Difference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Instant EARLY = Instant.parse("2026-12-01T06:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(900);

    @Test
    void whatMatchesIsNoDifference() {
        assertThat(Reconciliation.compare(
                        List.of(
                                new Booked("a", "1", State.QUEUED, EARLY),
                                new Booked("b", "2", State.SENDING, EARLY),
                                new Booked("c", "3", State.UNKNOWN_SEND, EARLY),
                                new Booked("d", "4", State.SNOOZED, EARLY)),
                        List.of(
                                new Card("a", "1", "QUEUED", EARLY),
                                new Card("b", "2", "APPROVED", EARLY),
                                new Card("c", "3", "UNKNOWN", EARLY),
                                new Card("d", "4", "SNOOZED", EARLY))))
                .isEmpty();
    }

    @Test
    void eitherSideAloneIsADifference() {
        assertThat(Reconciliation.compare(
                        List.of(new Booked("a", "1", State.QUEUED, EARLY)), List.of(new Card("b", "2", "HELD", LATE))))
                .containsExactlyInAnyOrder(
                        new Difference("b", "2", "the card is HELD, the account does not wait for it", LATE),
                        new Difference("a", "1", "the account is QUEUED, no card is", EARLY));
    }

    @Test
    void anAccountHeldBeforeItsCardCameNeedsNoneAndAgreesWithAHeldOne() {
        Booked held = new Booked("a", "1", State.HELD, EARLY, true);

        assertThat(Reconciliation.compare(List.of(held), List.of())).isEmpty();
        assertThat(Reconciliation.compare(List.of(held), List.of(new Card("a", "1", "HELD", LATE))))
                .isEmpty();
        assertThat(Reconciliation.compare(List.of(held), List.of(new Card("a", "1", "QUEUED", LATE))))
                .containsExactly(new Difference("a", "1", "the card is QUEUED, the account is HELD", LATE));
    }

    @Test
    void aDifferenceIsAsOldAsTheYoungerSide() {
        assertThat(Reconciliation.compare(
                        List.of(new Booked("a", "1", State.HELD, EARLY)), List.of(new Card("a", "1", "QUEUED", LATE))))
                .containsExactly(new Difference("a", "1", "the card is QUEUED, the account is HELD", LATE));
    }
}
