package io.renewals.messaging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents attributes in binary mode, as Kafka headers.
 *
 * @param id unique per source
 * @param source who published it, for example {@code /registry}
 * @param type full name of the record
 * @param time when it happened, UTC; a stateless handler's "now"
 * @param tenant must agree with key and body
 * @param traceparent W3C trace context; null: none
 */
public record Envelope(String id, String source, String type, Instant time, String tenant, String traceparent) {
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String TENANT = "ce_tenant";
    public static final String SPECVERSION = "ce_specversion";
    public static final String TRACEPARENT = "traceparent";

    /** @throws Poison naming the header that is missing or unreadable */
    public static Envelope read(Headers headers) {
        String time = required(headers, TIME);
        try {
            return new Envelope(
                    required(headers, ID),
                    required(headers, SOURCE),
                    required(headers, TYPE),
                    Instant.parse(time),
                    required(headers, TENANT),
                    text(headers, TRACEPARENT));
        } catch (DateTimeException e) {
            throw new Poison(
                    "header " + TIME + " is '" + time + "': send an RFC 3339 instant such as 2026-05-04T06:00:00Z", e);
        }
    }

    /** Header names and values in a fixed order. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPECVERSION, "1.0");
        headers.put(ID, id);
        headers.put(SOURCE, source);
        headers.put(TYPE, type);
        headers.put(TIME, time.toString());
        headers.put(TENANT, tenant);
        headers.put("content-type", "application/avro");
        if (traceparent != null) {
            headers.put(TRACEPARENT, traceparent);
        }
        return headers;
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null || value.isBlank()) {
            throw new Poison("header " + name + " is missing: every event carries CloudEvents headers in binary mode");
        }
        return value;
    }

    static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
