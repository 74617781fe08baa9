package io.renewals.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.HeldBy.Figures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldByTest {
    @Test
    void whateverHoldsACardCanBeActedOnAndLetGo() {
        assertThat(HeldBy.values()).allSatisfy(by -> assertThat(by.ways(Figures.UNKNOWN))
                .hasSizeGreaterThan(1)
                .last()
                .asString()
                .startsWith("Let it go without an offer"));
    }

    @Test
    void anExceptionIsOfferedWhereOneCanBeHad() {
        assertThat(HeldBy.CAP.ways(new Figures("15%", Optional.of("Ask for an exception: up to 25%."), "USD 71.00")))
                .containsSubsequence("Edit: lower the discount to 15% or less.", "Ask for an exception: up to 25%.");
        assertThat(HeldBy.CAP.ways(new Figures("15%", Optional.empty(), "USD 71.00")))
                .hasSize(2);
    }

    @Test
    void aLimitWithoutWordsOfItsOwnIsTheRulebooks() {
        assertThat(HeldBy.of("floor")).isEqualTo(HeldBy.FLOOR);
        assertThat(HeldBy.of("quantity")).isEqualTo(HeldBy.RULES);
    }
}
