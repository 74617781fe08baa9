package io.renewals.actionservice.sending;

/** What is known of one attempt to hand a mail to the server. */
public sealed interface Delivery {
    /** For people and the record. */
    String detail();

    /** The server answered the end of the message with a positive reply: it has the mail. */
    record Taken(String detail) implements Delivery {}

    /** The server said no for good (5xx), at any stage: it does not have the mail. */
    record Refused(String detail) implements Delivery {}

    /** Nothing was handed over: no connection, a loss before DATA, or a temporary no (4xx). May be tried again. */
    record NotYet(String detail) implements Delivery {}

    /** The connection was lost after DATA began and before the reply to its end: the server may or may not have the mail. */
    record InDoubt(String detail) implements Delivery {}
}
