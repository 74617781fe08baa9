package io.renewals.registry.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Dead letters, as long as the book is kept. */
public final class AttentionRows {
    /** Tenant of letters whose key names no tenant of this installation. */
    public static final String UNASSIGNED = "-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private AttentionRows() {}

    /**
     * @param letterId the same for the same record, place and handler
     * @param account null: the key names none
     * @param headers of the original, those about the dead letter left out
     * @param payload of the original; null: it had none
     * @param settledAs replayed or dismissed; null: open
     */
    public record Letter(
            String letterId,
            String account,
            String service,
            String topic,
            int partition,
            long offset,
            String handler,
            String reason,
            String key,
            Map<String, String> headers,
            byte[] payload,
            Instant deadAt,
            String settledAs,
            String settledBy,
            Instant settledAt) {
        public boolean isOpen() {
            return settledAs == null;
        }

        public int bytes() {
            return payload == null ? 0 : payload.length;
        }
    }

    public static void keep(Handle db, String tenant, List<Letter> letters) {
        PreparedBatch batch = db.prepareBatch(
                """
                insert into attention (tenant, letter_id, account, service, source_topic, source_partition, source_offset, handler,
                  reason, record_key, headers, payload, dead_at)
                values (:tenant, :id, :account, :service, :topic, :partition, :offset, :handler, :reason, :key,
                  cast(:headers as jsonb), :payload, :at) on conflict do nothing""");
        for (Letter letter : letters) {
            batch.bind("tenant", tenant)
                    .bind("id", letter.letterId())
                    .bind("account", letter.account())
                    .bind("service", letter.service())
                    .bind("topic", letter.topic())
                    .bind("partition", letter.partition())
                    .bind("offset", letter.offset())
                    .bind("handler", letter.handler())
                    .bind("reason", letter.reason())
                    .bind("key", letter.key() == null ? null : letter.key().replace('\u0000', '\uFFFD'))
                    .bind("headers", json(letter.headers()))
                    .bind("payload", letter.payload())
                    .bind("at", letter.deadAt())
                    .add();
        }
        batch.execute();
    }

    /** Open letters, the newest first, behind a position. @param after id of the last one seen; null: from the start */
    public static List<Letter> open(Handle db, String tenant, String after, int limit) {
        return db.createQuery(
                        """
                        select * from attention where tenant = :tenant and settled_at is null
                          and (cast(:after as text) is null or (dead_at, letter_id) < (
                            select dead_at, letter_id from attention where tenant = :tenant and letter_id = :after))
                        order by dead_at desc, letter_id desc limit :limit""")
                .bind("tenant", tenant)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    public static List<Letter> openOf(Handle db, String tenant, String account) {
        return db.createQuery(
                        """
                        select * from attention where tenant = :tenant and account = :account and settled_at is null
                        order by dead_at desc limit 50""")
                .bind("tenant", tenant)
                .bind("account", account)
                .map((row, context) -> read(row))
                .list();
    }

    public static Optional<Letter> find(Handle db, String tenant, String letterId) {
        return db.createQuery("select * from attention where tenant = :tenant and letter_id = :id")
                .bind("tenant", tenant)
                .bind("id", letterId)
                .map((row, context) -> read(row))
                .findFirst();
    }

    public static long countOpen(Handle db, String tenant) {
        return db.createQuery("select count(*) from attention where tenant = :tenant and settled_at is null")
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .one();
    }

    /** False: it was settled before. */
    public static boolean settle(Handle db, String tenant, String letterId, String as, String by, Instant at) {
        return db.createUpdate(
                                """
                        update attention set settled_as = :as, settled_by = :by, settled_at = :at
                        where tenant = :tenant and letter_id = :id and settled_at is null""")
                        .bind("as", as)
                        .bind("by", by)
                        .bind("at", at)
                        .bind("tenant", tenant)
                        .bind("id", letterId)
                        .execute()
                == 1;
    }

    private static Letter read(ResultSet row) throws SQLException {
        return new Letter(
                row.getString("letter_id"),
                row.getString("account"),
                row.getString("service"),
                row.getString("source_topic"),
                row.getInt("source_partition"),
                row.getLong("source_offset"),
                row.getString("handler"),
                row.getString("reason"),
                row.getString("record_key"),
                headers(row.getString("headers")),
                row.getBytes("payload"),
                AccountRows.instant(row, "dead_at"),
                row.getString("settled_as"),
                row.getString("settled_by"),
                AccountRows.instant(row, "settled_at"));
    }

    private static String json(Map<String, String> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
