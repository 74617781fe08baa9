package io.renewals.actionservice.domain;

import static io.renewals.actionservice.domain.Said.done;
import static io.renewals.actionservice.domain.Said.refused;
import static io.renewals.actionservice.domain.Samples.MARIA;
import static io.renewals.actionservice.domain.Samples.approveAsShown;
import static io.renewals.actionservice.domain.Samples.card;
import static io.renewals.actionservice.domain.Samples.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Arrivals.Arrival;
import io.renewals.actionservice.domain.Arrivals.Facts;
import io.renewals.actionservice.domain.Arrivals.Hold;
import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A card of an account with an open severe case or a dispute. */
class GroundTest {
    private static final String REASON = "open severe support case support:4711 since 2026-11-21";
    private static final Ground SUPPRESSED = new Ground.Suppressed(REASON);

    @Test
    void whatWaitsOrIsAboutToBeSentIsHeldWithTheReasonOnce() {
        Card snoozed = done(Decisions.decide(
                        card(), new Command.Snooze(2, LocalDate.parse("2026-12-01"), Optional.empty()), MARIA, now()))
                .after();
        Card approved = done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
        for (Card each : List.of(card(), snoozed, approved)) {
            Done held = SUPPRESSED.follow(each, Samples.NOW).orElseThrow();
            assertThat(held.after().state()).isEqualTo(new CardState.Held("suppression", REASON));
            assertThat(held.action().kind()).isEqualTo(Kind.HELD);
            assertThat(held.action().by().actor()).isEqualTo("system");
            assertThat(held.action().reason()).contains(REASON);
            assertThat(SUPPRESSED.follow(held.after(), Samples.NOW)).isEmpty();
        }
    }

    @Test
    void anotherReasonTakesTheFirstOnesPlaceAndItsEndMakesTheCardStale() {
        Done other = new Ground.Suppressed("billing dispute billing:2 since 2026-11-22")
                .follow(held(), Samples.NOW)
                .orElseThrow();
        assertThat(other.action().reason()).contains("billing dispute billing:2 since 2026-11-22");
        assertThat(Ground.CHANGED
                        .follow(held(), Samples.NOW)
                        .orElseThrow()
                        .after()
                        .status())
                .isEqualTo(Status.STALE);
    }

    @Test
    void nothingBringsItToItsCustomer() {
        Card card = held();
        List<Command> wishes = List.of(
                approveAsShown(card),
                Samples.edit(card, "Hello", "business", "5"),
                new Command.Snooze(2, LocalDate.parse("2026-12-01"), Optional.empty()),
                new Command.AskException(2, card.message().sha256(), "business", null, "why not"));
        for (Command wish : wishes) {
            assertThat(refused(Decisions.decide(card, wish, MARIA, under(SUPPRESSED))))
                    .isEqualTo(new Refusal.IsHeld(new CardState.Held("suppression", REASON)));
        }
    }

    @Test
    void fromTheMomentTheChangeIsStoredACardThatIsNotYetHeldIsRefusedToo() {
        assertThat(refused(Decisions.decide(card(), approveAsShown(card()), MARIA, under(SUPPRESSED))))
                .isInstanceOf(Refusal.IsHeld.class);
        assertThat(Sends.claim(approved(), card().message().sha256(), under(SUPPRESSED)))
                .isInstanceOfSatisfying(
                        Sends.Claim.HeldBack.class,
                        held -> assertThat(held.held().after().status()).isEqualTo(Status.HELD));
    }

    @Test
    void itCanBeLetGoAndHandedOn() {
        Done gone = done(Decisions.decide(
                held(), new Command.Skip(2, "already_churned", Optional.empty()), MARIA, under(SUPPRESSED)));
        assertThat(gone.action().kind()).isEqualTo(Kind.RELEASED);
        Done given = done(
                Decisions.decide(held(), new Command.Reassign(2, "tom", Optional.empty()), MARIA, under(SUPPRESSED)));
        assertThat(given.after().status()).isEqualTo(Status.HELD);
    }

    @Test
    void aDraftThatArrivesWhileItIsOpenIsHeldAndOneOfAnotherRevisionIsStale() {
        Dossier dossier = Samples.dossier();
        Facts held = new Facts(
                dossier.accountVersion() + 1,
                dossier.materialVersion() + 1,
                Optional.of(new Hold(dossier.offerId(), REASON)));
        Facts another = new Facts(
                dossier.accountVersion() + 1,
                dossier.materialVersion() + 1,
                Optional.of(new Hold("offer-of-another-revision", REASON)));
        Facts before = new Facts(
                dossier.accountVersion() - 1,
                dossier.materialVersion() - 1,
                Optional.of(new Hold(dossier.offerId(), REASON)));

        assertThat(Arrivals.arrive(dossier, List.of(), held))
                .isEqualTo(new Arrival.Suppressed(Optional.empty(), REASON));
        assertThat(Arrivals.arrive(dossier, List.of(), another)).isEqualTo(new Arrival.OtherFacts());
        assertThat(Arrivals.arrive(dossier, List.of(), before)).isEqualTo(new Arrival.Accepted(Optional.empty()));
    }

    @Test
    void anUndoneSkipIsHeldAgainAndAHoldIsNobodysToUndo() {
        Done skipped =
                done(Decisions.decide(card(), new Command.Skip(2, "already_churned", Optional.empty()), MARIA, now()));
        Circumstances before = Samples.after(skipped, Optional.empty());
        Circumstances after = new Circumstances(
                before.rulebook(),
                before.now(),
                before.digest(),
                before.undoable(),
                before.newerRevision(),
                SUPPRESSED);
        Done undone = done(Decisions.decide(skipped.after(), new Command.Undo(Optional.empty()), MARIA, after));
        assertThat(undone.after().state()).isEqualTo(new CardState.Held("suppression", REASON));

        Done hold = SUPPRESSED.follow(card(), Samples.NOW).orElseThrow();
        assertThat(refused(Decisions.decide(
                        hold.after(),
                        new Command.Undo(Optional.empty()),
                        MARIA,
                        Samples.after(hold, Optional.empty()))))
                .isInstanceOfSatisfying(
                        Refusal.CannotUndo.class,
                        why -> assertThat(why.why()).contains(REASON).contains("drafted anew"));
    }

    private static Card held() {
        return SUPPRESSED.follow(card(), Samples.NOW).orElseThrow().after();
    }

    private static Card approved() {
        return done(Decisions.decide(card(), approveAsShown(card()), MARIA, now()))
                .after();
    }

    private static Circumstances under(Ground ground) {
        Circumstances now = now();
        return new Circumstances(now.rulebook(), now.now(), now.digest(), now.undoable(), now.newerRevision(), ground);
    }
}
