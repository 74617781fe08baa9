package io.renewals.messaging;

/**
 * This event can never be handled as it is: it goes to the consumer's dead-letter topic with its bytes and this message, its
 * account shows as needing attention, and the events behind it go on. Never retried by itself; a person replays it.
 */
public class Poison extends RuntimeException {
    /** @param reason what is wrong, where, and what to do; shown to a person */
    public Poison(String reason) {
        super(reason);
    }

    public Poison(String reason, Throwable cause) {
        super(reason, cause);
    }
}
