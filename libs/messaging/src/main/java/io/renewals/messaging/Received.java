package io.renewals.messaging;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One event, decoded and checked: key, header and body agree on the tenant.
 *
 * @param raw as it came, for dead letters and hashes
 */
public record Received<T extends SpecificRecord>(
        Envelope envelope, String tenant, String key, T body, ConsumerRecord<String, byte[]> raw) {

    public String id() {
        return envelope.id();
    }
}
