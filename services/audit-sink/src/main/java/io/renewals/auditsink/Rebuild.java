package io.renewals.auditsink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.auditsink.SealEvents.ChainHead;
import io.renewals.events.AuditEntry;
import io.renewals.messaging.Codec;
import io.renewals.messaging.Patience;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Retriable;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.ChainVerifier;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Sealed;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to {@code audit.entry}: after they were emptied, lost or restored from an old copy. The topic's entries are
 * staged first, for they come out of order, then verified and written in the order of their sequence; an entry that does not
 * follow from the one before ends it. Nothing is sealed meanwhile by this process; let no other replica run.
 *
 * <p>At the start the ends of topic and tables are compared, so that a chain is never begun again beside the one on the topic.
 */
@ApplicationScoped
public class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    private static final int STRETCH = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final AuditConfig config;
    private final EntryTopic topic;
    private final Transactions transactions;
    private final SealEvents sealing;
    private final Codec codec;
    private final Patience patience;
    private volatile boolean checked;
    private Thread check;

    @Inject
    public Rebuild(
            AuditConfig config,
            EntryTopic topic,
            Transactions transactions,
            SealEvents sealing,
            Codec codec,
            Patience patience) {
        this.config = config;
        this.topic = topic;
        this.transactions = transactions;
        this.sealing = sealing;
        this.codec = codec;
        this.patience = patience;
    }

    /** @param sequence where the chain ends now @param added entries written by this rebuild */
    public record Rebuilt(String tenant, long sequence, String hash, long added) {}

    /** The topic's chain is not one: nothing was written from {@code sequence} on. */
    static final class BrokenTopic extends RuntimeException {
        BrokenTopic(String tenant, long sequence, String reason) {
            super("the chain of tenant " + tenant + " on " + Topics.AUDIT_ENTRY + " breaks at " + sequence + ": "
                    + reason);
        }
    }

    void start(@Observes StartupEvent event) {
        check = Thread.ofPlatform().name("trail-check").daemon().start(() -> {
            try {
                patience.untilDone("trail-check", this::checkEnds);
                checked = true;
            } catch (RuntimeException e) {
                LOG.error("nothing is sealed until a rebuild by a person has worked", e);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (check != null) {
            check.interrupt();
        }
    }

    /** @throws Retriable until topic and tables have been compared */
    void requireChecked() {
        if (!checked) {
            throw new Retriable("the tables are not compared with " + Topics.AUDIT_ENTRY + " yet");
        }
    }

    private void checkEnds() {
        Set<String> behind = new HashSet<>();
        topic.newestSequences().forEach((tenant, newest) -> {
            if (newest
                    > transactions.inTenant(
                            tenant, work -> TrailReads.lastEntry(work).sequence())) {
                behind.add(tenant);
            }
        });
        if (config.rebuildAtStart() || !behind.isEmpty()) {
            LOG.infof("rebuilding tenants=%s", config.rebuildAtStart() ? "all" : behind);
            rebuild(tenant -> true);
        }
    }

    /**
     * One tenant's chain.
     *
     * @throws BrokenTopic where the topic's entries are no chain
     */
    Rebuilt rebuild(String tenant) {
        Rebuilt done = rebuild(tenant::equals).getOrDefault(tenant, new Rebuilt(tenant, 0, "", 0));
        checked = true;
        return done;
    }

    private Map<String, Rebuilt> rebuild(Predicate<String> wanted) {
        return sealing.whileNothingIsSealed(() -> {
            Set<String> tenants = new HashSet<>();
            topic.all(polled -> stage(polled, wanted, tenants));
            Map<String, Rebuilt> done = new TreeMap<>();
            for (String tenant : tenants) {
                done.put(tenant, unstage(tenant));
                LOG.infof("rebuilt %s", done.get(tenant));
            }
            return done;
        });
    }

    private void stage(ConsumerRecords<String, byte[]> polled, Predicate<String> wanted, Set<String> tenants) {
        Map<String, Map<Long, byte[]>> byTenant = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            Optional<EntryKey> key = EntryKey.of(record.key()).filter(found -> wanted.test(found.tenant()));
            if (key.isPresent() && record.value() != null) {
                byTenant.computeIfAbsent(key.get().tenant(), tenant -> new HashMap<>())
                        .put(key.get().sequence(), record.value());
            }
        }
        byTenant.forEach((tenant, entries) -> {
            boolean first = tenants.add(tenant);
            transactions.useTenant(tenant, work -> stage(work, entries, first));
        });
    }

    private static void stage(Work work, Map<Long, byte[]> entries, boolean first) {
        if (first) {
            work.db().execute("delete from staged_entry where tenant = ?", work.tenant());
        }
        String sql = "insert into staged_entry (tenant, sequence, payload) values (?, ?, ?)"
                + " on conflict (tenant, sequence) do update set payload = excluded.payload";
        try (PreparedStatement insert = work.db().getConnection().prepareStatement(sql)) {
            for (Map.Entry<Long, byte[]> entry : entries.entrySet()) {
                insert.setString(1, work.tenant());
                insert.setLong(2, entry.getKey());
                insert.setBytes(3, entry.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw TrailRows.failed(e);
        }
    }

    private Rebuilt unstage(String tenant) {
        ChainHead end = transactions.inTenant(tenant, TrailReads::lastEntry);
        long added = 0;
        while (true) {
            ChainHead from = end;
            ChainHead to = transactions.inTenant(tenant, work -> unstage(work, from));
            added += to.added();
            if (to.added() == 0) {
                break;
            }
            end = to;
        }
        transactions.useTenant(
                tenant, work -> work.db().execute("delete from staged_entry where tenant = ?", work.tenant()));
        return new Rebuilt(tenant, end.sequence(), end.hash(), added);
    }

    private ChainHead unstage(Work work, ChainHead from) {
        ChainHead head = TrailRows.lockHead(work);
        List<Sealed> entries = staged(work, from.sequence());
        if (entries.isEmpty()) {
            if (head.sequence() > from.sequence()) {
                throw new BrokenTopic(
                        work.tenant(), from.sequence() + 1, "it ends there, the head is at " + head.sequence());
            }
            return new ChainHead(from.sequence(), from.hash(), 0);
        }
        ChainVerifier verifier = ChainVerifier.behind(work.tenant(), from.sequence(), from.hash());
        List<byte[]> fingerprints = new ArrayList<>(entries.size());
        for (Sealed entry : entries) {
            verifier.next(entry).ifPresent(broken -> {
                throw new BrokenTopic(work.tenant(), broken.sequence(), broken.reason());
            });
            if (entry.sequence() == head.sequence() && !entry.hash().equals(head.hash())) {
                throw new BrokenTopic(work.tenant(), entry.sequence(), "the head here has another hash");
            }
            fingerprints.add(fingerprint(entry));
        }
        TrailRows.insert(work, entries, fingerprints);
        Sealed last = entries.getLast();
        TrailRows.moveHead(work, last.sequence(), last.hash());
        return new ChainHead(last.sequence(), last.hash(), entries.size());
    }

    private List<Sealed> staged(Work work, long after) {
        return work
                .db()
                .createQuery("select payload from staged_entry where tenant = :tenant and sequence > :after"
                        + " order by sequence limit " + STRETCH)
                .bind("tenant", work.tenant())
                .bind("after", after)
                .map((row, context) -> row.getBytes(1))
                .list()
                .stream()
                .map(payload -> entry(work.tenant(), after, payload))
                .toList();
    }

    private Sealed entry(String tenant, long after, byte[] payload) {
        try {
            if (codec.body(Topics.AUDIT_ENTRY, payload) instanceof AuditEntry event) {
                return EntryEvents.fromEvent(event);
            }
            throw new BrokenTopic(tenant, after + 1, "it or an entry soon after it is another record");
        } catch (Poison e) {
            throw new BrokenTopic(tenant, after + 1, "it or an entry soon after it can't be read: " + e.getMessage());
        }
    }

    private static byte[] fingerprint(Sealed entry) {
        return entry.content()
                .map(content -> Identity.of(entry.fact(), headers(content), content.payloadSha256()))
                .orElseGet(() -> Identity.ofPlace(entry.fact()));
    }

    private static Map<String, String> headers(Content content) {
        try {
            return JSON.readValue(content.headers(), TEXTS);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
