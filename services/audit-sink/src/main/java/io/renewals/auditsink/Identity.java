package io.renewals.auditsink;

import io.renewals.messaging.DeadLetters;
import io.renewals.schemas.audit.Fact;
import java.util.Map;

/** What makes two records the same event, so that it has one entry however often it is delivered. */
final class Identity {
    private Identity() {}

    /**
     * An event is known by source, id and bytes on its topic; a dead letter also by handler and place of the original, so that a
     * second refusal after a replay is a fact of its own. Without an id nothing but its place tells it from another.
     *
     * @param headers those the entry keeps
     * @param payloadSha256 lower-case hex
     */
    static byte[] of(Fact fact, Map<String, String> headers, String payloadSha256) {
        if (fact.topic().endsWith(".dead") && headers.containsKey(DeadLetters.TOPIC)) {
            return Digests.sha256(
                    "dead",
                    fact.topic(),
                    headers.get(DeadLetters.TOPIC),
                    headers.getOrDefault(DeadLetters.PARTITION, ""),
                    headers.getOrDefault(DeadLetters.OFFSET, ""),
                    headers.getOrDefault(DeadLetters.HANDLER, ""),
                    payloadSha256);
        }
        if (fact.eventId().isEmpty()) {
            return Digests.sha256("placed", fact.topic(), fact.partition(), fact.offset(), payloadSha256);
        }
        return Digests.sha256("event", fact.topic(), fact.source(), fact.eventId(), payloadSha256);
    }

    /** Stands for the identity of an event whose content was erased. */
    static byte[] ofPlace(Fact fact) {
        return Digests.sha256("place", fact.topic(), fact.partition(), fact.offset());
    }
}
