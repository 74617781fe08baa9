package io.renewals.rulebookfeed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.renewals.events.RulebookPublished;
import io.renewals.messaging.Codec;
import io.renewals.messaging.CompactedReader;
import io.renewals.messaging.KafkaConnection;
import io.renewals.messaging.MessagingConfig;
import io.renewals.messaging.Patience;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Retriable;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.TenantZone;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import io.renewals.schemas.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The rulebooks of all tenants and versions. In force is the highest version; a rollback is a new version. */
@ApplicationScoped
public class Rulebooks implements TenantZone {
    private static final Logger LOG = Logger.getLogger(Rulebooks.class);

    private final MessagingConfig config;
    private final KafkaConnection connection;
    private final Codec codec;
    private final Patience patience;
    private final Duration unseen;
    private final Map<String, ConcurrentSkipListMap<Integer, Versioned>> byTenant = new ConcurrentHashMap<>();
    private final List<Consumer<Versioned>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private volatile CompactedReader reader;

    /** @param unseenSeconds how long an event waits for a version that is not here yet, before it is dead-lettered */
    @Inject
    public Rulebooks(
            MessagingConfig config,
            KafkaConnection connection,
            Codec codec,
            Patience patience,
            @ConfigProperty(name = "renewals.rulebooks.unseen-seconds", defaultValue = "30") int unseenSeconds) {
        this.config = config;
        this.connection = connection;
        this.codec = codec;
        this.patience = patience;
        this.unseen = Duration.ofSeconds(unseenSeconds);
    }

    /** A rulebook and its version. */
    public record Versioned(int version, Rulebook rulebook) {}

    /** Before the channels open: an event never meets a table that is still being read. */
    void start(@Observes @Priority(1) StartupEvent event) {
        reader = new CompactedReader(config, connection, Topics.RULEBOOK_PUBLISHED, this::hear);
    }

    void stop(@Observes ShutdownEvent event) {
        if (reader != null) {
            reader.close();
        }
    }

    public boolean isReady() {
        return reader != null && reader.isCaughtUp();
    }

    /** @throws Poison where the version does not arrive in time */
    public Rulebook at(String tenant, int version) {
        long deadline = System.nanoTime() + unseen.toNanos();
        lock.lock();
        try {
            while (true) {
                Versioned found = versions(tenant).get(version);
                if (found != null) {
                    return found.rulebook();
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 || !arrived.await(left, TimeUnit.NANOSECONDS)) {
                    throw new Poison("rulebook version " + version + " of tenant " + tenant + " was never published");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Poison("stopped while waiting for rulebook version " + version, e);
        } finally {
            lock.unlock();
        }
    }

    /** The newest of those heard so far, the one in force or one before it, that is so; empty: none ever was. Never waits. */
    public Optional<Rulebook> lastWith(String tenant, Predicate<Rulebook> wanted) {
        return versions(tenant).descendingMap().values().stream()
                .map(Versioned::rulebook)
                .filter(wanted)
                .findFirst();
    }

    /** The tenant's newest; empty: none was ever published. Waits for the first reading to end. */
    public Optional<Versioned> inForce(String tenant) {
        awaitReady();
        return Optional.ofNullable(versions(tenant).lastEntry()).map(Map.Entry::getValue);
    }

    /** Where the tenant's day begins; UTC before the first rulebook. */
    @Override
    public ZoneId zone(String tenant) {
        return inForce(tenant).map(rules -> rules.rulebook().zone()).orElse(ZoneOffset.UTC);
    }

    /** The tenants with a rulebook and what is in force for each. */
    public Map<String, Versioned> allInForce() {
        awaitReady();
        Map<String, Versioned> all = new TreeMap<>();
        byTenant.forEach(
                (tenant, versions) -> all.put(tenant, versions.lastEntry().getValue()));
        return all;
    }

    /** The tenant whose rulebook in force names this Slack workspace. */
    public Optional<Versioned> bySlackTeam(String teamId) {
        return allInForce().values().stream()
                .filter(each ->
                        each.rulebook().slackTeamId().filter(teamId::equals).isPresent())
                .findFirst();
    }

    /** Called for each rulebook from now on, on the reader's thread. */
    public void onPublished(Consumer<Versioned> listener) {
        listeners.add(listener);
    }

    private void awaitReady() {
        try {
            if (reader == null || !reader.awaitCaughtUp(unseen)) {
                throw new Retriable("rulebooks have not been read to the end yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Retriable("stopped while reading rulebooks", e);
        }
    }

    private ConcurrentSkipListMap<Integer, Versioned> versions(String tenant) {
        return byTenant.getOrDefault(tenant, new ConcurrentSkipListMap<>());
    }

    private void hear(ConsumerRecord<String, byte[]> raw) {
        RulebookPublished published =
                patience.untilDone("read-rulebook", () -> codec.decode(raw, RulebookPublished.class)
                        .body());
        switch (RulebookYaml.read(published.getYaml())) {
            case ReadResult.Parsed parsed -> keep(published, parsed.rulebook());
            case ReadResult.Refused refused ->
                LOG.errorf(
                        "rulebook skipped tenant=%s version=%d problems=%s",
                        published.getTenant(), published.getVersion(), refused.problems());
        }
    }

    private void keep(RulebookPublished published, Rulebook rulebook) {
        Versioned versioned = new Versioned(published.getVersion(), rulebook);
        lock.lock();
        try {
            byTenant.computeIfAbsent(published.getTenant(), tenant -> new ConcurrentSkipListMap<>())
                    .put(versioned.version(), versioned);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        new ArrayList<>(listeners).forEach(listener -> listener.accept(versioned));
    }
}
