package io.renewals.registry.digest.domain;

import static io.renewals.registry.digest.domain.Books.ADA;
import static io.renewals.registry.digest.domain.Books.ALL;
import static io.renewals.registry.digest.domain.Books.MARIA;
import static io.renewals.registry.digest.domain.Books.TOM;
import static io.renewals.registry.digest.domain.Books.of;
import static io.renewals.registry.digest.domain.Books.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthlySummaryTest {
    private static final Period NOVEMBER = Period.endingOn(Period.Kind.MONTHLY, LocalDate.of(2026, 12, 1));
    private static final Instant DUE = Instant.parse("2026-11-02T06:00:00Z");

    @Test
    void outcomesAreCountedOnceAndAddUp() {
        List<Digest> digests = summary(
                sent("a", MARIA, "10.00", "15.00"),
                sent("b", TOM, "5.00", "10.00"),
                ended("a", MARIA, State.RENEWED),
                ended("c", TOM, State.CHURNED),
                ended("d", TOM, State.LAPSED));

        Digest whole = of(digests, ADA);
        assertThat(section(whole, "offered").total()).isEqualTo("2 offers, USD 1,850.00 a year");
        assertThat(section(whole, "accepted").rows())
                .extracting(Digest.Row::account)
                .containsExactly("a");
        assertThat(section(whole, "lost").rows())
                .extracting(Digest.Row::account)
                .containsExactly("c", "d");
        assertThat(section(of(digests, MARIA), "offered").total()).isEqualTo("1 offer, USD 900.00 a year");
        assertThat(section(of(digests, TOM), "lost").total()).isEqualTo("2 accounts, USD 2,000.00 a year");
        assertThat(section(of(digests, TOM), "accepted").total()).isEqualTo("none");
    }

    @Test
    void discountIsHeldAgainstWhatTheCapsAllowed() {
        Digest whole = of(summary(sent("a", MARIA, "10.00", "15.00"), sent("b", TOM, "5.00", "10.00")), ADA);

        assertThat(section(whole, "discount").total())
                .isEqualTo("7.5% of at most 12.5% on average, USD 150.00 of USD 250.00 a year");
        assertThat(section(whole, "discount").rows())
                .extracting(Digest.Row::figure)
                .containsExactly("10% of at most 15%", "5% of at most 10%");
    }

    @Test
    void hoursRunFromDueToDecision() {
        Digest whole = of(
                summary(
                        decided("a", MARIA, Duration.ofHours(3)),
                        decided("b", MARIA, Duration.ofMinutes(90)),
                        decided("c", TOM, Duration.ofHours(30))),
                ADA);

        assertThat(section(whole, "hours").total()).isEqualTo("3 decisions, median 3 h, longest 30 h");
        assertThat(section(whole, "hours").rows())
                .extracting(Digest.Row::figure)
                .containsExactly("30 h", "3 h", "1.5 h");
    }

    @Test
    void aMonthWithoutAnythingSaysSo() {
        assertThat(of(summary(), ADA).sections()).hasSize(5).allSatisfy(section -> {
            assertThat(section.total()).isEqualTo("none");
            assertThat(section.note()).isNotBlank();
        });
    }

    private static List<Digest> summary(Outcome... outcomes) {
        return MonthlySummary.of(NOVEMBER, List.of(outcomes), ALL, ADA);
    }

    private static Outcome sent(String account, Person owner, String discount, String cap) {
        BigDecimal list = new BigDecimal("1000.0000");
        BigDecimal given = list.multiply(new BigDecimal(discount)).movePointLeft(2);
        return new Outcome.Sent(
                account,
                account,
                1,
                "offer-" + account,
                DUE.plus(Duration.ofHours(5)),
                owner.name(),
                new BigDecimal(discount),
                new BigDecimal(cap),
                list,
                list.subtract(given),
                "USD",
                owner);
    }

    private static Outcome ended(String account, Person owner, State how) {
        return new Outcome.Ended(
                account, account, 1, how, LocalDate.of(2026, 11, 20), new BigDecimal("1000.0000"), "USD", true, owner);
    }

    private static Outcome decided(String account, Person owner, Duration took) {
        return new Outcome.Decided(
                account, account, "offer-" + account, "APPROVED", owner.name(), DUE, DUE.plus(took), owner);
    }
}
