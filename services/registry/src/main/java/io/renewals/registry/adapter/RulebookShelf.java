package io.renewals.registry.adapter;

import io.renewals.events.RulebookPublished;
import io.renewals.messaging.Ids;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** The rulebooks of a tenant, all versions; the highest is in force. A version never changes once published. */
@ApplicationScoped
public class RulebookShelf {
    private final Map<String, InForce> read = new ConcurrentHashMap<>();

    /** A version without its document. @param rolledBackTo the version whose document it took again; null: none */
    public record Version(
            int version,
            String sha256,
            String publishedBy,
            Instant publishedAt,
            String comment,
            Integer rolledBackTo) {}

    /** A version with its document. */
    public record Document(Version version, String yaml) {}

    public record InForce(int version, Rulebook rulebook) {}

    public Optional<InForce> inForce(Work work) {
        return work.db()
                .createQuery(
                        "select version, sha256 from rulebook where tenant = :tenant order by version desc limit 1")
                .bind("tenant", work.tenant())
                .map((row, context) -> Map.entry(row.getInt(1), row.getString(2)))
                .findFirst()
                .map(newest -> parsed(work, newest.getKey(), newest.getValue()));
    }

    /** @throws java.util.NoSuchElementException for a version that was never published */
    public InForce at(Work work, int version) {
        return parsed(
                work, version, document(work, version).orElseThrow().version().sha256());
    }

    /** The digest is part of the key: a publication that was rolled back leaves its number to another document. */
    private InForce parsed(Work work, int version, String sha256) {
        return read.computeIfAbsent(work.tenant() + "/" + version + "/" + sha256, key -> {
            String yaml = document(work, version).orElseThrow().yaml();
            return switch (RulebookYaml.read(yaml)) {
                case ReadResult.Parsed parsed -> new InForce(version, parsed.rulebook());
                case ReadResult.Refused refused ->
                    throw new IllegalStateException(
                            "rulebook " + key + " was published and can't be read: " + refused.problems());
            };
        });
    }

    public Optional<Document> document(Work work, int version) {
        return work.db()
                .createQuery("select * from rulebook where tenant = :tenant and version = :version")
                .bind("tenant", work.tenant())
                .bind("version", version)
                .map((row, context) -> new Document(version(row), row.getString("yaml")))
                .findFirst();
    }

    /** Newest first. */
    public List<Version> versions(Work work) {
        return work.db()
                .createQuery("select * from rulebook where tenant = :tenant order by version desc limit 500")
                .bind("tenant", work.tenant())
                .map((row, context) -> version(row))
                .list();
    }

    /**
     * Publishes the next version, in force with this transaction. One at a time per tenant.
     *
     * @param yaml checked
     */
    public Version publish(Work work, String yaml, String publishedBy, String comment, Integer rolledBackTo) {
        Handle db = work.db();
        db.createQuery("select 1 from (select pg_advisory_xact_lock(hashtext(:name))) as held")
                .bind("name", "registry.rulebook/" + work.tenant())
                .mapTo(Integer.class)
                .one();
        int next = db.createQuery("select coalesce(max(version), 0) + 1 from rulebook where tenant = :tenant")
                .bind("tenant", work.tenant())
                .mapTo(Integer.class)
                .one();
        String sha256 = Ids.sha256(yaml.getBytes(StandardCharsets.UTF_8));
        Version version = new Version(next, sha256, publishedBy, work.now(), comment, rolledBackTo);
        db.createUpdate(
                        """
                        insert into rulebook (tenant, version, yaml, sha256, published_by, published_at, comment, rolled_back_to)
                        values (:tenant, :version, :yaml, :sha256, :by, :at, :comment, :back)""")
                .bind("tenant", work.tenant())
                .bind("version", next)
                .bind("yaml", yaml)
                .bind("sha256", sha256)
                .bind("by", publishedBy)
                .bind("at", work.now())
                .bind("comment", comment)
                .bind("back", rolledBackTo)
                .execute();
        announce(work, version, yaml);
        return version;
    }

    /** ce_id of the announcement, and what the changes follow from that a new rulebook makes. */
    public static String eventId(String tenant, int version) {
        return Ids.of("rulebook", tenant, version);
    }

    private static void announce(Work work, Version version, String yaml) {
        String id = eventId(work.tenant(), version.version());
        RulebookPublished published = RulebookPublished.newBuilder()
                .setTenant(work.tenant())
                .setVersion(version.version())
                .setYaml(yaml)
                .setSha256(version.sha256())
                .setPublishedBy(version.publishedBy())
                .setPublishedAt(version.publishedAt())
                .setCorrelationId(id)
                .setCausationId(id)
                .setComment(version.comment())
                .build();
        work.publish(Topics.RULEBOOK_PUBLISHED, work.tenant() + "/" + version.version(), id, published);
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                row.getString("sha256"),
                row.getString("published_by"),
                AccountRows.instant(row, "published_at"),
                row.getString("comment"),
                row.getObject("rolled_back_to", Integer.class));
    }
}
