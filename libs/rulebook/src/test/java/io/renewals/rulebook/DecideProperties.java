package io.renewals.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.Decision.Offer;
import io.renewals.rulebook.LimitCheck.Within;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecideProperties {
    @Property(tries = 3000)
    void everyOfferIsInsideTheRules(
            @ForAll("rulebooks") Rulebook rulebook, @ForAll("accounts") Samples.Account account) {
        account.currency = rulebook.currency();
        RenewalFacts facts = account.facts();
        if (Decide.decide(facts, rulebook, Samples.TODAY) instanceof Offer offer) {
            assertThat(offer.discount()).isLessThanOrEqualTo(offer.cap());
            assertThat(offer.unitPrice().isLessThan(offer.floorPrice())).isFalse();
            assertThat(Limits.withinLimits(
                            rulebook,
                            Ask.offered(
                                    offer.planId(),
                                    facts.tierId(),
                                    offer.billingPeriod(),
                                    offer.quantity(),
                                    facts.currency(),
                                    offer.discount().value(),
                                    offer.unitPrice().amount())))
                    .isInstanceOf(Within.class);
        }
    }

    @Property(tries = 1000)
    void decisionAndAssessmentDependOnNothingButTheInputNotEvenItsOrder(
            @ForAll("accounts") Samples.Account account, @ForAll long seed) {
        RenewalFacts facts = account.facts();
        List<Evidence> shuffled = new ArrayList<>(account.evidence);
        Collections.shuffle(shuffled, new Random(seed));
        account.evidence.clear();
        account.evidence.addAll(shuffled);
        RenewalFacts same = account.facts();
        assertThat(Decide.decide(same, Samples.ACME, Samples.TODAY))
                .isEqualTo(Decide.decide(facts, Samples.ACME, Samples.TODAY));
        assertThat(Assess.assess(same, Samples.ACME)).isEqualTo(Assess.assess(facts, Samples.ACME));
    }

    @Property(tries = 1000)
    void whatIsCitedIsInTheEvidence(@ForAll("accounts") Samples.Account account) {
        RenewalFacts facts = account.facts();
        Set<String> known =
                facts.evidence().stream().map(Evidence::sourceId).collect(Collectors.toCollection(HashSet::new));
        Assessment assessment = Assess.assess(facts, Samples.ACME);
        assertThat(known).containsAll(assessment.citations());
        assertThat(known)
                .containsAll(Decide.decide(facts, Samples.ACME, Samples.TODAY).evidenceIds());
        assertThat(assessment.citingOnly(known)).isSameAs(assessment);
        assertThat(assessment.score()).isBetween(BigDecimal.ONE.negate(), BigDecimal.ONE);
    }

    @Provide
    static Arbitrary<Rulebook> rulebooks() {
        return Rulebooks.any();
    }

    private static Arbitrary<Evidence> evidence() {
        Arbitrary<BigDecimal> values = Arbitraries.oneOf(
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-100"), new BigDecimal("200"))
                        .ofScale(2),
                Arbitraries.of("0", "1", "0.5", "1e999999999", "-1e-999999999").map(BigDecimal::new));
        return Combinators.combine(
                        Arbitraries.of(Evidence.Kind.class),
                        Arbitraries.of(Metric.class),
                        Arbitraries.integers().between(1, 5),
                        values.injectNull(0.1),
                        Arbitraries.of("active", "quiet", "left", "gone fishing")
                                .injectNull(0.3),
                        Arbitraries.longs().between(0, 3))
                .as((kind, metric, source, value, text, second) -> new Evidence(
                        "src:" + source,
                        source == 5 ? kind : metric.kind(),
                        metric.key(),
                        value,
                        text,
                        Instant.ofEpochSecond(second)));
    }

    @Provide
    static Arbitrary<Samples.Account> accounts() {
        return Combinators.combine(
                        Arbitraries.of("p1", "p2", "p3", "pro", "starter", "business", "enterprise"),
                        Arbitraries.of("t1", "t2", "mid", "small"),
                        Arbitraries.of(BillingPeriod.class),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("1e16"))
                                .ofScale(4),
                        Arbitraries.integers().between(10, 60),
                        evidence().list().ofMaxSize(12))
                .as((plan, tier, period, quantity, price, days, items) -> {
                    Samples.Account account = Samples.account();
                    account.plan = plan;
                    account.tier = tier;
                    account.period = period;
                    account.quantity = quantity;
                    account.unitPrice = price;
                    account.renewalDate = Samples.TODAY.plusDays(days);
                    account.evidence.addAll(items);
                    return account;
                });
    }
}
