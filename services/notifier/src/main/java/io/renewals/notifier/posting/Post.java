package io.renewals.notifier.posting;

import io.renewals.notifier.domain.Person;

/**
 * One message to one person.
 *
 * @param isReminder true: a mail after a post that may be lost
 * @param attempts begun so far
 * @param failures of its present way
 * @param wentBy slack or mail, where an attempt was begun; else null
 * @param facts JSON, the matter's own but for {@code recipient}
 * @param directChannel the recipient's direct message channel; null: not known yet
 */
public record Post(
        String id,
        boolean isReminder,
        Person to,
        String correlationId,
        String causeId,
        int attempts,
        int failures,
        boolean mailOnly,
        String wentBy,
        String facts,
        String directChannel) {}
