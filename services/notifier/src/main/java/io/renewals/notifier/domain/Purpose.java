package io.renewals.notifier.domain;

import java.util.Locale;

/** What a message is for, and so what it lets its reader do. */
public enum Purpose {
    /** The card, for its owner. */
    CARD,
    /** The same, against a limit. */
    HELD,
    /** Neither opened nor decided for some hours. */
    REMINDER,
    /** Back in its owner's queue: a snooze is over, or a mail did not leave. */
    AGAIN,
    /** Its owner has not decided: for the delegate, who may. */
    ESCALATION_DELEGATE,
    /** Nobody has decided: for the manager, who may give it to somebody else. */
    ESCALATION_MANAGER,
    /** An exception to be granted or refused. */
    EXCEPTION,
    /** What was decided about an exception, for who waits for it. */
    ANSWER,
    /** Somebody else has the card now: for who had it before, where no message of theirs can be changed. */
    MOVED;

    /** As it is stored. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for what is none */
    public static Purpose of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
