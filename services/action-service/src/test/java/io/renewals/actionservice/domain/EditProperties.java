package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people type, in whatever order: what stands in the queue is inside the limits and names its own figures only. */
class EditProperties {
    record Typed(String plan, String discount, String extra) {}

    @Provide
    Arbitrary<Typed> typed() {
        Arbitrary<String> plans = Arbitraries.of("starter", "pro", "business", "enterprise", "nope", "");
        Arbitrary<String> discounts = Arbitraries.oneOf(
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-5"), new BigDecimal("120"))
                        .ofScale(2)
                        .map(BigDecimal::toPlainString),
                Arbitraries.of("15", "15.00", "15.001", "1e3", "0"));
        Arbitrary<String> extras = Arbitraries.oneOf(
                Arbitraries.of("", " 15% off", " $75.65", " half price", " $10", " Pro", " Enterprise"),
                Arbitraries.strings().ascii().ofMaxLength(30));
        return Combinators.combine(plans, discounts, extras).as(Typed::new);
    }

    @Property(tries = 400)
    void noSequenceOfEditsPassesTheLimits(@ForAll List<@net.jqwik.api.From("typed") Typed> edits) {
        Card card = Samples.card();
        for (Typed typed : edits) {
            Command edit =
                    Samples.edit(card, card.message().textBody() + typed.extra(), typed.plan(), typed.discount());
            if (Decisions.decide(card, edit, Samples.MARIA, Samples.now()) instanceof Outcome.Done done) {
                card = done.after();
            }
            assertThat(Limits.withinLimits(Samples.RULEBOOK, card.offer().ask()))
                    .isInstanceOf(LimitCheck.Within.class);
            assertThat(card.offer().discountPercent())
                    .isLessThanOrEqualTo(card.offer().capPercent());
            assertThat(card.offer().unitPrice())
                    .isGreaterThanOrEqualTo(card.offer().floorUnitPrice());
            assertThat(card.message().isIntact(Samples.DIGEST)).isTrue();
            assertThat(Figures.of(card.drafted(), card.offer())
                            .foreignIn(card.message().textBody()))
                    .isEmpty();
        }
    }
}
