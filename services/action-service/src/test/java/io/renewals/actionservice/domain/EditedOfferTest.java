package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.edit;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Outcome.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's edit: its figures inside the limits, its words without figures of their own. */
class EditedOfferTest {
    @Test
    void overTheCapIsRefusedNamingCapAndTier() {
        assertThat(refused(Decisions.decide(card(), edit(card(), Samples.TEXT, "business", "15.01"), MARIA, now())))
                .isInstanceOfSatisfying(Refusal.BadFields.class, fields -> assertThat(fields.problems())
                        .containsExactly(new Refusal.FieldProblem(
                                "discount",
                                "that's above the 15% cap for tier Mid-market",
                                "lower it or ask for an exception")));
    }

    @Test
    void underTheFloorIsRefused() {
        assertThat(refused(Decisions.decide(card(), edit(card(), Samples.TEXT, "nonsense", "10"), MARIA, now())))
                .isInstanceOf(Refusal.BadFields.class);
    }

    @Test
    void anotherDiscountMovesEveryFigureOfTheText() {
        Done done = done(Decisions.decide(card(), edit(card(), Samples.TEXT, "business", "15"), MARIA, now()));

        assertThat(done.after().offer().unitPrice()).isEqualByComparingTo("75.65");
        assertThat(done.after().message().textBody())
                .contains("$75.65 per seat", "15% off $89.00", "$3,026.00 a month", "today it is $1,960", "92% of Pro");
        assertThat(done.after().message().sha256())
                .isNotEqualTo(card().message().sha256());
    }

    @Test
    void anotherPlanMovesItsNameDescriptionAndPrices() {
        Done done = done(Decisions.decide(card(), edit(card(), Samples.TEXT, "enterprise", "10"), MARIA, now()));

        assertThat(done.after().message().textBody())
                .contains(
                        "Enterprise at $134.10 per seat",
                        "10% off $149.00",
                        "$5,364.00 a month",
                        "named success manager")
                .doesNotContain("suggest Business", "audit log");
    }

    @Test
    void theReasonSaysThatAPersonChoseOtherwiseAndNoMoreOnceTheDraftsChoiceIsBack() {
        Card edited = done(Decisions.decide(card(), edit(card(), Samples.TEXT, "business", "15"), MARIA, now()))
                .after();
        String drafted = card().offer().reason();

        assertThat(edited.offer().reason()).isEqualTo("chosen by a person: Business at 15%; as drafted: " + drafted);
        Card again = done(Decisions.decide(
                        edited, edit(edited, edited.message().textBody(), "business", "12"), MARIA, now()))
                .after();
        assertThat(again.offer().reason()).isEqualTo("chosen by a person: Business at 12%; as drafted: " + drafted);
        Card back = done(Decisions.decide(
                        again, edit(again, again.message().textBody(), "business", "10"), MARIA, now()))
                .after();
        assertThat(back.offer().reason()).isEqualTo(drafted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'll make it $75 for you.",
                "That is another 5% for you.",
                "Call it 75 dollars.",
                "USD 75 then.",
                "75 USD then.",
                "twenty percent off",
                "half price this year",
                "two months free",
                "５０％ off",
                "５０ ％",
                "5 % on top",
                "5\u00a0% on top",
                "€80.10",
                "1\u200b5% off",
                "79.99 and done",
                "75 per seat",
                "75/seat",
                "5k a year",
                "20 percent",
                "٢٥٪ off"
            })
    void figuresThatAreNotTheOffersAreRefusedInTheText(String words) {
        Outcome outcome =
                Decisions.decide(card(), edit(card(), Samples.TEXT + "\n" + words, "business", "10"), MARIA, now());

        assertThat(refused(outcome)).isInstanceOfSatisfying(Refusal.BadFields.class, fields -> assertThat(
                        fields.problems().getFirst().field())
                .isEqualTo("text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Feel free to call me on 12 January 2027 at 10:30.",
                "That is $80.10, or $38,448 a year.",
                "You save $8.90 per seat.",
                "You use 92 % of it.",
                "All 40 seats, 12 months.",
                "See https://example.com/2027/42"
            })
    void ordinaryWordsAndTheOffersFiguresPass(String words) {
        assertThat(Decisions.decide(card(), edit(card(), Samples.TEXT + "\n" + words, "business", "10"), MARIA, now()))
                .isInstanceOf(Done.class);
    }
}
