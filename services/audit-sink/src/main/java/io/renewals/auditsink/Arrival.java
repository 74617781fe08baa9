package io.renewals.auditsink;

import io.renewals.schemas.audit.Fact;

/**
 * A record as it came, read as far as it can be, before it has its place in a chain.
 *
 * @param identity SHA-256 over what makes it this event and no other, bytes included; the same for a redelivery
 * @param place SHA-256 over topic, partition and offset; stands for the identity where the content was erased
 */
record Arrival(
        String tenant, Fact fact, byte[] payloadSha256, String headers, String body, byte[] identity, byte[] place) {}
