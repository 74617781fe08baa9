package io.renewals.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void moneyHasTheCurrencysDigitsAndNeverHidesOne() {
        assertThat(Wording.money(new BigDecimal("1234.5000"), "EUR")).isEqualTo("EUR 1,234.50");
        assertThat(Wording.money(new BigDecimal("1234.0000"), "JPY")).isEqualTo("JPY 1,234");
        assertThat(Wording.money(new BigDecimal("0.1250"), "USD")).isEqualTo("USD 0.125");
        assertThat(Wording.money(new BigDecimal("-5"), "GBP")).isEqualTo("GBP -5.00");
        assertThat(Wording.money(BigDecimal.ONE, "???")).isEqualTo("??? 1.00");
    }

    @Test
    void percentHasAtMostTwoDecimals() {
        assertThat(Wording.percent(new BigDecimal("12.5000"))).isEqualTo("12.5%");
        assertThat(Wording.percent(new BigDecimal("10"))).isEqualTo("10%");
        assertThat(Wording.percent(new BigDecimal("33.333"))).isEqualTo("33.33%");
        assertThat(Wording.percent(BigDecimal.ZERO)).isEqualTo("0%");
    }

    @Test
    void daysAreCountedFromToday() {
        LocalDate today = LocalDate.of(2026, 11, 21);
        assertThat(Wording.days(today, today)).isEqualTo("today");
        assertThat(Wording.days(today.plusDays(1), today)).isEqualTo("tomorrow");
        assertThat(Wording.days(today.plusDays(12), today)).isEqualTo("in 12 days");
        assertThat(Wording.days(today.minusDays(3), today)).isEqualTo("3 days ago");
    }

    @Test
    void instantsAreShownInTheZoneGiven() {
        assertThat(Wording.minute(NOON, ZoneOffset.UTC)).isEqualTo("21 Nov 2026, 12:00 UTC");
        assertThat(Wording.minute(NOON, ZoneId.of("Europe/Berlin"))).isEqualTo("21 Nov 2026, 13:00 CET");
    }

    @Test
    void aZoneIsNamedWithItsOffsetOfThatDay() {
        ZoneId there = ZoneId.of("America/New_York");
        assertThat(Wording.zone(there, NOON)).isEqualTo("America/New_York, UTC-05:00");
        assertThat(Wording.zone(there, Instant.parse("2026-07-01T12:00:00Z"))).isEqualTo("America/New_York, UTC-04:00");
        assertThat(Wording.zone(ZoneOffset.UTC, NOON)).isEqualTo("UTC");
    }

    @Test
    void agesAreInTheLargestUnitThatFits() {
        assertThat(Wording.relative(NOON.minusSeconds(20), NOON)).isEqualTo("just now");
        assertThat(Wording.relative(NOON.minusSeconds(60), NOON)).isEqualTo("1 minute ago");
        assertThat(Wording.relative(NOON.plusSeconds(7200), NOON)).isEqualTo("in 2 hours");
        assertThat(Wording.age(Duration.ofHours(47))).isEqualTo("47 hours");
        assertThat(Wording.age(Duration.ofHours(49))).isEqualTo("2 days");
    }

    @Test
    void countsAndLabelsReadAsWords() {
        assertThat(Wording.count(1, "account")).isEqualTo("1 account");
        assertThat(Wording.count(1204, "entry")).isEqualTo("1,204 entries");
        assertThat(Wording.count(2, "day")).isEqualTo("2 days");
        assertThat(Wording.label("NO_OFFER")).isEqualTo("No offer");
    }
}
