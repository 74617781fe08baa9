package io.renewals.schemas.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An export: one JSON object a line, {@code "kind":"entry"} in sequence order and last {@code "kind":"head"}. Objects are flat;
 * headers and body are strings, exactly the characters that the content digest covers. Erased content is left out.
 */
public final class TrailJson {
    private TrailJson() {}

    public static String write(TrailLine line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (line) {
            case Sealed entry -> put(fields, entry);
            case SignedHead head -> put(fields, head);
        }
        return FlatJson.write(fields);
    }

    /** @throws IllegalArgumentException saying what is wrong with the line */
    public static TrailLine read(String line) {
        Map<String, Object> fields = FlatJson.read(line);
        String kind = text(fields, "kind");
        return switch (kind) {
            case "entry" -> entry(fields);
            case "head" -> head(fields);
            default -> throw new IllegalArgumentException("kind is '" + kind + "': there is entry and head");
        };
    }

    private static void put(Map<String, Object> fields, Sealed entry) {
        Fact fact = entry.fact();
        fields.put("kind", "entry");
        fields.put("tenant", entry.tenant());
        fields.put("sequence", entry.sequence());
        fields.put("recordedAt", ChainHash.text(entry.recordedAt()));
        fields.put("account", fact.account());
        fields.put("offerId", fact.offerId());
        fields.put("topic", fact.topic());
        fields.put("partition", (long) fact.partition());
        fields.put("offset", fact.offset());
        fields.put("eventId", fact.eventId());
        fields.put("eventType", fact.eventType());
        fields.put("source", fact.source());
        fields.put("occurredAt", ChainHash.text(fact.occurredAt()));
        fields.put("decoded", fact.decoded());
        fields.put("contentDigest", entry.contentDigest());
        fields.put("previousHash", entry.previousHash());
        fields.put("hash", entry.hash());
        entry.content().ifPresent(content -> {
            fields.put("salt", content.salt());
            fields.put("payloadSha256", content.payloadSha256());
            fields.put("headers", content.headers());
            fields.put("body", content.body());
        });
    }

    private static void put(Map<String, Object> fields, SignedHead head) {
        fields.put("kind", "head");
        fields.put("tenant", head.tenant());
        fields.put("sequence", head.sequence());
        fields.put("hash", head.hash());
        fields.put("at", ChainHash.text(head.at()));
        fields.put("publicKey", head.publicKey());
        fields.put("signature", head.signature());
    }

    private static Sealed entry(Map<String, Object> fields) {
        Fact fact = new Fact(
                text(fields, "account"),
                (String) fields.get("offerId"),
                text(fields, "topic"),
                Math.toIntExact(number(fields, "partition")),
                number(fields, "offset"),
                text(fields, "eventId"),
                text(fields, "eventType"),
                text(fields, "source"),
                instant(fields, "occurredAt"),
                of(fields, "decoded", Boolean.class));
        Optional<Content> content = fields.get("salt") == null
                ? Optional.empty()
                : Optional.of(new Content(
                        text(fields, "salt"),
                        text(fields, "payloadSha256"),
                        text(fields, "headers"),
                        text(fields, "body")));
        return new Sealed(
                text(fields, "tenant"),
                number(fields, "sequence"),
                instant(fields, "recordedAt"),
                fact,
                text(fields, "contentDigest"),
                content,
                text(fields, "previousHash"),
                text(fields, "hash"));
    }

    private static SignedHead head(Map<String, Object> fields) {
        return new SignedHead(
                text(fields, "tenant"),
                number(fields, "sequence"),
                text(fields, "hash"),
                instant(fields, "at"),
                text(fields, "publicKey"),
                text(fields, "signature"));
    }

    private static String text(Map<String, Object> fields, String name) {
        return of(fields, name, String.class);
    }

    private static long number(Map<String, Object> fields, String name) {
        return of(fields, name, Long.class);
    }

    private static Instant instant(Map<String, Object> fields, String name) {
        String text = text(fields, name);
        try {
            Instant instant = Instant.parse(text);
            if (!ChainHash.text(instant).equals(text)) {
                throw new IllegalArgumentException(name + " has not six decimals");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is no instant", e);
        }
    }

    private static <T> T of(Map<String, Object> fields, String name, Class<T> type) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is missing or no " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
