package io.renewals.store;

import io.renewals.messaging.Received;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The inbox table, a batch at a time: one insert whatever the size. */
final class InboxRows {
    private static final String INSERT =
            """
            insert into inbox (tenant, handler, ce_source, ce_id, payload_hash, received_at)
            select ?, ?, source, id, hash, ? from unnest(?, ?, ?) as event (source, id, hash)
            on conflict do nothing returning ce_source, ce_id""";
    private static final String KNOWN =
            """
            select payload_hash from inbox where tenant = ? and handler = ? and ce_source = ? and ce_id = ?""";

    private InboxRows() {}

    /** Inserts what is new and gives it back, in order; what is known with the same bytes is left out. */
    static <T extends SpecificRecord> List<Received<T>> insertFresh(
            Work work, String handler, List<Received<T>> events) {
        Map<String, Received<T>> distinct = new LinkedHashMap<>();
        Map<String, byte[]> hashes = new HashMap<>();
        for (Received<T> event : events) {
            String id = identity(event.envelope().source(), event.id());
            byte[] hash = hash(event.raw().value());
            byte[] before = hashes.putIfAbsent(id, hash);
            if (before != null && !MessageDigest.isEqual(before, hash)) {
                throw Inbox.otherBytes(event);
            }
            distinct.putIfAbsent(id, event);
        }
        Connection connection = work.db().getConnection();
        try {
            List<String> inserted = insert(connection, work, handler, distinct, hashes);
            if (inserted.size() == distinct.size()) {
                return new ArrayList<>(distinct.values());
            }
            Map<String, Received<T>> known = new LinkedHashMap<>(distinct);
            inserted.forEach(known::remove);
            for (Map.Entry<String, Received<T>> event : known.entrySet()) {
                refuseOtherBytes(connection, work, handler, event.getValue(), hashes.get(event.getKey()));
            }
            distinct.keySet().removeAll(known.keySet());
            return new ArrayList<>(distinct.values());
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    private static <T extends SpecificRecord> List<String> insert(
            Connection connection,
            Work work,
            String handler,
            Map<String, Received<T>> events,
            Map<String, byte[]> hashes)
            throws SQLException {
        List<String> inserted = new ArrayList<>();
        Array sources = connection.createArrayOf(
                "text",
                events.values().stream().map(event -> event.envelope().source()).toArray());
        Array ids = connection.createArrayOf(
                "text", events.values().stream().map(Received::id).toArray());
        Array payloads = connection.createArrayOf(
                "bytea", events.keySet().stream().map(hashes::get).toArray(byte[][]::new));
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, work.tenant());
            insert.setString(2, handler);
            insert.setTimestamp(3, Timestamp.from(work.now()));
            insert.setArray(4, sources);
            insert.setArray(5, ids);
            insert.setArray(6, payloads);
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    inserted.add(identity(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return inserted;
    }

    private static void refuseOtherBytes(
            Connection connection, Work work, String handler, Received<?> event, byte[] hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, work.tenant());
            select.setString(2, handler);
            select.setString(3, event.envelope().source());
            select.setString(4, event.id());
            try (ResultSet rows = select.executeQuery()) {
                if (rows.next() && !MessageDigest.isEqual(rows.getBytes(1), hash)) {
                    throw Inbox.otherBytes(event);
                }
            }
        }
    }

    private static String identity(String source, String id) {
        return source + '\u001f' + id;
    }

    private static byte[] hash(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
