package io.renewals.drafter.domain;

import java.util.List;
import java.util.Map;

/** A model that phrases an offer. It is given names, never figures, and what it returns is checked before anybody sees it. */
public interface Phraser {
    /**
     * @param evidence what may be cited: id to a description of kind and metric, without figures
     * @param placeholders names that may stand between braces
     */
    record Brief(
            String offerId,
            String modelId,
            String play,
            String reason,
            String tone,
            List<String> doWords,
            List<String> dontWords,
            List<String> sampleOffers,
            Map<String, String> evidence,
            List<String> placeholders) {}

    /** What came back. */
    sealed interface Answer {}

    /** @param raw as answered, for the record */
    record Answered(Words words, String raw, int inputTokens, int outputTokens) implements Answer {}

    /** An answer that is no offer: no JSON, fields missing. */
    record Unreadable(String raw, int inputTokens, int outputTokens) implements Answer {}

    /** No answer. @param code throttled, timeout, unavailable, refused-request or failed */
    record Failed(String code, String detail) implements Answer {}

    /** One call, no retry of its own; blocks until the answer or the timeout. Never throws. */
    Answer phrase(Brief brief);
}
