package io.renewals.intake.adapter;

import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What is known of a tenant's watched URL. One replica at a time reads it: whoever claimed it. */
@ApplicationScoped
public class WatchStore {
    /** An outcome that is ours to mend: the log and the alert on failing work have the rest. */
    public static final String INTERNAL_ERROR = "could not be read: internal error";

    /** What is watched, each in a table of its own. */
    public enum Kind {
        SHEET("sheet_watch"),
        CALENDAR("calendar_watch");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    /**
     * @param checkedAt empty: not yet
     * @param outcome of the last check, in words
     */
    public record State(
            String url,
            Optional<String> etag,
            Optional<String> lastModified,
            Optional<String> sha256,
            Optional<Instant> checkedAt,
            String outcome) {
        /** The address without what may be a secret in it. */
        public String host() {
            return URI.create(url).getHost();
        }
    }

    public Optional<State> state(Work work, Kind kind) {
        return work.db()
                .createQuery(
                        """
                        select url, etag, last_modified, sha256, checked_at, outcome from %s
                        where tenant = :tenant"""
                                .formatted(kind.table))
                .bind("tenant", work.tenant())
                .map((row, context) -> new State(
                        row.getString("url"),
                        Optional.ofNullable(row.getString("etag")),
                        Optional.ofNullable(row.getString("last_modified")),
                        Optional.ofNullable(row.getString("sha256")),
                        Optional.ofNullable(row.getObject("checked_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getString("outcome")))
                .findOne();
    }

    /** True: this replica reads the URL now, and nobody else for {@code claim}. Another URL than before starts afresh. */
    public boolean claim(Work work, Kind kind, String url, Duration claim) {
        work.db()
                .createUpdate(
                        """
                        insert into %1$s (tenant, url) values (:tenant, :url)
                        on conflict (tenant) do update set url = excluded.url, etag = null, last_modified = null, sha256 = null
                        where %1$s.url <> excluded.url"""
                                .formatted(kind.table))
                .bind("tenant", work.tenant())
                .bind("url", url)
                .execute();
        return work.db()
                        .createUpdate(
                                """
                                update %s set claimed_until = :until
                                where tenant = :tenant and (claimed_until is null or claimed_until <= :now)"""
                                        .formatted(kind.table))
                        .bind("tenant", work.tenant())
                        .bind("now", utc(work.now()))
                        .bind("until", utc(work.now().plus(claim)))
                        .execute()
                == 1;
    }

    /** @param etag with the two others: what the next check asks with; empty keeps nothing */
    public void done(
            Work work,
            Kind kind,
            Optional<String> etag,
            Optional<String> lastModified,
            Optional<String> sha256,
            String outcome) {
        work.db()
                .createUpdate(
                        """
                        update %s set etag = :etag, last_modified = :modified, sha256 = :sha256, checked_at = :at,
                            outcome = :outcome
                        where tenant = :tenant"""
                                .formatted(kind.table))
                .bind("tenant", work.tenant())
                .bind("etag", etag.orElse(null))
                .bind("modified", lastModified.orElse(null))
                .bind("sha256", sha256.orElse(null))
                .bind("at", utc(work.now()))
                .bind("outcome", outcome)
                .execute();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
