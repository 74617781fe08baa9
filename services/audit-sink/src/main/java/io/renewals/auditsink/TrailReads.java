package io.renewals.auditsink;

import io.renewals.auditsink.SealEvents.ChainHead;
import io.renewals.schemas.audit.ChainHash;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Fact;
import io.renewals.schemas.audit.Sealed;
import io.renewals.schemas.audit.SignedHead;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;

/** What is read of the trail; never more than one page in memory, each page a transaction of its own. */
@ApplicationScoped
public class TrailReads {
    private static final int STRETCH = 500;
    private static final String SELECT =
            """
            select e.tenant, e.sequence, e.recorded_at, e.account, e.offer_id, e.topic, e.partition, e.record_offset, e.event_id,
              e.event_type, e.source, e.occurred_at, e.decoded, e.content_digest, e.previous_hash, e.hash,
              c.salt, c.payload_sha256, c.headers, c.body
            from entry e join content c on c.tenant = e.tenant and c.sequence = e.sequence
            where e.tenant = :tenant""";

    private final Transactions transactions;

    @Inject
    public TrailReads(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What to look for; a null or blank part asks for anything.
     *
     * @param from first instant, by when it happened
     * @param until first instant no longer
     */
    record Filter(String account, String offer, String type, Instant from, Instant until) {
        static final Filter ANY = new Filter(null, null, null, null, null);

        private String conditions() {
            return (given(account) ? " and e.account = :account" : "")
                    + (given(offer) ? " and e.offer_id = :offer" : "")
                    + (given(type) ? " and e.topic = :type" : "")
                    + (from != null ? " and e.occurred_at >= :from" : "")
                    + (until != null ? " and e.occurred_at < :until" : "");
        }

        private Query bindTo(Query query) {
            if (given(account)) {
                query.bind("account", account);
            }
            if (given(offer)) {
                query.bind("offer", offer);
            }
            if (given(type)) {
                query.bind("type", type);
            }
            if (from != null) {
                query.bind("from", TrailRows.utc(from));
            }
            return until == null ? query : query.bind("until", TrailRows.utc(until));
        }

        private static boolean given(String text) {
            return text != null && !text.isBlank();
        }
    }

    /** Newest first. @param before sequence to go on below; {@code Long.MAX_VALUE} for the newest */
    List<Sealed> newest(String tenant, Filter filter, long before, int limit) {
        return page(tenant, filter, " and e.sequence < :key order by e.sequence desc limit :limit", before, limit);
    }

    /** Oldest first. @param after sequence to go on above; 0 for the oldest */
    List<Sealed> oldest(String tenant, Filter filter, long after, int limit) {
        return page(tenant, filter, " and e.sequence > :key order by e.sequence limit :limit", after, limit);
    }

    /** Every match up to a sequence, oldest first, in constant memory. */
    void each(String tenant, Filter filter, long upTo, Consumer<Sealed> reader) {
        long after = 0;
        while (true) {
            List<Sealed> stretch = oldest(tenant, filter, after, STRETCH);
            for (Sealed entry : stretch) {
                if (entry.sequence() > upTo) {
                    return;
                }
                reader.accept(entry);
            }
            if (stretch.size() < STRETCH) {
                return;
            }
            after = stretch.getLast().sequence();
        }
    }

    Optional<Sealed> one(String tenant, long sequence) {
        return oldest(tenant, Filter.ANY, sequence - 1, 1).stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst();
    }

    /** Where the chain ends now. */
    ChainHead head(String tenant) {
        return transactions.inTenant(tenant, work -> head(work).orElse(new ChainHead(0, ChainHash.START, 0)));
    }

    static Optional<ChainHead> head(Work work) {
        return work.db()
                .createQuery("select sequence, hash from chain_head where tenant = :tenant")
                .bind("tenant", work.tenant())
                .map((row, context) -> new ChainHead(row.getLong(1), Digests.hex(row.getBytes(2)), 0))
                .findOne();
    }

    /** The last entry itself, whatever the head says. */
    static ChainHead lastEntry(Work work) {
        return work.db()
                .createQuery("select sequence, hash from entry where tenant = :tenant order by sequence desc limit 1")
                .bind("tenant", work.tenant())
                .map((row, context) -> new ChainHead(row.getLong(1), Digests.hex(row.getBytes(2)), 0))
                .findOne()
                .orElse(new ChainHead(0, ChainHash.START, 0));
    }

    /** The newest signature that is kept. */
    Optional<SignedHead> lastSigned(String tenant) {
        return transactions.inTenant(tenant, work -> work.db()
                .createQuery("select tenant, sequence, hash, signed_at, public_key, signature from signed_head"
                        + " where tenant = :tenant order by sequence desc, signed_at desc limit 1")
                .bind("tenant", tenant)
                .map((row, context) -> new SignedHead(
                        row.getString(1),
                        row.getLong(2),
                        Digests.hex(row.getBytes(3)),
                        instant(row, 4),
                        row.getString(5),
                        row.getString(6)))
                .findOne());
    }

    private List<Sealed> page(String tenant, Filter filter, String tail, long key, int limit) {
        return transactions.inTenant(
                tenant, work -> filter.bindTo(work.db().createQuery(SELECT + filter.conditions() + tail))
                        .bind("tenant", tenant)
                        .bind("key", key)
                        .bind("limit", limit)
                        .map((row, context) -> sealed(row))
                        .list());
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        Fact fact = new Fact(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                instant(row, 12),
                row.getBoolean(13));
        byte[] salt = row.getBytes(17);
        Optional<Content> content = salt == null
                ? Optional.empty()
                : Optional.of(new Content(
                        Digests.hex(salt), Digests.hex(row.getBytes(18)), row.getString(19), row.getString(20)));
        return new Sealed(
                row.getString(1),
                row.getLong(2),
                instant(row, 3),
                fact,
                Digests.hex(row.getBytes(14)),
                content,
                Digests.hex(row.getBytes(15)),
                Digests.hex(row.getBytes(16)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
