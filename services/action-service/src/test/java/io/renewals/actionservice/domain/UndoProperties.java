package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a person did last, undo puts the card back as it was: words, figures, state, owner and exception. */
class UndoProperties {
    private static final Set<Kind> NOT_UNDOABLE = Set.of(Kind.UNDONE, Kind.EXCEPTION_REFUSED);

    @Property(tries = 1_000)
    void undoRestoresEverythingTheActionChanged(@ForAll @Size(max = 8) List<@IntRange(max = 7) Integer> steps) {
        Card card = Samples.card();
        Optional<Done> last = Optional.empty();
        for (int step : steps) {
            if (decide(card, step, last) instanceof Done done) {
                last = Optional.of(done);
                card = done.after();
            }
        }
        if (last.isEmpty()) {
            return;
        }
        Card before = last.get().before();
        Outcome undone = Decisions.decide(
                card, new Command.Undo(Optional.empty()), Samples.ADA, Samples.after(last.get(), Optional.empty()));
        assertThat(undone instanceof Done)
                .isEqualTo(!NOT_UNDOABLE.contains(last.get().action().kind()));
        if (undone instanceof Done done) {
            assertThat(done.after().content()).isEqualTo(before.content());
            assertThat(done.after().state()).isEqualTo(before.state());
            assertThat(done.after().owner()).isEqualTo(before.owner());
            assertThat(done.after().exception()).isEqualTo(before.exception());
            assertThat(done.after().sequence()).isEqualTo(card.sequence() + 1);
        }
    }

    private static Outcome decide(Card card, int step, Optional<Done> last) {
        Command command =
                switch (step) {
                    case 0 -> Samples.edit(card, card.message().textBody() + " Thanks.", "business", "12");
                    case 1 -> new Command.Snooze(2, LocalDate.parse("2026-12-01"), Optional.empty());
                    case 2 -> new Command.Reassign(2, "tom", Optional.empty());
                    case 3 ->
                        new Command.AskException(
                                2, card.message().sha256(), "business", new BigDecimal("18"), "because");
                    case 4 -> new Command.GrantException(2, "");
                    case 5 -> new Command.RefuseException(2, "no");
                    case 6 -> new Command.Undo(Optional.empty());
                    default -> new Command.Skip(2, "not_ready_yet", Optional.empty());
                };
        Person person = step == 4 || step == 5 ? Samples.ADA : Samples.MARIA;
        Circumstances now =
                last.map(done -> Samples.after(done, Optional.empty())).orElseGet(Samples::now);
        return Decisions.decide(card, command, person, now);
    }
}
