package io.renewals.rulebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid rulebooks with any prices, floors, caps and bands; people and voice are those of the sample. */
public final class Rulebooks {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Rulebooks() {}

    private static Arbitrary<Percent> percents() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, HUNDRED)
                .ofScale(2)
                .map(Percent::new);
    }

    private static Arbitrary<Plan> plan(int order, Currency currency) {
        int digits = Money.minorDigits(currency);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 500_00),
                        percents(),
                        Arbitraries.longs().between(1, 1_000_000).optional())
                .as((minor, share, limit) -> {
                    BigDecimal list = BigDecimal.valueOf(minor, digits);
                    BigDecimal floor =
                            list.multiply(share.value()).movePointLeft(2).setScale(digits, RoundingMode.DOWN);
                    return new Plan(
                            "p" + order,
                            "Plan " + order,
                            order,
                            new Money(list, currency),
                            new Money(floor, currency),
                            limit.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                            "");
                });
    }

    private static Arbitrary<Tier> tier(int number, Percent highest) {
        return Combinators.combine(percents(), percents(), percents()).as((a, b, c) -> {
            Percent cap = a.min(highest);
            Percent max = b.min(cap);
            return new Tier(
                    "t" + number,
                    "Tier " + number,
                    cap,
                    new Band(c.min(max), max),
                    Optional.of("maria"),
                    number == 1 ? Optional.of("ada") : Optional.empty());
        });
    }

    public static Arbitrary<Rulebook> any() {
        return Combinators.combine(Arbitraries.of("USD", "EUR", "JPY").map(Currency::getInstance), percents())
                .as((currency, highest) -> Combinators.combine(
                                plan(1, currency),
                                plan(2, currency),
                                plan(3, currency),
                                tier(1, highest),
                                tier(2, highest))
                        .as((p1, p2, p3, t1, t2) -> rulebook(currency, highest, List.of(p1, p2, p3), List.of(t1, t2))))
                .flatMap(rulebooks -> rulebooks)
                .withoutEdgeCases();
    }

    private static Rulebook rulebook(Currency currency, Percent highest, List<Plan> plans, List<Tier> tiers) {
        Rulebook base = Samples.ACME;
        Money some = new Money(BigDecimal.valueOf(8), currency);
        return new Rulebook(
                base.tenant(),
                currency,
                base.zone(),
                base.slackTeamId(),
                base.fromDomain(),
                base.window(),
                plans,
                tiers,
                new ExceptionPolicy(highest, List.of("ada"), some),
                base.adminFallback(),
                base.owners(),
                base.quietHours(),
                base.leaveAlone(),
                base.assessment(),
                base.plays(),
                new ModelRules(base.models().routes(), some, some),
                base.voice(),
                base.skipReasons(),
                base.followUp());
    }
}
