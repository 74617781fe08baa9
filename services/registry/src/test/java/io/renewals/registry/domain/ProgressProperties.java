package io.renewals.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.registry.domain.CardAction.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The state of an account does not depend on the order in which topics deliver. */
class ProgressProperties {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Property(tries = 3_000)
    void anyInterleavingOfOneOffersEventsEndsInTheSameState(
            @ForAll("offerEvents") List<Heard> events, @ForAll Random random) {
        List<Heard> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        assertThat(after(due(), shuffled)).isEqualTo(after(due(), events));
    }

    @Property(tries = 2_000)
    void hearingTwiceIsHearingOnce(@ForAll("offerEvents") List<Heard> events) {
        List<Heard> twice = new ArrayList<>(events);
        twice.addAll(events);
        assertThat(after(due(), twice)).isEqualTo(after(due(), events));
    }

    @Property(tries = 2_000)
    void noLowerRevisionChangesAnything(
            @ForAll("offerEvents") List<Heard> current, @ForAll("offerEvents") List<Heard> before) {
        Progress second = due().nextRevision(State.WATCHING).due(DAY);
        Progress settled = after(second, current.stream().map(this::ofSecond).toList());
        for (Heard late : before) {
            Hearing hearing = settled.hear(late);
            assertThat(hearing).isInstanceOf(Hearing.Ignored.class);
            assertThat(next(hearing)).isEqualTo(settled);
        }
    }

    @Property(tries = 2_000)
    void noEarlierCycleChangesAnything(@ForAll("offerEvents") List<Heard> before) {
        Progress next = due().nextCycle(State.RENEWED);
        assertThat(after(next, before)).isEqualTo(next);
    }

    @Property(tries = 2_000)
    void everyStateIsTheFunctionOfWhatIsRemembered(@ForAll("offerEvents") List<Heard> events) {
        Progress progress = due();
        for (Heard heard : events) {
            Hearing hearing = progress.hear(heard);
            switch (hearing) {
                case Hearing.Moved moved -> assertThat(moved.next().state()).isNotEqualTo(progress.state());
                case Hearing.Kept kept -> assertThat(kept.next().state()).isEqualTo(progress.state());
                case Hearing.Ignored ignored -> {
                    assertThat(ignored.next().state()).isEqualTo(progress.state());
                    assertThat(ignored.why()).isNotBlank();
                }
            }
            progress = next(hearing);
        }
    }

    @Property(tries = 2_000)
    void whenACaseOpensAndClosesMakesNoDifferenceToWhatIsRemembered(
            @ForAll("offerEvents") List<Heard> events, @ForAll Random random) {
        int opens = random.nextInt(events.size() + 1);
        Progress held =
                after(after(due(), events.subList(0, opens)).suppressed(true), events.subList(opens, events.size()));
        assertThat(held.suppressed(false)).isEqualTo(after(due(), events));
        assertThat(held).isEqualTo(after(due().suppressed(true), events));
    }

    private static Progress due() {
        return Progress.first().due(DAY);
    }

    private static Progress after(Progress start, List<Heard> events) {
        Progress progress = start;
        for (Heard heard : events) {
            progress = next(progress.hear(heard));
        }
        return progress;
    }

    private static Progress next(Hearing hearing) {
        return switch (hearing) {
            case Hearing.Moved moved -> moved.next();
            case Hearing.Kept kept -> kept.next();
            case Hearing.Ignored ignored -> ignored.next();
        };
    }

    private Heard ofSecond(Heard heard) {
        return switch (heard) {
            case Heard.Assessed each -> new Heard.Assessed(1, 2, each.businessDate(), each.offered());
            case Heard.Decided each -> new Heard.Decided(1, 2);
            case Heard.Drafted each -> new Heard.Drafted(1, 2);
            case Heard.Queued each -> new Heard.Queued(1, 2);
            case Heard.HeldBack each -> new Heard.HeldBack(1, 2);
            case Heard.Actioned each -> new Heard.Actioned(1, 2, each.action());
        };
    }

    /** What one offer can lead to: some of the steps, some actions with distinct sequences. */
    @Provide
    Arbitrary<List<Heard>> offerEvents() {
        Arbitrary<List<Heard>> steps = Arbitraries.<Heard>of(
                        new Heard.Assessed(1, 1, DAY, true),
                        new Heard.Assessed(1, 1, DAY, false),
                        new Heard.Assessed(1, 1, DAY.plusDays(1), false),
                        new Heard.Decided(1, 1),
                        new Heard.Drafted(1, 1),
                        new Heard.Queued(1, 1),
                        new Heard.HeldBack(1, 1))
                .set()
                .map(ArrayList::new);
        Arbitrary<List<Heard>> actions = action().list().ofMaxSize(6).map(kinds -> {
            List<Heard> numbered = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                CardAction kind = kinds.get(i);
                numbered.add(new Heard.Actioned(
                        1,
                        1,
                        new CardAction(
                                i + 1,
                                kind.kind(),
                                kind.until(),
                                kind.kind() == Kind.UNDONE && i > 0 ? OptionalInt.of(i) : OptionalInt.empty(),
                                kind.card())));
            }
            return numbered;
        });
        return Combinators.combine(steps, actions).as((some, more) -> {
            List<Heard> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        });
    }

    private static Arbitrary<CardAction> action() {
        Arbitrary<Optional<State>> card = Arbitraries.of(State.QUEUED, State.HELD, State.SNOOZED, State.STALE)
                .optional();
        return Combinators.combine(Arbitraries.of(Kind.class), card)
                .as((kind, state) -> new CardAction(
                        1,
                        kind,
                        kind == Kind.REQUEUED ? Optional.of(DAY.plusDays(7)) : Optional.empty(),
                        OptionalInt.empty(),
                        state));
    }
}
