package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.rulebook.Rulebook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Whoever asks, grants, edits, undoes and approves in whatever order: nothing leaves that the rules do not allow. */
class ExceptionProperties {
    private static final BigDecimal EXCEPTION_CAP = new BigDecimal("25");
    private static final BigDecimal TIER_CAP = new BigDecimal("15");
    private static final List<Person> PEOPLE = List.of(Samples.MARIA, Samples.TOM, Samples.ADA);
    private static final Rulebook ONE_NEEDED = Samples.rulebook("approvers: [ada]", "approvers: [ada, tom, maria]");
    private static final Rulebook TWO_NEEDED = Samples.rulebook(
            "approvers: [ada]", "approvers: [ada, tom, maria]", "arr_threshold: 50000", "arr_threshold: 20000");

    enum What {
        ASK,
        GRANT,
        REFUSE,
        EDIT,
        SNOOZE,
        REASSIGN,
        APPROVE,
        UNDO
    }

    record Step(What what, int who, String plan, String discount) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<What> what = Arbitraries.frequency(
                Tuple.of(3, What.ASK),
                Tuple.of(4, What.GRANT),
                Tuple.of(1, What.REFUSE),
                Tuple.of(2, What.EDIT),
                Tuple.of(1, What.SNOOZE),
                Tuple.of(1, What.REASSIGN),
                Tuple.of(2, What.APPROVE),
                Tuple.of(2, What.UNDO));
        Arbitrary<String> discounts = Arbitraries.oneOf(
                Arbitraries.of("10", "15", "15.01", "18", "20.22", "20.23", "24", "25", "25.01", "100"),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, new BigDecimal("40"))
                        .ofScale(2)
                        .map(BigDecimal::toPlainString));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of("business", "enterprise", "pro"),
                        discounts)
                .as(Step::new);
    }

    @Property(tries = 1_000)
    void noSequenceLeadsToAnApprovalOutsideTheRules(
            @ForAll @Size(max = 40) List<@From("steps") Step> steps, @ForAll boolean twoNeeded) {
        Rulebook rulebook = twoNeeded ? TWO_NEEDED : ONE_NEEDED;
        Card card = Samples.card();
        Optional<Done> last = Optional.empty();
        boolean approvedAboveTheCap = false;
        for (Step step : steps) {
            Circumstances now = last.map(done -> Samples.after(rulebook, done, Optional.empty()))
                    .orElseGet(() -> Samples.now(rulebook));
            Outcome outcome = Decisions.decide(card, command(step, card), PEOPLE.get(step.who()), now);
            if (outcome instanceof Done done) {
                last = Optional.of(done);
                card = done.after();
                holds(card, twoNeeded ? 2 : 1);
                approvedAboveTheCap |= card.status() == CardState.Status.APPROVED
                        && card.offer().discountPercent().compareTo(TIER_CAP) > 0;
            }
        }
        // Or the property would hold for nothing.
        Statistics.label("approved above the tier's cap")
                .collect(approvedAboveTheCap)
                .coverage(coverage -> coverage.check(true).count(times -> times > 5));
    }

    private static Command command(Step step, Card card) {
        return switch (step.what()) {
            case ASK ->
                new Command.AskException(
                        2, card.message().sha256(), step.plan(), new BigDecimal(step.discount()), "because");
            case GRANT -> new Command.GrantException(2, "");
            case REFUSE -> new Command.RefuseException(2, "no");
            case EDIT -> Samples.edit(card, card.message().textBody(), step.plan(), step.discount());
            case SNOOZE -> new Command.Snooze(2, LocalDate.parse("2026-12-01"), Optional.empty());
            case REASSIGN -> new Command.Reassign(2, step.who() == 0 ? "tom" : "maria", Optional.empty());
            case APPROVE -> Samples.approveAsShown(card);
            case UNDO -> new Command.Undo(Optional.empty());
        };
    }

    private static void holds(Card card, int needed) {
        Offer offer = card.offer();
        assertThat(offer.discountPercent()).isLessThanOrEqualTo(EXCEPTION_CAP);
        assertThat(offer.discountPercent()).isLessThanOrEqualTo(offer.capPercent());
        assertThat(offer.unitPrice()).isGreaterThanOrEqualTo(offer.floorUnitPrice());
        assertThat(card.message().isIntact(Samples.DIGEST)).isTrue();
        card.exception().ifPresent(ask -> assertThat(ask.approvals())
                .extracting(Decision::actor)
                .doesNotContain(ask.by().actor())
                .doesNotHaveDuplicates());
        if (offer.discountPercent().compareTo(TIER_CAP) > 0) {
            assertThat(card.exception()).hasValueSatisfying(ask -> {
                assertThat(ask.granted()).isTrue();
                assertThat(ask.approvals()).hasSizeGreaterThanOrEqualTo(needed);
                assertThat(offer.discountPercent()).isLessThanOrEqualTo(ask.discountPercent());
            });
        }
    }
}
