package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.after;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.edit;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is let go, put off, and taken back. */
class SkipAndUndoTest {
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
}
