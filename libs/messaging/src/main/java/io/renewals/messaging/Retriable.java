package io.renewals.messaging;

/**
 * Something this service depends on is away for now (database, broker, registry). The same events are tried again in place with
 * growing pauses; nothing is skipped and nothing is acknowledged meanwhile.
 */
public class Retriable extends RuntimeException {
    public Retriable(String reason) {
        super(reason);
    }

    public Retriable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
