package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.notifier.domain.Act.Kind;
import io.renewals.notifier.domain.Act.Told;
import io.renewals.notifier.domain.Course.Call;
import io.renewals.notifier.domain.Course.Step;
import io.renewals.notifier.domain.Course.Timers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Standing OPEN = new Standing.Open("note", 0);
    private static final Standing CLOSED = new Standing.Closed("over", 0);
    private static final Course DRAFTED = new Course(Cards.MARIA, Standing.Open.FRESH, null, null, 0);

    @Test
    void aNewOwnerGetsACardAndWhoHadItIsTold() {
        Step step = DRAFTED.then(act(Kind.OTHER, 1, OPEN, Cards.TOM, List.of(new Told(Cards.MARIA, "before")), null));

        assertThat(step.after().owner()).isEqualTo(Cards.TOM);
        assertThat(step.calls())
                .containsExactly(new Call(Cards.TOM, Purpose.CARD, 1, ""), new Call(Cards.MARIA, Purpose.MOVED, 1, ""));
        assertThat(step.timers()).isEqualTo(Timers.RESUMED);
    }

    @Test
    void aWokenCardRingsItsOwnerAndCountsItsHoursAnew() {
        Course snoozed = DRAFTED.then(act(Kind.OTHER, 1, CLOSED, Cards.MARIA, List.of(), null))
                .after();

        Step step = snoozed.then(act(Kind.BACK, 2, OPEN, Cards.MARIA, List.of(), null));

        assertThat(step.calls()).containsExactly(new Call(Cards.MARIA, Purpose.AGAIN, 2, ""));
        assertThat(step.timers()).isEqualTo(Timers.RENEWED);
    }

    @Test
    void aCardHeldForACaseRingsNobodyAndOneHeldByALimitDoes() {
        Standing held = new Standing.Held("suppression", "open severe support case support:9", 0);

        Step step = DRAFTED.then(act(Kind.OTHER, 1, held, Cards.MARIA, List.of(), null));
        Step given = step.after().then(act(Kind.OTHER, 2, held, Cards.TOM, List.of(), null));

        assertThat(held.rings()).isFalse();
        assertThat(new Standing.Held("cap", "too much", 0).rings()).isTrue();
        assertThat(step.calls()).isEmpty();
        assertThat(given.calls()).containsExactly(new Call(Cards.TOM, Purpose.HELD, 2, ""));
        assertThat(given.timers()).isEqualTo(Timers.KEPT);
    }

    @Test
    void anEditTellsNobodyAndLeavesTheHoursAsTheyAre() {
        Step step = DRAFTED.then(act(Kind.OTHER, 1, OPEN, Cards.MARIA, List.of(), null));

        assertThat(step.calls()).isEmpty();
        assertThat(step.timers()).isEqualTo(Timers.KEPT);
    }

    @Test
    void eachApproverIsAskedAndAfterTheFirstGrantOnlyTheOthers() {
        Person otto = new Person("otto", "Otto Brandt", "otto@acme.example", null);
        Step asked = DRAFTED.then(act(
                Kind.ASKED,
                1,
                OPEN,
                Cards.MARIA,
                List.of(new Told(Cards.ADA, "approver"), new Told(otto, "approver")),
                ask(0)));

        Step granted = asked.after()
                .then(act(Kind.GRANTED, 2, OPEN, Cards.MARIA, List.of(new Told(otto, "approver")), ask(1)));

        assertThat(asked.calls())
                .containsExactly(
                        new Call(Cards.ADA, Purpose.EXCEPTION, 1, ""), new Call(otto, Purpose.EXCEPTION, 1, ""));
        assertThat(granted.after().ask().pending()).containsExactly("otto");
        assertThat(granted.after().ask().round()).isEqualTo(1);
        assertThat(granted.calls()).containsExactly(new Call(otto, Purpose.EXCEPTION, 1, ""));
    }

    @Test
    void ownerAndRequesterHearWhatWasDecided() {
        Course asked = DRAFTED.then(
                        act(Kind.ASKED, 1, OPEN, Cards.MARIA, List.of(new Told(Cards.ADA, "approver")), ask(0)))
                .after();

        Step refused =
                asked.then(act(Kind.REFUSED, 2, OPEN, Cards.MARIA, List.of(new Told(Cards.TOM, "requester")), ask(0)));
        Step granted =
                asked.then(act(Kind.GRANTED, 2, OPEN, Cards.MARIA, List.of(new Told(Cards.TOM, "requester")), ask(2)));

        assertThat(refused.after().ask().open()).isFalse();
        assertThat(refused.calls())
                .containsExactly(
                        new Call(Cards.MARIA, Purpose.ANSWER, 2, "Refused by Ada Okafor: why."),
                        new Call(Cards.TOM, Purpose.ANSWER, 2, "Refused by Ada Okafor: why."));
        assertThat(granted.calls()).extracting(Call::note).containsOnly("Granted by Ada Okafor: why.");
    }

    @Test
    void aGrantTakenBackAsksItsApproversAgain() {
        Course granted = DRAFTED.then(
                        act(Kind.ASKED, 1, OPEN, Cards.MARIA, List.of(new Told(Cards.ADA, "approver")), ask(0)))
                .after()
                .then(act(Kind.GRANTED, 2, OPEN, Cards.MARIA, List.of(), ask(2)))
                .after();

        ExceptionAsk again = granted.then(act(Kind.OTHER, 3, OPEN, Cards.MARIA, List.of(), ask(0)))
                .after()
                .ask();

        assertThat(again.open()).isTrue();
        assertThat(again.pending()).containsExactly("ada");
    }

    @Test
    void aRequestTakenBackIsOver() {
        Course asked = DRAFTED.then(
                        act(Kind.ASKED, 1, OPEN, Cards.MARIA, List.of(new Told(Cards.ADA, "approver")), ask(0)))
                .after();

        ExceptionAsk over = asked.then(act(Kind.OTHER, 2, OPEN, Cards.MARIA, List.of(), null))
                .after()
                .ask();

        assertThat(over.open()).isFalse();
        assertThat(over.outcome()).isEqualTo("Taken back by Ada Okafor.");
        assertThat(over.standsInTheWay()).isFalse();
    }

    @Test
    void whatIsKnownAlreadyChangesNothing() {
        Course later = DRAFTED.then(act(Kind.OTHER, 5, CLOSED, Cards.TOM, List.of(), null))
                .after();

        Step step = later.then(act(Kind.OTHER, 5, OPEN, Cards.MARIA, List.of(), null));

        assertThat(step).isEqualTo(new Step(later, List.of(), Timers.KEPT));
    }

    private static ExceptionAsk ask(int given) {
        return ExceptionAsk.told("Business", "22%", "a rival offers less", "Maria Santos", 2, given);
    }

    private static Act act(
            Kind kind, int sequence, Standing standing, Person owner, List<Told> tell, ExceptionAsk ask) {
        return new Act(
                kind,
                sequence,
                "ada@acme.example",
                "Ada Okafor",
                Instant.parse("2026-11-21T10:00:00Z"),
                "why",
                standing,
                null,
                owner,
                tell,
                ask);
    }
}
