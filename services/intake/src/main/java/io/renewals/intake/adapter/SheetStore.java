package io.renewals.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.intake.domain.SheetComparison;
import io.renewals.intake.domain.SheetComparison.Known;
import io.renewals.intake.domain.SheetRow;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The sheet's versions, its last accepted lines, and uploads that wait for their application. */
@ApplicationScoped
public class SheetStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    /**
     * A version that was applied.
     *
     * @param origin file name or URL
     * @param appliedBy mail address, or {@code watch}
     */
    public record Version(
            int version,
            String sha256,
            String origin,
            String appliedBy,
            Instant appliedAt,
            int rows,
            int added,
            int changed,
            int unchanged,
            int refused,
            int missing) {}

    public record Upload(String sha256, String fileName, String uploadedBy, Instant uploadedAt, byte[] content) {}

    /** The number of the version in force, 0 for none; locked against others until the transaction ends. */
    public int lock(Work work) {
        work.db()
                .createUpdate("insert into sheet (tenant) values (:tenant) on conflict do nothing")
                .bind("tenant", work.tenant())
                .execute();
        return work.db()
                .createQuery("select version from sheet where tenant = :tenant for update")
                .bind("tenant", work.tenant())
                .mapTo(Integer.class)
                .one();
    }

    public int version(Work work) {
        return work.db()
                .createQuery("select version from sheet where tenant = :tenant")
                .bind("tenant", work.tenant())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /** Newest first. */
    public List<Version> versions(Work work, int limit) {
        return work.db()
                .createQuery(
                        """
                        select version, sha256, origin, applied_by, applied_at, rows, added, changed, unchanged, refused, missing
                        from sheet_version where tenant = :tenant order by version desc limit :limit""")
                .bind("tenant", work.tenant())
                .bind("limit", limit)
                .map((row, context) -> new Version(
                        row.getInt("version"),
                        row.getString("sha256"),
                        row.getString("origin"),
                        row.getString("applied_by"),
                        row.getObject("applied_at", OffsetDateTime.class).toInstant(),
                        row.getInt("rows"),
                        row.getInt("added"),
                        row.getInt("changed"),
                        row.getInt("unchanged"),
                        row.getInt("refused"),
                        row.getInt("missing")))
                .list();
    }

    public Optional<byte[]> content(Work work, int version) {
        return work.db()
                .createQuery("select content from sheet_version where tenant = :tenant and version = :version")
                .bind("tenant", work.tenant())
                .bind("version", version)
                .mapTo(byte[].class)
                .findOne();
    }

    /** The last accepted line of each account. @param version in force */
    public Map<String, Known> known(Work work, int version) {
        Map<String, Known> known = new HashMap<>();
        work.db()
                .createQuery("select account, seen_in, fields::text as fields from sheet_row where tenant = :tenant")
                .bind("tenant", work.tenant())
                .map((row, context) -> Map.entry(
                        row.getString("account"),
                        new Known(fields(row.getString("fields")), row.getInt("seen_in") == version)))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    /** Writes the next version and its lines. The caller holds the lock. */
    public void apply(
            Work work,
            int version,
            String sha256,
            String origin,
            String appliedBy,
            byte[] content,
            SheetComparison comparison) {
        work.db()
                .createUpdate(
                        """
                        insert into sheet_version (tenant, version, sha256, origin, applied_by, applied_at, rows, added,
                            changed, unchanged, refused, missing, content)
                        values (:tenant, :version, :sha256, :origin, :by, :at, :rows, :added, :changed, :unchanged, :refused,
                            :missing, :content)""")
                .bind("tenant", work.tenant())
                .bind("version", version)
                .bind("sha256", sha256)
                .bind("origin", origin)
                .bind("by", appliedBy)
                .bind("at", utc(work.now()))
                .bind("rows", comparison.rows())
                .bind("added", comparison.added().size())
                .bind("changed", comparison.changed().size())
                .bind("unchanged", comparison.unchanged().size())
                .bind("refused", comparison.refused().size())
                .bind("missing", comparison.missing().size())
                .bind("content", content)
                .execute();
        work.db()
                .createUpdate("update sheet set version = :version where tenant = :tenant")
                .bind("version", version)
                .bind("tenant", work.tenant())
                .execute();
        keepLines(work, version, comparison);
    }

    private static void keepLines(Work work, int version, SheetComparison comparison) {
        PreparedBatch rows = work.db()
                .prepareBatch(
                        """
                        insert into sheet_row (tenant, account, line, changed_in, seen_in, fields)
                        values (:tenant, :account, :line, :version, :version, cast(:fields as jsonb))
                        on conflict (tenant, account) do update set line = excluded.line, fields = excluded.fields,
                            changed_in = excluded.changed_in, seen_in = excluded.seen_in""");
        comparison.added().forEach(added -> bind(rows, work, version, added.row()));
        comparison.changed().forEach(changed -> bind(rows, work, version, changed.row()));
        if (rows.size() > 0) {
            rows.execute();
        }
        // A refused line names its account too: it is in the sheet, and its last accepted line stays.
        List<String> seen = new java.util.ArrayList<>();
        comparison.unchanged().forEach(row -> seen.add(row.account()));
        comparison.refused().forEach(line -> seen.add(line.account()));
        work.db()
                .createUpdate(
                        "update sheet_row set seen_in = :version where tenant = :tenant and account = any(:accounts)")
                .bind("version", version)
                .bind("tenant", work.tenant())
                .bindArray(
                        "accounts",
                        String.class,
                        seen.stream().map(SheetStore::withoutNul).toList())
                .execute();
    }

    private static void bind(PreparedBatch rows, Work work, int version, SheetRow row) {
        rows.bind("tenant", work.tenant())
                .bind("account", row.account())
                .bind("line", row.line())
                .bind("version", version)
                .bind("fields", json(row.fields()))
                .add();
    }

    /** Keeps an upload for its application; older ones of the tenant than {@code oldest} are let go. */
    public void keepUpload(Work work, String sha256, String fileName, String by, byte[] content, Instant oldest) {
        work.db()
                .createUpdate("delete from sheet_upload where tenant = :tenant and uploaded_at < :oldest")
                .bind("tenant", work.tenant())
                .bind("oldest", utc(oldest))
                .execute();
        work.db()
                .createUpdate(
                        """
                        insert into sheet_upload (tenant, sha256, file_name, uploaded_by, uploaded_at, content)
                        values (:tenant, :sha256, :name, :by, :at, :content)
                        on conflict (tenant, sha256) do update set file_name = excluded.file_name,
                            uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at""")
                .bind("tenant", work.tenant())
                .bind("sha256", sha256)
                .bind("name", withoutNul(fileName))
                .bind("by", by)
                .bind("at", utc(work.now()))
                .bind("content", content)
                .execute();
    }

    public Optional<Upload> upload(Work work, String sha256) {
        return work.db()
                .createQuery(
                        """
                        select sha256, file_name, uploaded_by, uploaded_at, content from sheet_upload
                        where tenant = :tenant and sha256 = :sha256""")
                .bind("tenant", work.tenant())
                .bind("sha256", sha256)
                .map((row, context) -> new Upload(
                        row.getString("sha256"),
                        row.getString("file_name"),
                        row.getString("uploaded_by"),
                        row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("content")))
                .findOne();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String withoutNul(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static String json(Map<String, String> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
