package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.problem;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.ADA;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.TOM;
import static io.renewals.actionservice.domain.Samples.after;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.rulebook.Rulebook;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mid tier: a cap of 15%, exceptions to 25%, a floor of 71.00 under 89.00 list; the account's ARR is 23,520. */
class ExceptionRulesTest {
    private static final Rulebook TWO_APPROVERS = Samples.rulebook("approvers: [ada]", "approvers: [ada, tom]");
    private static final Rulebook TWO_NEEDED = Samples.rulebook(
            "approvers: [ada]", "approvers: [ada, tom]", "arr_threshold: 50000", "arr_threshold: 20000");

    @Test
    void aRequestLeavesTheCardAsItIsAndGoesToTheApprovers() {
        Done asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK));

        assertThat(asked.action().kind()).isEqualTo(Kind.EXCEPTION_REQUESTED);
        assertThat(asked.action().tell()).extracting(Dossier.CardOwner::id).containsExactly("ada");
        assertThat(asked.after().content()).isEqualTo(card().content());
        assertThat(asked.after().status()).isEqualTo(CardState.Status.QUEUED);
        assertThat(asked.after().openException()).isPresent();
    }

    @Test
    void grantedItMovesPlanPriceAndTextAndCanBeApprovedAndSent() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();

        Done granted = done(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now()));

        assertThat(granted.after().offer().discountPercent()).isEqualByComparingTo("18");
        assertThat(granted.after().offer().capPercent()).isEqualByComparingTo("18");
        assertThat(granted.after().offer().unitPrice()).isEqualByComparingTo("72.98");
        assertThat(granted.after().offer().reason()).startsWith("chosen by a person: Business at 18%; as drafted: ");
        assertThat(granted.after().message().textBody()).contains("$72.98 per seat", "18% off");
        Card approved = done(Decisions.decide(granted.after(), approveAsShown(granted.after()), MARIA, now()))
                .after();
        assertThat(Sends.claim(approved, approved.message().sha256(), now())).isInstanceOf(Sends.Claim.Begun.class);
    }

    @Test
    void anExceptionCapLoweredSinceHoldsTheMail() {
        Card approved = approvedAt18();
        Rulebook lowered = Samples.rulebook("discount_cap: 20", "discount_cap: 16", "cap: 25 ", "cap: 17 ");

        assertThat(Sends.claim(approved, approved.message().sha256(), now(lowered)))
                .isInstanceOf(Sends.Claim.HeldBack.class);
    }

    @Test
    void nobodyGrantsWhatTheyAskedFor() {
        Card asked = done(ask(card(), "18", ADA, TWO_APPROVERS)).after();

        assertThat(refused(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now(TWO_APPROVERS))))
                .isInstanceOfSatisfying(Refusal.NotAnApprover.class, other -> assertThat(other.approvers())
                        .containsExactly("Tom Becker"));
        assertThat(Decisions.decide(asked, new Command.GrantException(2, ""), TOM, now(TWO_APPROVERS)))
                .isInstanceOf(Done.class);
    }

    @Test
    void onlyAnApproverDecides() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();

        assertThat(refused(Decisions.decide(asked, new Command.GrantException(2, ""), TOM, now())))
                .isInstanceOf(Refusal.NotAnApprover.class);
        assertThat(refused(Decisions.decide(asked, new Command.RefuseException(2, "no"), Samples.OTTO, now())))
                .isInstanceOf(Refusal.ReadOnly.class);
        assertThat(refused(Decisions.decide(card(), new Command.GrantException(2, ""), ADA, now())))
                .isInstanceOf(Refusal.NothingAsked.class);
    }

    @ParameterizedTest
    @CsvSource({
        "15, needs no exception",
        "25.01, which no exception goes beyond",
        "20.5, below the floor price",
        "18.005, at most two decimals",
        ", is not a number"
    })
    void whatNoExceptionIsForIsRefusedAtTheDiscount(String discount, String words) {
        Refusal.FieldProblem problem = problem(ask(card(), discount, MARIA, Samples.RULEBOOK));

        assertThat(problem.field()).isEqualTo("discount");
        assertThat(problem.problem()).contains(words);
    }

    @Test
    void oneRequestAtATimeAndOneExceptionPerRevision() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();

        assertThat(problem(ask(asked, "19", TOM, Samples.RULEBOOK)).problem()).contains("Maria asked for 18% already");
        Card granted = done(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now()))
                .after();
        assertThat(problem(ask(granted, "19", MARIA, Samples.RULEBOOK)).problem())
                .contains("was granted");
        assertThat(refused(Decisions.decide(granted, new Command.GrantException(2, ""), ADA, now())))
                .isInstanceOf(Refusal.AlreadyDecided.class);
    }

    @Test
    void aboveTheThresholdTwoDifferentPeopleGrantIt() {
        Card asked = done(ask(card(), "18", MARIA, TWO_NEEDED)).after();

        Done first = done(Decisions.decide(asked, new Command.GrantException(2, "fine"), ADA, now(TWO_NEEDED)));
        assertThat(first.after().offer()).isEqualTo(card().offer());
        assertThat(first.action().tell()).extracting(Dossier.CardOwner::id).containsExactly("tom");
        assertThat(refused(Decisions.decide(first.after(), new Command.GrantException(2, ""), ADA, now(TWO_NEEDED))))
                .isInstanceOf(Refusal.NotAnApprover.class);

        Done second = done(Decisions.decide(first.after(), new Command.GrantException(2, ""), TOM, now(TWO_NEEDED)));
        assertThat(second.after().offer().discountPercent()).isEqualByComparingTo("18");
    }

    @Test
    void withTooFewApproversItIsRefusedSayingSo() {
        Rulebook one = Samples.rulebook("arr_threshold: 50000", "arr_threshold: 20000");

        assertThat(problem(ask(card(), "18", MARIA, one)).problem())
                .contains("two others have to grant it", "only Ada Okafor beside you");
        assertThat(problem(ask(card(), "18", ADA, Samples.RULEBOOK)).problem()).contains("nobody but you");
    }

    @Test
    void theTiersOwnApproverComesBeforeThoseOfAllTiers() {
        Rulebook own = Samples.rulebook(
                "loyalty_band: {min: 10, max: 12.5}",
                "loyalty_band: {min: 10, max: 12.5}\n    exception_approver: tom");

        assertThat(done(ask(card(), "18", MARIA, own)).action().tell())
                .extracting(Dossier.CardOwner::id)
                .containsExactly("tom");
        assertThat(done(ask(card(), "18", TOM, own)).action().tell())
                .extracting(Dossier.CardOwner::id)
                .containsExactly("ada");
    }

    @Test
    void aRefusalNeedsAReasonAndLeavesTheCardFree() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();

        assertThat(problem(Decisions.decide(asked, new Command.RefuseException(2, " "), ADA, now()))
                        .field())
                .isEqualTo("reason");
        Done no = done(Decisions.decide(asked, new Command.RefuseException(2, "not this year"), ADA, now()));
        assertThat(no.after().exception()).isEmpty();
        assertThat(no.action().reason()).contains("not this year");
        assertThat(ask(no.after(), "17", MARIA, Samples.RULEBOOK)).isInstanceOf(Done.class);
    }

    @Test
    void whatWasGrantedForOnePlanWidensNoOther() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();
        Card granted = done(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now()))
                .after();

        Refusal.FieldProblem problem = problem(Decisions.decide(
                granted, Samples.edit(granted, granted.message().textBody(), "pro", "18"), MARIA, now()));

        assertThat(problem.field()).isEqualTo("discount");
        assertThat(problem.problem()).contains("above the 15% cap");
        assertThat(problem.advice()).contains("keep the plan that 18% was granted for");
    }

    @Test
    void undoTakesTheWideningBack() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();
        Done granted = done(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now()));

        Done undone = done(Decisions.decide(
                granted.after(), new Command.Undo(Optional.empty()), ADA, after(granted, Optional.empty())));

        assertThat(undone.after().offer()).isEqualTo(card().offer());
        assertThat(undone.after().openException()).isPresent();
        assertThat(undone.after().message()).isEqualTo(card().message());
    }

    @Test
    void aHeldCardOverTheCapMayBeAskedForAndIsQueuedOnceGranted() {
        Card held = card(new CardState.Held("cap", "20% is above the cap"));
        Card asked = done(ask(held, "18", MARIA, Samples.RULEBOOK)).after();

        assertThat(asked.status()).isEqualTo(CardState.Status.HELD);
        assertThat(done(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now()))
                        .after()
                        .status())
                .isEqualTo(CardState.Status.QUEUED);
    }

    private static Card approvedAt18() {
        Card asked = done(ask(card(), "18", MARIA, Samples.RULEBOOK)).after();
        Card granted = done(Decisions.decide(asked, new Command.GrantException(2, ""), ADA, now()))
                .after();
        return done(Decisions.decide(granted, approveAsShown(granted), MARIA, now()))
                .after();
    }

    private static Outcome ask(Card card, String discount, Person person, Rulebook rulebook) {
        BigDecimal percent = discount == null ? null : new BigDecimal(discount);
        Command ask =
                new Command.AskException(2, card.message().sha256(), "business", percent, "they had 18% last year");
        return Decisions.decide(card, ask, person, now(rulebook));
    }
}
