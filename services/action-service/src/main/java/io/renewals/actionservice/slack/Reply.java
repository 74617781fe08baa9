package io.renewals.actionservice.slack;

/** What a request is answered with. */
sealed interface Reply {
    /** 200 and nothing more. For a submitted form: it closes. */
    record Acknowledged() implements Reply {}

    /** Errors at fields, another view, or a message for the person alone. */
    record Json(String body) implements Reply {}

    /** The same text back. */
    record Plain(String text) implements Reply {}

    /** Not acted on. */
    record Refused(String why) implements Reply {}
}
