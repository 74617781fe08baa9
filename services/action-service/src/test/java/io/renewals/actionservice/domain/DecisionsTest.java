package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.after;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.edit;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsTest {
    @Test
    void approvalBindsTheTextThatWasShown() {
        Done done = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()));

        assertThat(done.after().status()).isEqualTo(CardState.Status.APPROVED);
        assertThat(done.action().messageId()).contains("<offer-1.1@renewals.host>");
    }

    @Test
    void anotherTextIsNotApproved() {
        assertThat(refused(Decisions.decide(card(), new Command.Approve("00", 2), MARIA, now())))
                .isInstanceOf(Refusal.OtherText.class);
    }

    @Test
    void anotherRevisionIsNotApproved() {
        Command approve = new Command.Approve(card().message().sha256(), 1);

        assertThat(refused(Decisions.decide(card(), approve, MARIA, now()))).isEqualTo(new Refusal.OtherRevision(1, 2));
    }

    @Test
    void aMessageThatDoesNotMatchItsDigestIsHeld() {
        Card card = card();
        Message forged = new Message(
                "x",
                "x@x.x",
                "evil@evil.example",
                "x@x.x",
                card.message().subject(),
                card.message().textBody(),
                null,
                card.message().sha256());
        Card changed = new Card(
                card.dossier(),
                Optional.empty(),
                card.drafted(),
                new Content(card.offer(), forged),
                card.state(),
                Optional.empty(),
                0,
                0);

        assertThat(done(Decisions.decide(changed, approveAsShown(card), MARIA, now()))
                        .after()
                        .status())
                .isEqualTo(CardState.Status.HELD);
    }

    @Test
    void aCapLoweredSinceHoldsTheCardWithTheReason() {
        Done done = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now(Samples.tightened())));

        assertThat(done.after().state()).isInstanceOfSatisfying(CardState.Held.class, held -> {
            assertThat(held.limit()).isEqualTo("cap");
            assertThat(held.explanation()).contains("8%", "Mid-market");
        });
    }

    @Test
    void theSecondDecisionIsToldWhoWasFirst() {
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();

        assertThat(refused(Decisions.decide(approved, approveAsShown(card()), Samples.ADA, now())))
                .isInstanceOfSatisfying(
                        Refusal.AlreadyDecided.class,
                        decided -> assertThat(decided.by().actorName()).isEqualTo("Maria"));
    }

    @Test
    void onlyOwnerDelegateAndAdminAct() {
        Person stranger = new Person("eve@acme.example", "Eve", "web", true, false);

        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), stranger, now())))
                .isEqualTo(new Refusal.NotYours("Maria Santos", "maria@acme.example"));
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), Samples.OTTO, now())))
                .isInstanceOf(Refusal.ReadOnly.class);
        assertThat(Decisions.decide(card(), approveAsShown(card()), Samples.TOM, now()))
                .isInstanceOf(Done.class);
        assertThat(Decisions.decide(card(), approveAsShown(card()), Samples.ADA, now()))
                .isInstanceOf(Done.class);
    }

    @Test
    void notReadyYetComesBackOnTheTenantsDay() {
        Done done =
                done(Decisions.decide(card(), new Command.Skip(2, "not_ready_yet", Optional.empty()), MARIA, now()));

        assertThat(done.action().kind()).isEqualTo(Kind.REQUEUED);
        assertThat(done.action().until()).contains(LocalDate.parse("2026-11-28"));
    }

    @Test
    void aHeldCardThatIsSkippedIsReleased() {
        Card held = card(new CardState.Held("cap", "too much"));

        assertThat(done(Decisions.decide(held, new Command.Skip(2, "already_churned", Optional.empty()), MARIA, now()))
                        .action()
                        .kind())
                .isEqualTo(Kind.RELEASED);
        assertThat(refused(Decisions.decide(held, approveAsShown(held), MARIA, now())))
                .isInstanceOf(Refusal.IsHeld.class);
    }

    @ParameterizedTest
    @CsvSource({"made_up,", "other,"})
    void aSkipNamesAReasonOfTheRulebookAndOtherSaysWhy(String reason, String note) {
        Command skip = new Command.Skip(2, reason, Optional.ofNullable(note));

        assertThat(refused(Decisions.decide(card(), skip, MARIA, now()))).isInstanceOf(Refusal.BadFields.class);
    }

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

    @Test
    void undoRestoresTheSnapshot() {
        Done edited = done(Decisions.decide(card(), edit(card(), Samples.TEXT, "business", "15"), MARIA, now()));

        Done undone = done(Decisions.decide(
                edited.after(), new Command.Undo(Optional.of(1)), MARIA, after(edited, Optional.empty())));

        assertThat(undone.after().content()).isEqualTo(card().content());
        assertThat(undone.action().undoes()).contains(1);
    }

    @Test
    void undoIsRefusedAfterANewerRevisionOrALaterAction() {
        Done skipped =
                done(Decisions.decide(card(), new Command.Skip(2, "already_churned", Optional.empty()), MARIA, now()));

        assertThat(refused(Decisions.decide(
                        skipped.after(), new Command.Undo(Optional.empty()), MARIA, after(skipped, Optional.of(3)))))
                .isInstanceOf(Refusal.CannotUndo.class);
        assertThat(refused(Decisions.decide(
                        skipped.after(), new Command.Undo(Optional.of(7)), MARIA, after(skipped, Optional.empty()))))
                .isInstanceOf(Refusal.CannotUndo.class);
    }

    @Test
    void aMailThatLeftIsMarkedAsNotRecallable() {
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
        Sends.Claim.Begun begun =
                (Sends.Claim.Begun) Sends.claim(approved, approved.message().sha256(), now());
        Done sent = Sends.taken(begun.card(), Samples.NOW).orElseThrow();

        Done undone = done(Decisions.decide(
                sent.after(), new Command.Undo(Optional.empty()), MARIA, after(sent, Optional.empty())));

        assertThat(undone.after().status()).isEqualTo(CardState.Status.STALE);
        assertThat(undone.action().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("can't be recalled"));
    }

    @Test
    void onFactsThatHaveChangedNothingIsApprovedNorSent() {
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), MARIA, Samples.outdated(Optional.empty()))))
                .isInstanceOf(Refusal.IsStale.class);
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
        assertThat(Sends.claim(approved, approved.message().sha256(), Samples.outdated(Optional.empty())))
                .isInstanceOfSatisfying(
                        Sends.Claim.HeldBack.class,
                        back -> assertThat(back.held().after().status()).isEqualTo(CardState.Status.STALE));
    }

    @Test
    void aSkipUndoneAfterTheFactsChangedAsksForANewDraft() {
        Done skipped =
                done(Decisions.decide(card(), new Command.Skip(2, "already_churned", Optional.empty()), MARIA, now()));

        Done undone = done(Decisions.decide(
                skipped.after(),
                new Command.Undo(Optional.empty()),
                MARIA,
                Samples.outdated(after(skipped, Optional.empty()).undoable())));

        assertThat(undone.after().status()).isEqualTo(CardState.Status.STALE);
    }

    @Test
    void aCapLoweredBetweenApprovalAndSendHoldsTheMail() {
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();

        assertThat(Sends.claim(approved, approved.message().sha256(), now(Samples.tightened())))
                .isInstanceOf(Sends.Claim.HeldBack.class);
        assertThat(Sends.claim(approved, "other", now())).isInstanceOf(Sends.Claim.HeldBack.class);
        assertThat(Sends.claim(card(), card().message().sha256(), now())).isInstanceOf(Sends.Claim.NotApproved.class);
    }

    private static Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return (Done) outcome;
    }

    private static Refusal refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).why();
    }
}
