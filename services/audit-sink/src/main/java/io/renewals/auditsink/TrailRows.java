package io.renewals.auditsink;

import io.renewals.auditsink.SealEvents.ChainHead;
import io.renewals.schemas.audit.ChainHash;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Fact;
import io.renewals.schemas.audit.Sealed;
import io.renewals.schemas.audit.SignedHead;
import io.renewals.store.Work;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What is written to the trail's tables; each call inside the transaction of one tenant. */
final class TrailRows {
    private static final String INSERT_ENTRY =
            """
            insert into entry (tenant, sequence, account, offer_id, topic, partition, record_offset, event_id, event_type, source,
              occurred_at, recorded_at, decoded, content_digest, previous_hash, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_CONTENT =
            """
            insert into content (tenant, sequence, salt, payload_sha256, headers, body, fingerprint) values (?, ?, ?, ?, ?, ?, ?)""";

    private TrailRows() {}

    /** The head, held until the transaction ends; made where the tenant is new. */
    static ChainHead lockHead(Work work) {
        Optional<ChainHead> there = headForUpdate(work);
        if (there.isPresent()) {
            return there.get();
        }
        work.db()
                .createUpdate(
                        "insert into chain_head (tenant, sequence, hash, sealed_at) values (:tenant, 0, :hash, :now)"
                                + " on conflict do nothing")
                .bind("tenant", work.tenant())
                .bind("hash", Digests.bytes(ChainHash.START))
                .bind("now", utc(work.now()))
                .execute();
        return headForUpdate(work).orElseThrow();
    }

    private static Optional<ChainHead> headForUpdate(Work work) {
        return work.db()
                .createQuery("select sequence, hash from chain_head where tenant = :tenant for update")
                .bind("tenant", work.tenant())
                .map((row, context) -> new ChainHead(row.getLong(1), Digests.hex(row.getBytes(2)), 0))
                .findOne();
    }

    static void moveHead(Work work, long sequence, String hash) {
        work.db()
                .createUpdate("update chain_head set sequence = :sequence, hash = :hash, sealed_at = :now"
                        + " where tenant = :tenant and sequence <= :sequence")
                .bind("sequence", sequence)
                .bind("hash", Digests.bytes(hash))
                .bind("now", utc(work.now()))
                .bind("tenant", work.tenant())
                .execute();
    }

    /** Those of the fingerprints that are in the trail, hex. */
    static Set<String> knownFingerprints(Work work, List<byte[]> asked) {
        Connection connection = work.db().getConnection();
        try (PreparedStatement select = connection.prepareStatement(
                "select fingerprint from content where tenant = ? and fingerprint = any (?)")) {
            Array all = connection.createArrayOf("bytea", asked.toArray(byte[][]::new));
            select.setString(1, work.tenant());
            select.setArray(2, all);
            Set<String> known = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(Digests.hex(rows.getBytes(1)));
                }
            }
            return known;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** @param fingerprints of the entries, in their order */
    static void insert(Work work, List<Sealed> entries, List<byte[]> fingerprints) {
        Connection connection = work.db().getConnection();
        try (PreparedStatement entryRow = connection.prepareStatement(INSERT_ENTRY);
                PreparedStatement contentRow = connection.prepareStatement(INSERT_CONTENT)) {
            for (int i = 0; i < entries.size(); i++) {
                bind(entryRow, entries.get(i));
                entryRow.addBatch();
                bind(contentRow, entries.get(i), fingerprints.get(i));
                contentRow.addBatch();
            }
            entryRow.executeBatch();
            contentRow.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static void insert(Work work, SignedHead head) {
        work.db()
                .createUpdate("insert into signed_head (tenant, sequence, hash, signed_at, public_key, signature)"
                        + " values (:tenant, :sequence, :hash, :at, :key, :signature) on conflict do nothing")
                .bind("tenant", head.tenant())
                .bind("sequence", head.sequence())
                .bind("hash", Digests.bytes(head.hash()))
                .bind("at", utc(head.at()))
                .bind("key", head.publicKey())
                .bind("signature", head.signature())
                .execute();
    }

    /** Takes salt, digest, headers and body of an entry away for good. */
    static void erase(Work work, Sealed entry) {
        work.db()
                .createUpdate("update content set salt = null, payload_sha256 = null, headers = null, body = null,"
                        + " fingerprint = :place where tenant = :tenant and sequence = :sequence")
                .bind("place", Identity.ofPlace(entry.fact()))
                .bind("tenant", work.tenant())
                .bind("sequence", entry.sequence())
                .execute();
    }

    private static void bind(PreparedStatement row, Sealed entry) throws SQLException {
        Fact fact = entry.fact();
        row.setString(1, entry.tenant());
        row.setLong(2, entry.sequence());
        row.setString(3, fact.account());
        row.setString(4, fact.offerId());
        row.setString(5, fact.topic());
        row.setInt(6, fact.partition());
        row.setLong(7, fact.offset());
        row.setString(8, fact.eventId());
        row.setString(9, fact.eventType());
        row.setString(10, fact.source());
        row.setObject(11, utc(fact.occurredAt()));
        row.setObject(12, utc(entry.recordedAt()));
        row.setBoolean(13, fact.decoded());
        row.setBytes(14, Digests.bytes(entry.contentDigest()));
        row.setBytes(15, Digests.bytes(entry.previousHash()));
        row.setBytes(16, Digests.bytes(entry.hash()));
    }

    private static void bind(PreparedStatement row, Sealed entry, byte[] fingerprint) throws SQLException {
        Content content = entry.content().orElse(null);
        row.setString(1, entry.tenant());
        row.setLong(2, entry.sequence());
        row.setBytes(3, content == null ? null : Digests.bytes(content.salt()));
        row.setBytes(4, content == null ? null : Digests.bytes(content.payloadSha256()));
        row.setString(5, content == null ? null : content.headers());
        row.setString(6, content == null ? null : content.body());
        row.setBytes(7, fingerprint);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** As the store's transactions tell passing failures from lasting ones: by its SQLState. */
    static UnableToExecuteStatementException failed(SQLException e) {
        return new UnableToExecuteStatementException(e.getMessage(), e, null);
    }
}
