package io.renewals.store;

import io.renewals.messaging.Codec;
import io.renewals.messaging.Outgoing;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;

/** One transaction of one tenant: its connection, its time, and what it publishes when it commits. */
public final class Work {
    private final String tenant;
    private final Handle handle;
    private final Codec codec;
    private final Instant now;
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final Map<String, String> traceparents = new HashMap<>();

    Work(String tenant, Handle handle, Codec codec, Clock clock) {
        this.tenant = tenant;
        this.handle = handle;
        this.codec = codec;
        this.now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public String tenant() {
        return tenant;
    }

    /** The transaction's connection. Never committed or closed by the caller. */
    public Handle db() {
        return handle;
    }

    /** The clock when the transaction began, UTC, microseconds. */
    public Instant now() {
        return now;
    }

    /**
     * Publishes after the commit, in the order of calls. The event's id is derived from the body's {@code causationId}, the topic
     * and the step; key and tenant come from the body.
     */
    public void publish(String topic, String step, SpecificRecord body) {
        String cause =
                String.valueOf(body.get(body.getSchema().getField("causationId").pos()));
        outgoing.add(checked(codec.encode(topic, step, body, now, traceparents.get(cause))));
    }

    /** An event with a key or id of its own rules (tenant/version, tenant/sequence). */
    public void publish(String topic, String key, String id, SpecificRecord body) {
        outgoing.add(checked(codec.encode(topic, key, id, body, now, null)));
    }

    /** Names the trace of an event that this transaction goes on from; the inbox does it by itself. */
    public void causedBy(String eventId, String traceparent) {
        if (traceparent != null) {
            traceparents.put(eventId, traceparent);
        }
    }

    private Outgoing checked(Outgoing event) {
        if (!tenant.equals(event.tenant())) {
            throw new IllegalStateException(
                    "event of tenant " + event.tenant() + " published in a transaction of tenant " + tenant);
        }
        return event;
    }

    /** Last in the transaction, after the row locks of what changed: ids then follow the order of the changes per key. */
    boolean writeOutbox() {
        if (outgoing.isEmpty()) {
            return false;
        }
        String sql =
                "insert into outbox (tenant, topic, key, headers, payload, created_at) values (?, ?, ?, ?::jsonb, ?, ?)";
        try (PreparedStatement insert = handle.getConnection().prepareStatement(sql)) {
            for (Outgoing event : outgoing) {
                insert.setString(1, event.tenant());
                insert.setString(2, event.topic());
                insert.setString(3, event.key());
                insert.setString(4, HeadersJson.write(event.headers()));
                insert.setBytes(5, event.payload());
                insert.setTimestamp(6, Timestamp.from(now));
                insert.addBatch();
            }
            insert.executeBatch();
            return true;
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }
}
