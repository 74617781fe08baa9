package io.renewals.schemas.audit;

import java.time.Instant;

/**
 * What is known of a recorded event beside its content: where it stood and what it was about.
 *
 * @param account account id; empty where it is about none
 * @param offerId null where it is about no offer
 * @param topic as on the broker
 * @param offset absolute, of the partition
 * @param eventId ce_id; empty where the header was missing
 * @param eventType ce_type, else the record's full name; empty where neither is known
 * @param source ce_source; empty where the header was missing
 * @param occurredAt ce_time, microseconds; the broker's time where the header was missing or unreadable
 * @param decoded false: the bytes could not be read, the content's body is base64
 */
public record Fact(
        String account,
        String offerId,
        String topic,
        int partition,
        long offset,
        String eventId,
        String eventType,
        String source,
        Instant occurredAt,
        boolean decoded) {}
