package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.Suppression.Open;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Open CASE = new Open("support:4711", LocalDate.of(2026, 11, 28));
    private static final Open DISPUTE = new Open("billing:9", LocalDate.of(2026, 12, 1));

    @Test
    void whatIsOpenIsNamedWithItsSourceAndItsDay() {
        assertThat(Suppression.of(Map.of(Suppression.SEVERE_CASE, CASE), Optional.empty()))
                .contains(new Suppression("open severe support case support:4711 since 2026-11-28", true));
        assertThat(Suppression.of(Map.of(Suppression.DISPUTE, DISPUTE), Optional.empty()))
                .contains(new Suppression("billing dispute billing:9 since 2026-12-01", true));
    }

    @Test
    void bothAreNamed() {
        assertThat(Suppression.of(Map.of(Suppression.SEVERE_CASE, CASE, Suppression.DISPUTE, DISPUTE), Optional.empty())
                        .orElseThrow()
                        .reason())
                .isEqualTo("open severe support case support:4711 since 2026-11-28"
                        + " and billing dispute billing:9 since 2026-12-01");
    }

    @Test
    void anAccountThatTheRulebookLeavesAloneIsNotHeldForIt() {
        assertThat(Suppression.of(Map.of(Suppression.DISPUTE, DISPUTE), Optional.of("in litigation with us")))
                .contains(new Suppression("left alone: in litigation with us", false));
        assertThat(Suppression.of(Map.of(), Optional.empty())).isEmpty();
    }
}
