package io.renewals.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignalCheckTest {
    private static final Instant NOW = Instant.parse("2026-12-01T06:00:00Z");
    private static final SignalCheck CHECK = new SignalCheck(Duration.ofMinutes(5));

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricOfTheVocabularyCanBeReported(Metric metric) {
        boolean word = metric == Metric.CHAMPION;

        assertThat(reasons(draft(metric.kind().name(), metric.key(), word ? null : "1", word ? "Quiet" : null, NOW)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "USAGE,utilisation,-1",
        "USAGE,utilisation,92.12345",
        "BILLING,days_late,1.5",
        "BILLING,dispute_open,2",
        "CRM,price_sensitive,1.01",
        "SUPPORT,sentiment,-1.1",
        "USAGE,trend,1E+999999999"
    })
    void aNumberOutOfTheMetricsRangeIsRefused(String kind, String metric, String value) {
        assertThat(reasons(draft(kind, metric, value, null, NOW))).containsExactly("signal.value");
    }

    @Test
    void aWordWhereANumberBelongsIsRefusedAndTheOtherWayRound() {
        assertThat(reasons(draft("USAGE", "utilisation", null, "a lot", NOW))).containsExactly("signal.value");
        assertThat(reasons(draft("CRM", "champion", "1", null, NOW))).containsExactly("signal.value", "signal.text");
    }

    @Test
    void aMetricOutsideTheVocabularyIsRefusedWithTheVocabulary() {
        var refused =
                (Checked.Refused<Signal>) CHECK.check(draft("USAGE", "karma", "1", null, NOW), new Reasons(), NOW, "");

        assertThat(refused.reasons().getFirst().advice()).contains("utilisation", "open_severe_case");
    }

    @Test
    void anObservationMayBeAheadByTheSkewAndNoMore() {
        Instant edge = NOW.plus(Duration.ofMinutes(5));

        assertThat(reasons(draft("USAGE", "trend", "1", null, edge))).isEmpty();
        assertThat(reasons(draft("USAGE", "trend", "1", null, edge.plusNanos(1))))
                .containsExactly("signal.observedAt");
    }

    @Test
    void secondsSentAsMicrosecondsAreNoticed() {
        assertThat(reasons(draft("USAGE", "trend", "1", null, Instant.ofEpochSecond(1_796))))
                .containsExactly("signal.observedAt");
    }

    private static List<String> reasons(SignalDraft draft) {
        return switch (CHECK.check(draft, new Reasons(), NOW, "signal.")) {
            case Checked.Accepted<Signal> accepted -> List.of();
            case Checked.Refused<Signal> refused ->
                refused.reasons().stream().map(Reason::field).toList();
        };
    }

    private static SignalDraft draft(String kind, String metric, String value, String text, Instant at) {
        return new SignalDraft("src:1", kind, metric, value == null ? null : new BigDecimal(value), text, at);
    }
}
