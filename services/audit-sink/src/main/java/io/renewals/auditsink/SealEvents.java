package io.renewals.auditsink;

import io.micrometer.core.instrument.MeterRegistry;
import io.renewals.messaging.Ids;
import io.renewals.messaging.Retriable;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.ChainHash;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Sealed;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Gives events their place: under the lock of the tenant's chain head the unknown ones get sequence and hash, are written, and
 * leave for {@code audit.entry} by the outbox, all in one transaction.
 */
@ApplicationScoped
public class SealEvents {
    private static final int SALT_BYTES = 32;

    private final Transactions transactions;
    private final MeterRegistry meters;
    private final SecureRandom random = new SecureRandom();
    /** How far this process has seen each chain: one that is shorter now was emptied behind its back. */
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    private final ReadWriteLock rebuilding = new ReentrantReadWriteLock(true);

    @Inject
    public SealEvents(Transactions transactions, MeterRegistry meters) {
        this.transactions = transactions;
        this.meters = meters;
    }

    /**
     * @return how many of them were not known yet
     * @throws Retriable while the database is away or the chain waits for its rebuild
     */
    int seal(String tenant, List<Arrival> arrivals) {
        rebuilding.readLock().lock();
        try {
            ChainHead head = transactions.inTenant(tenant, work -> seal(work, arrivals));
            seen.merge(tenant, head.sequence(), Math::max);
            return head.added();
        } finally {
            rebuilding.readLock().unlock();
        }
    }

    /** Runs while nothing is sealed by this process. */
    <R> R whileNothingIsSealed(java.util.function.Supplier<R> work) {
        rebuilding.writeLock().lock();
        try {
            return work.get();
        } finally {
            rebuilding.writeLock().unlock();
        }
    }

    private ChainHead seal(Work work, List<Arrival> arrivals) {
        ChainHead head = TrailRows.lockHead(work);
        if (head.sequence() < seen.getOrDefault(work.tenant(), 0L)) {
            throw new Retriable("the chain of tenant " + work.tenant() + " ends at " + head.sequence() + " and was at "
                    + seen.get(work.tenant()) + ": rebuild it from " + Topics.AUDIT_ENTRY);
        }
        List<Arrival> fresh = fresh(work, arrivals);
        meters.counter("renewals.audit.known").increment(arrivals.size() - fresh.size());
        if (fresh.isEmpty()) {
            return head;
        }
        List<Sealed> entries = chained(work, head, fresh);
        TrailRows.insert(work, entries, fresh.stream().map(Arrival::identity).toList());
        Sealed last = entries.getLast();
        TrailRows.moveHead(work, last.sequence(), last.hash());
        for (Sealed entry : entries) {
            publish(work, entry);
        }
        meters.counter("renewals.audit.sealed").increment(entries.size());
        return new ChainHead(last.sequence(), last.hash(), entries.size());
    }

    static void publish(Work work, Sealed entry) {
        String key = entry.tenant() + "/" + entry.sequence();
        work.publish(
                Topics.AUDIT_ENTRY,
                key,
                Ids.of(key, entry.hash(), entry.content().isPresent()),
                EntryEvents.toEvent(entry));
    }

    /** One of each, in order, without those that are in the trail. */
    private static List<Arrival> fresh(Work work, List<Arrival> arrivals) {
        Map<String, Arrival> distinct = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            distinct.putIfAbsent(Digests.hex(arrival.identity()), arrival);
        }
        List<byte[]> asked = new ArrayList<>(2 * distinct.size());
        for (Arrival arrival : distinct.values()) {
            asked.add(arrival.identity());
            asked.add(arrival.place());
        }
        Set<String> known = TrailRows.knownFingerprints(work, asked);
        if (!known.isEmpty()) {
            distinct.values()
                    .removeIf(arrival -> known.contains(Digests.hex(arrival.identity()))
                            || known.contains(Digests.hex(arrival.place())));
        }
        return new ArrayList<>(distinct.values());
    }

    private List<Sealed> chained(Work work, ChainHead head, List<Arrival> fresh) {
        List<Sealed> entries = new ArrayList<>(fresh.size());
        String previous = head.hash();
        long sequence = head.sequence();
        byte[] salt = new byte[SALT_BYTES];
        for (Arrival arrival : fresh) {
            random.nextBytes(salt);
            Content content = new Content(
                    Digests.hex(salt), Digests.hex(arrival.payloadSha256()), arrival.headers(), arrival.body());
            Sealed entry = Sealed.after(previous, work.tenant(), ++sequence, work.now(), arrival.fact(), content);
            entries.add(entry);
            previous = entry.hash();
        }
        return entries;
    }

    /**
     * @param hash {@link ChainHash#START} while the chain is empty
     * @param added by the call that gave it
     */
    record ChainHead(long sequence, String hash, int added) {}
}
