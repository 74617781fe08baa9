package io.renewals.notifier.domain;

import io.renewals.rulebook.FollowUp;
import java.time.Duration;

/**
 * What happens by itself to a card that nobody decides on, each once for every draft and owner, and once more each time the card came
 * back by itself.
 */
public enum TimerKind {
    /** To the owner, where they have not opened it. */
    REMINDER(Purpose.REMINDER),
    ESCALATION_DELEGATE(Purpose.ESCALATION_DELEGATE),
    ESCALATION_MANAGER(Purpose.ESCALATION_MANAGER);

    private final Purpose purpose;

    TimerKind(Purpose purpose) {
        this.purpose = purpose;
    }

    /** Of the message that follows. */
    public Purpose purpose() {
        return purpose;
    }

    /** As it is stored. */
    public String key() {
        return purpose.key();
    }

    /** @throws IllegalArgumentException for what is none */
    public static TimerKind of(String key) {
        return valueOf(Purpose.of(key).name());
    }

    /** From the first minute in which the owner could be told. */
    public Duration after(FollowUp rules) {
        return Duration.ofHours(
                switch (this) {
                    case REMINDER -> rules.reminderHours();
                    case ESCALATION_DELEGATE -> rules.escalationHours();
                    case ESCALATION_MANAGER -> 2L * rules.escalationHours();
                });
    }
}
