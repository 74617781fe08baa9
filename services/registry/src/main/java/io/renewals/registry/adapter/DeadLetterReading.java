package io.renewals.registry.adapter;

import io.renewals.messaging.DeadLetters;
import io.renewals.messaging.Envelope;
import io.renewals.messaging.Ids;
import io.renewals.registry.adapter.AttentionRows.Letter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of a dead-letter topic as the book keeps it. Never fails: what is missing is filled from where the letter lies. */
public final class DeadLetterReading {
    private static final String SUFFIX = ".dead";
    private static final String OWN = "dead-letter-";

    private DeadLetterReading() {}

    public static Letter read(ConsumerRecord<String, byte[]> raw) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : raw.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), text(header.value()));
            }
        }
        String topic = headers.getOrDefault(DeadLetters.TOPIC, raw.topic());
        int partition = (int) number(headers.get(DeadLetters.PARTITION), raw.partition());
        long offset = number(headers.get(DeadLetters.OFFSET), raw.offset());
        String handler = headers.getOrDefault(DeadLetters.HANDLER, "unknown");
        String reason = headers.getOrDefault(DeadLetters.REASON, "the letter says no reason");
        Instant at = at(headers.get(DeadLetters.AT), raw.timestamp());
        String service = raw.topic().endsWith(SUFFIX)
                ? raw.topic().substring(0, raw.topic().length() - SUFFIX.length())
                : raw.topic();
        headers.keySet().removeIf(name -> name.startsWith(OWN));
        return new Letter(
                Ids.of("dead", service, topic, partition, offset, handler),
                account(raw.key()),
                service,
                topic,
                partition,
                offset,
                handler,
                clean(reason),
                raw.key(),
                headers,
                raw.value(),
                at,
                null,
                null,
                null);
    }

    /** The key's tenant; empty where it names none, or the header names another. */
    public static Optional<String> tenant(ConsumerRecord<String, byte[]> raw) {
        String key = raw.key();
        int slash = key == null ? -1 : key.indexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        String tenant = key.substring(0, slash);
        Header said = raw.headers().lastHeader(Envelope.TENANT);
        boolean agrees = said == null || said.value() == null || tenant.equals(text(said.value()));
        return agrees ? Optional.of(tenant) : Optional.empty();
    }

    private static String account(String key) {
        int slash = key == null ? -1 : key.indexOf('/');
        return slash < 1 || slash == key.length() - 1 ? null : clean(key.substring(slash + 1));
    }

    private static long number(String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Instant at(String text, long otherwise) {
        try {
            return text == null ? Instant.ofEpochMilli(Math.max(0, otherwise)) : Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.ofEpochMilli(Math.max(0, otherwise));
        }
    }

    /** Postgres keeps no NUL in a text. */
    private static String clean(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static String text(byte[] bytes) {
        return clean(new String(bytes, StandardCharsets.UTF_8));
    }
}
