package io.renewals.notifier.domain;

import java.time.Duration;
import java.util.Optional;

/** What is known of an attempt when it is over. */
public sealed interface Delivery {
    /** Taken. @param channel of Slack; empty for mail @param reference Slack ts or Message-ID */
    record Taken(String channel, String reference) implements Delivery {}

    /** Certainly not taken; another attempt may do. @param pause what the receiver asked for; empty: it asked for nothing */
    record NotTaken(String detail, Optional<Duration> pause) implements Delivery {}

    /** Certainly not taken, and no attempt will do. */
    record Refused(String detail) implements Delivery {}

    /** The message that was to be changed is gone, or can no longer be changed. */
    record Gone(String detail) implements Delivery {}

    /** It may or may not have been taken. */
    record InDoubt(String detail) implements Delivery {}
}
