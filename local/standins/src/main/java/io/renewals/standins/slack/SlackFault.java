package io.renewals.standins.slack;

/** What a Web API call can be made to suffer. */
public enum SlackFault {
    /** 429 with Retry-After; nothing is applied. */
    RATELIMITED,
    /** 500 without a usable body; nothing is applied. */
    ERROR,
    /** {@code ok:false} with an error code of the test's choosing; nothing is applied. */
    REFUSE,
    /** Applied at once, answered late. */
    STALL,
    /** Applied, then the connection closes without an answer: the caller can't know. */
    DROP
}
