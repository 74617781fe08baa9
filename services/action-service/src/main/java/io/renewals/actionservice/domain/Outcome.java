package io.renewals.actionservice.domain;

/** What came of a command. */
public sealed interface Outcome {
    /** It took effect. @param before the card it started from */
    record Done(Card before, Card after, CardAction action) implements Outcome {}

    /** Nothing changed. */
    record Refused(Refusal why) implements Outcome {}
}
