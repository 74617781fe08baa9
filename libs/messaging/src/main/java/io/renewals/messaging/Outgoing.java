package io.renewals.messaging;

import java.util.Map;

/**
 * An event ready for the wire.
 *
 * @param headers CloudEvents and trace headers
 * @param payload Confluent wire format
 */
public record Outgoing(String tenant, String topic, String key, Map<String, String> headers, byte[] payload) {}
