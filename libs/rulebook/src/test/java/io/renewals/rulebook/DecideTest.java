package io.renewals.rulebook;

import static io.renewals.rulebook.Samples.ACME;
import static io.renewals.rulebook.Samples.TODAY;
import static io.renewals.rulebook.Samples.USD;
import static io.renewals.rulebook.Samples.account;
import static io.renewals.rulebook.Samples.champion;
import static io.renewals.rulebook.Samples.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Decision.Code;
import io.renewals.rulebook.Decision.NoOffer;
import io.renewals.rulebook.Decision.Offer;
import io.renewals.rulebook.Samples.Account;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DecideTest {
    private static Decision decide(Account account) {
        return Decide.decide(account.facts(), ACME, TODAY);
    }

    private static Offer offer(Account account) {
        Decision decision = decide(account);
        assertThat(decision).isInstanceOf(Offer.class);
        return (Offer) decision;
    }

    private static Code code(Account account) {
        Decision decision = decide(account);
        assertThat(decision).isInstanceOf(NoOffer.class);
        return ((NoOffer) decision).code();
    }

    @Test
    void aHeavyPriceSensitiveUserIsOfferedTheNextPlanWithALoyaltyDiscount() {
        Offer offer = offer(account().with(number("utilisation", "93"), number("price_sensitive", "1")));
        assertThat(offer.play()).isEqualTo(Play.UPGRADE);
        assertThat(offer.planId()).isEqualTo("business");
        assertThat(offer.discount()).isEqualTo(Percent.of(10));
        assertThat(offer.unitPrice()).isEqualTo(Money.of("80.10", USD));
        assertThat(offer.currentArr()).isEqualTo(Money.of("5880.00", USD));
        assertThat(offer.offeredArr()).isEqualTo(Money.of("9612.00", USD));
        assertThat(offer.reason()).isEqualTo("heavy user near the Pro ceiling; loyalty discount 10%");
        assertThat(offer.evidenceIds()).containsExactly("src:utilisation", "src:price_sensitive");
    }

    @Test
    void aHeavyUserWhoDoesNotHagglePaysTheListPrice() {
        Offer offer = offer(account().with(number("utilisation", "85")));
        assertThat(offer.play()).isEqualTo(Play.UPGRADE);
        assertThat(offer.discount()).isEqualTo(Percent.ZERO);
        assertThat(offer.reason()).isEqualTo("heavy user near the Pro ceiling");
    }

    @Test
    void justUnderTheCeilingNothingSpeaksForAMove() {
        assertThat(code(account().with(number("utilisation", "84.99")))).isEqualTo(Code.STANDARD);
    }

    @Test
    void farUnderThePlanTheNextSmallerOneIsOffered() {
        Offer offer = offer(account().with(number("utilisation", "35")));
        assertThat(offer.play()).isEqualTo(Play.RIGHT_SIZE);
        assertThat(offer.planId()).isEqualTo("starter");
        assertThat(offer.reason()).isEqualTo("far under the Pro plan");
    }

    @Test
    void thereIsNothingSmallerThanTheSmallestPlan() {
        Account account = account().with(number("utilisation", "5"));
        account.plan = "starter";
        assertThat(code(account)).isEqualTo(Code.STANDARD);
    }

    @Test
    void aPriceSensitiveAccountGetsTheModestEndOfTheBand() {
        Offer offer = offer(account().with(number("price_sensitive", "1")));
        assertThat(offer.play()).isEqualTo(Play.LOYALTY);
        assertThat(offer.discount()).isEqualTo(Percent.of(10));
        assertThat(offer.planId()).isEqualTo("pro");
    }

    @Test
    void oneThatMayBeLostGetsTheFarEndAndTheEvidenceSaysWhy() {
        Offer offer = offer(account()
                .with(
                        number("price_sensitive", "1"),
                        number("days_late", "14"),
                        champion("left"),
                        number("trend", "-40")));
        assertThat(offer.discount()).isEqualTo(Percent.of("12.5"));
        assertThat(offer.reason()).isEqualTo("price-sensitive on Pro, account at risk; loyalty discount 12.5%");
        assertThat(offer.evidenceIds())
                .containsExactly("src:price_sensitive", "src:days_late", "src:trend", "src:champion");
    }

    @Test
    void loyaltyNeverRaisesThePrice() {
        Account account = account().with(number("price_sensitive", "1"));
        account.unitPrice = new BigDecimal("40.00");
        assertThat(code(account)).isEqualTo(Code.PAYS_LESS_ALREADY);
    }

    @Test
    void theLeadDaysOpenTheWindow() {
        Account account = account().with(number("utilisation", "93"));
        account.renewalDate = TODAY.plusDays(46);
        assertThat(code(account)).isEqualTo(Code.NOT_YET);
        account.renewalDate = TODAY.plusDays(45);
        assertThat(offer(account).play()).isEqualTo(Play.UPGRADE);
    }

    @Test
    void aLongNoticePeriodOpensItEarlier() {
        Account account = account().with(number("utilisation", "93"));
        account.autoRenew = true;
        account.notice = OptionalInt.of(60);
        account.renewalDate = TODAY.plusDays(75);
        assertThat(code(account)).isEqualTo(Code.NOT_YET);
        account.renewalDate = TODAY.plusDays(74);
        assertThat(offer(account).play()).isEqualTo(Play.UPGRADE);
    }

    @Test
    void theNoticeDeadlineItselfIsTheLastDay() {
        Account account = account().with(number("utilisation", "93"));
        account.autoRenew = true;
        account.renewalDate = TODAY.plusDays(30);
        assertThat(offer(account).play()).isEqualTo(Play.UPGRADE);
        account.renewalDate = TODAY.plusDays(29);
        assertThat(code(account)).isEqualTo(Code.PAST_NOTICE_DEADLINE);
    }

    @Test
    void closerThanTheScanLooksIsTooLate() {
        Account account = account().with(number("utilisation", "93"));
        account.renewalDate = TODAY.plusDays(14);
        assertThat(offer(account).play()).isEqualTo(Play.UPGRADE);
        account.renewalDate = TODAY.plusDays(13);
        assertThat(code(account)).isEqualTo(Code.TOO_LATE);
    }

    @Test
    void oneOfferACycle() {
        Account account = account().with(number("utilisation", "93"));
        account.cycle = CycleStatus.LIVE_DRAFT;
        assertThat(code(account)).isEqualTo(Code.LIVE_DRAFT);
        account.cycle = CycleStatus.OFFERED;
        assertThat(code(account)).isEqualTo(Code.ALREADY_OFFERED);
        account.cycle = CycleStatus.SKIPPED;
        assertThat(code(account)).isEqualTo(Code.ALREADY_SKIPPED);
    }

    @Test
    void anAccountIsLeftAloneByRulebookRecordOrOpenTrouble() {
        Account named = account().with(number("utilisation", "93"));
        named.id = "lakeside-legal";
        assertThat(code(named)).isEqualTo(Code.LEFT_ALONE);

        Account flagged = account().with(number("utilisation", "93"));
        flagged.suppression = Optional.of("merger");
        assertThat(code(flagged)).isEqualTo(Code.SUPPRESSED);

        assertThat(code(account().with(number("utilisation", "93"), number("open_severe_case", "1"))))
                .isEqualTo(Code.SUPPRESSED);
        assertThat(code(account().with(number("utilisation", "93"), number("dispute_open", "1"))))
                .isEqualTo(Code.SUPPRESSED);
    }

    @Test
    void termsTheRulebookCannotPriceAreNoOffer() {
        Account plan = account();
        plan.plan = "gold";
        assertThat(code(plan)).isEqualTo(Code.UNKNOWN_PLAN);
        Account tier = account();
        tier.tier = "vip";
        assertThat(code(tier)).isEqualTo(Code.UNKNOWN_TIER);
        Account currency = account();
        currency.currency = Currency.getInstance("EUR");
        assertThat(code(currency)).isEqualTo(Code.CURRENCY_MISMATCH);
        Account quantity = account();
        quantity.quantity = 0;
        assertThat(code(quantity)).isEqualTo(Code.BAD_TERMS);
    }
}
