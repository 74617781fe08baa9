package io.renewals.actionservice.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProposalViewTest {
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");
    private static final Terms THEN = new Terms(Map.of(Field.UNIT_PRICE, "49.00", Field.CURRENCY, "USD"));
    private static final Terms SINCE = new Terms(Map.of(Field.UNIT_PRICE, "7000.00", Field.CURRENCY, "JPY"));

    @Test
    void aClosedProposalShowsItsPricesInTheCurrencyOfItsTime() {
        Terms dearer = THEN.with(Map.of(Field.UNIT_PRICE, "52.00"));

        ProposalView.ChangeView price = price(accepted(dearer), SINCE);

        assertThat(price.beforeText()).isEqualTo("USD 49.00");
        assertThat(price.afterText()).isEqualTo("USD 52.00");
    }

    @Test
    void whereTheCurrencyChangesEachPriceIsInItsOwn() {
        Terms inEuros = THEN.with(Map.of(Field.UNIT_PRICE, "45.00", Field.CURRENCY, "EUR"));

        for (Proposal proposal : new Proposal[] {accepted(inEuros), open(inEuros)}) {
            ProposalView.ChangeView price = price(proposal, proposal.isOpen() ? THEN : SINCE);

            assertThat(price.beforeText()).isEqualTo("USD 49.00");
            assertThat(price.afterText()).isEqualTo("EUR 45.00");
        }
    }

    private static ProposalView.ChangeView price(Proposal proposal, Terms known) {
        return ProposalView.of(new ProposalDesk.Shown(proposal, known, Optional.empty(), false)).changes().stream()
                .filter(change -> change.field().equals("unitPrice"))
                .findFirst()
                .orElseThrow();
    }

    private static Proposal accepted(Terms terms) {
        Decision by = new Decision("maria@acme.example", "Maria", "web", NOW);
        return open(terms).in(new Proposal.Accepted(by, THEN.changesTo(terms), false));
    }

    private static Proposal open(Terms terms) {
        return new Proposal(
                "p1",
                "bayside",
                "event-p1",
                "corr-p1",
                "CALENDAR",
                "calendar mine.ics, line 4",
                terms,
                terms.get(Field.CURRENCY).equals(THEN.get(Field.CURRENCY))
                        ? Set.of(Field.UNIT_PRICE)
                        : Set.of(Field.UNIT_PRICE, Field.CURRENCY),
                new BigDecimal("0.9"),
                NOW,
                new Proposal.Open());
    }
}
