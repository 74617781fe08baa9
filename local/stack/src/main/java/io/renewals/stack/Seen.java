package io.renewals.stack;

import java.util.Map;

/**
 * A record read from a topic by a test.
 *
 * @param value decoded, or the bytes themselves
 * @param headers as text; the last one where a name occurs twice
 * @param bytes the value as it stands in the topic; null for a tombstone
 */
public record Seen<T>(
        String topic, int partition, long offset, String key, T value, Map<String, String> headers, byte[] bytes) {}
