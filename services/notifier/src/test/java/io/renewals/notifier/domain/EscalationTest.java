package io.renewals.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.notifier.domain.Escalation.Target;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Maria's delegate is Tom, her manager Ada; Ada is the admin, and has neither. Maria is away over the year's end. */
class EscalationTest {
    private static final LocalDate THERE = LocalDate.parse("2026-11-23");
    private static final LocalDate MARIA_AWAY = LocalDate.parse("2026-12-28");

    private final Rulebook rulebook = rulebook();

    @Test
    void theOwnerIsRemindedTheDelegateAskedAndTheManagerTold() {
        assertThat(person(target(TimerKind.REMINDER, Cards.MARIA, THERE))).isEqualTo(Cards.MARIA);
        assertThat(person(target(TimerKind.ESCALATION_DELEGATE, Cards.MARIA, THERE)))
                .isEqualTo(Cards.TOM);
        assertThat(person(target(TimerKind.ESCALATION_MANAGER, Cards.MARIA, THERE)))
                .isEqualTo(Cards.ADA);
    }

    @Test
    void whoIsOutOfOfficeIsPassedOverAndThatIsSaid() {
        assertThat(target(TimerKind.REMINDER, Cards.MARIA, MARIA_AWAY))
                .isEqualTo(new Target.Nobody("Maria Santos is out of office until 2027-01-01."));
        assertThat(target(TimerKind.ESCALATION_DELEGATE, Cards.TOM, MARIA_AWAY))
                .isEqualTo(new Target.Nobody(
                        "The delegate was not asked: Maria Santos is out of office until 2027-01-01."));
    }

    @Test
    void theNextOneHearsWhoWasPassedOver() {
        Target.To manager = (Target.To) Escalation.target(
                TimerKind.ESCALATION_MANAGER,
                Cards.TOM,
                rulebook,
                MARIA_AWAY,
                List.of("The delegate was not asked: Maria Santos is out of office until 2027-01-01."));

        assertThat(manager.person()).isEqualTo(Cards.ADA);
        assertThat(manager.note()).contains("Tom Becker", "The delegate was not asked: Maria Santos is out of office");
    }

    @Test
    void whoHasNobodyAboveIsNotEscalatedToThemselves() {
        assertThat(target(TimerKind.ESCALATION_DELEGATE, Cards.ADA, THERE))
                .isEqualTo(new Target.Nobody("Ada Okafor has no delegate."));
        assertThat(target(TimerKind.ESCALATION_MANAGER, Cards.ADA, THERE))
                .isEqualTo(new Target.Nobody("Nobody is above Ada Okafor."));
    }

    @Test
    void anOwnerTheRulebookDoesNotListIsEscalatedToTheAdmin() {
        Person departed = new Person("nina", "Nina Noor", "nina@acme.example", null);

        assertThat(person(target(TimerKind.REMINDER, departed, THERE))).isEqualTo(departed);
        assertThat(person(target(TimerKind.ESCALATION_MANAGER, departed, THERE)))
                .isEqualTo(Cards.ADA);
    }

    @Test
    void theHoursAreTheRulebooks() {
        assertThat(TimerKind.REMINDER.after(rulebook.followUp())).isEqualTo(Duration.ofHours(24));
        assertThat(TimerKind.ESCALATION_DELEGATE.after(rulebook.followUp())).isEqualTo(Duration.ofHours(48));
        assertThat(TimerKind.ESCALATION_MANAGER.after(rulebook.followUp())).isEqualTo(Duration.ofHours(96));
    }

    private Target target(TimerKind kind, Person owner, LocalDate day) {
        return Escalation.target(kind, owner, rulebook, day, List.of());
    }

    private static Person person(Target target) {
        return ((Target.To) target).person();
    }

    private static Rulebook rulebook() {
        try {
            return ((ReadResult.Parsed) RulebookYaml.read(Files.readString(Path.of("../../samples/rulebook.yaml"))))
                    .rulebook();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
