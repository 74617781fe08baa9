package io.renewals.standins.bedrock;

/** What a model call can be made to suffer, or the model to say. */
public enum ModelFault {
    /** 500 InternalServerException. */
    FAIL,
    /** 503 ServiceUnavailableException. */
    UNAVAILABLE,
    /** 429 ThrottlingException. */
    THROTTLE,
    /** A good answer, late. */
    STALL,
    /** The connection closes without an answer after the model was called. */
    DROP,
    /** The model's words are no JSON; as a tool call, an input without the fields asked for. */
    MALFORMED,
    /** The HTTP body itself is no JSON. */
    GARBAGE,
    /** Cut off in the middle: stopReason max_tokens. */
    TRUNCATED,
    /** "save 23%" and an amount of the model's own. */
    FABRICATE_NUMBERS,
    /** "twenty-three percent", spelled out. */
    FABRICATE_SPELLED,
    /** Citations that are in no evidence. */
    FABRICATE_IDS,
    /** A link and a mail address of the model's own. */
    FABRICATE_LINKS,
    /** A placeholder nobody offered. */
    UNKNOWN_PLACEHOLDER,
    /** Empty subject, paragraphs and citations. */
    EMPTY
}
