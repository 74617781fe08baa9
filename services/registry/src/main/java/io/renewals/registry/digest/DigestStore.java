package io.renewals.registry.digest;

import io.renewals.registry.digest.domain.Digest;
import io.renewals.registry.digest.domain.Digest.Row;
import io.renewals.registry.digest.domain.Digest.Section;
import io.renewals.registry.digest.domain.Period;
import io.renewals.store.Columns;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Digests as they were counted. Written once, never changed. */
public final class DigestStore {
    private static final String KEY = " tenant = :tenant and kind = :kind and period_to = :to ";

    private DigestStore() {}

    /** One message. @param whole true: of the whole book @param recipient owner id @param closedAt up to when was counted */
    public record Head(
            Period period,
            String recipient,
            String name,
            boolean whole,
            Instant closedAt,
            Instant preparedAt,
            String preparedBy) {
        /** Path of the page with the rows behind a figure. */
        public String link(String section) {
            return period.link(section, whole ? Optional.empty() : Optional.of(recipient));
        }

        /** Path of the page with all figures. */
        public String page() {
            return period.page(whole ? Optional.empty() : Optional.of(recipient));
        }
    }

    /** A figure. @param rows behind it */
    public record Figure(String section, String title, String note, String total, int rows) {}

    /** A row behind a figure. @param position from 1 */
    public record Line(
            int position,
            String account,
            String accountName,
            String link,
            String figure,
            String detail,
            List<String> citations,
            String ownerName) {}

    /** One count of a tenant's period at a time; the second one waits, and finds it done. */
    static void lock(Work work) {
        work.db()
                .createQuery("select 1 from (select pg_advisory_xact_lock(hashtext(:name))) as held")
                .bind("name", "registry.digest/" + work.tenant())
                .mapTo(Integer.class)
                .one();
    }

    static boolean isPrepared(Work work, Period period) {
        return !heads(work, period).isEmpty();
    }

    /** The whole book's first, then by recipient. */
    static List<Head> heads(Work work, Period period) {
        return work.db()
                .createQuery("select * from digest where" + KEY + "order by whole desc, recipient")
                .bind("tenant", work.tenant())
                .bind("kind", period.kind().name())
                .bind("to", period.to())
                .map((row, context) -> head(row))
                .list();
    }

    /** @param owner empty: the whole book's */
    static Optional<Head> head(Work work, Period period, Optional<String> owner) {
        return heads(work, period).stream()
                .filter(head -> owner.map(id -> head.recipient().equals(id)).orElse(head.whole()))
                .findFirst();
    }

    /** The whole book's and one reader's own, the newest first. @param email of the reader, in any case */
    static List<Head> newest(Work work, String email, int most) {
        return work.db()
                .createQuery(
                        """
                        select * from digest where tenant = :tenant and (whole or lower(email) = lower(:email))
                        order by period_to desc, kind desc, whole limit :most""")
                .bind("tenant", work.tenant())
                .bind("email", email)
                .bind("most", most)
                .map((row, context) -> head(row))
                .list();
    }

    /** When the newest digest of the kind that ended before this one begins was counted: what came after it is untold. */
    static Optional<Instant> closedBefore(Work work, Period period) {
        return work.db()
                .createQuery(
                        """
                        select max(closed_at) from digest
                        where tenant = :tenant and kind = :kind and period_to <= :from""")
                .bind("tenant", work.tenant())
                .bind("kind", period.kind().name())
                .bind("from", period.from())
                .map((row, context) -> row.getObject(1, OffsetDateTime.class))
                .findFirst()
                .map(OffsetDateTime::toInstant);
    }

    static List<Figure> figures(Work work, Head head) {
        return work.db()
                .createQuery(
                        "select * from digest_section where" + KEY + "and recipient = :recipient order by position")
                .bind("tenant", work.tenant())
                .bind("kind", head.period().kind().name())
                .bind("to", head.period().to())
                .bind("recipient", head.recipient())
                .map((row, context) -> new Figure(
                        row.getString("section"),
                        row.getString("title"),
                        row.getString("note"),
                        row.getString("total"),
                        row.getInt("rows")))
                .list();
    }

    /** @param after position to go on behind; 0: from the start */
    static List<Line> lines(Work work, Head head, String section, int after, int most) {
        return work.db()
                .createQuery("select * from digest_row where" + KEY
                        + "and recipient = :recipient and section = :section and position > :after"
                        + " order by position limit :most")
                .bind("tenant", work.tenant())
                .bind("kind", head.period().kind().name())
                .bind("to", head.period().to())
                .bind("recipient", head.recipient())
                .bind("section", section)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> line(row))
                .list();
    }

    static void write(Work work, Digest digest, String digestId, Instant closedAt, String by) {
        Period period = digest.period();
        work.db()
                .createUpdate(
                        """
                        insert into digest (tenant, kind, period_to, recipient, period_from, digest_id, name, email, whole,
                          closed_at, prepared_at, prepared_by)
                        values (:tenant, :kind, :to, :recipient, :from, :id, :name, :email, :whole, :closed, :now, :by)""")
                .bind("tenant", work.tenant())
                .bind("kind", period.kind().name())
                .bind("to", period.to())
                .bind("recipient", digest.recipient().id())
                .bind("from", period.from())
                .bind("id", digestId)
                .bind("name", digest.recipient().name())
                .bind("email", digest.recipient().email())
                .bind("whole", digest.whole())
                .bind("closed", closedAt)
                .bind("now", work.now())
                .bind("by", by)
                .execute();
        writeFigures(work, digest);
        writeLines(work, digest);
    }

    private static void writeFigures(Work work, Digest digest) {
        List<Section> sections = digest.sections();
        Columns.of(IntStream.range(0, sections.size()).boxed().toList())
                .with("text", at -> work.tenant())
                .with("text", at -> digest.period().kind().name())
                .with("date", at -> digest.period().to())
                .with("text", at -> digest.recipient().id())
                .with("text", at -> sections.get(at).id())
                .with("int4", at -> at + 1)
                .with("text", at -> sections.get(at).title())
                .with("text", at -> sections.get(at).note())
                .with("text", at -> sections.get(at).total())
                .with("int4", at -> sections.get(at).rows().size())
                .update(
                        work.db(),
                        """
                        insert into digest_section (tenant, kind, period_to, recipient, section, position, title, note, total, rows)
                        select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    private record Placed(String section, int position, Row row) {}

    private static void writeLines(Work work, Digest digest) {
        List<Placed> placed = new ArrayList<>();
        for (Section section : digest.sections()) {
            for (int i = 0; i < section.rows().size(); i++) {
                placed.add(new Placed(section.id(), i + 1, section.rows().get(i)));
            }
        }
        Columns.of(placed)
                .with("text", each -> work.tenant())
                .with("text", each -> digest.period().kind().name())
                .with("date", each -> digest.period().to())
                .with("text", each -> digest.recipient().id())
                .with("text", Placed::section)
                .with("int4", Placed::position)
                .with("text", each -> each.row().account())
                .with("text", each -> each.row().accountName())
                .with("text", each -> each.row().link())
                .with("text", each -> each.row().figure())
                .with("text", each -> each.row().detail())
                .with("text", each -> String.join("\n", each.row().citations()))
                .with("text", each -> each.row().owner().name())
                .update(
                        work.db(),
                        """
                        insert into digest_row (tenant, kind, period_to, recipient, section, position, account, account_name, link,
                          figure, detail, citations, owner_name)
                        select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                new Period(
                        Period.Kind.valueOf(row.getString("kind")),
                        row.getObject("period_from", LocalDate.class),
                        row.getObject("period_to", LocalDate.class)),
                row.getString("recipient"),
                row.getString("name"),
                row.getBoolean("whole"),
                row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                row.getObject("prepared_at", OffsetDateTime.class).toInstant(),
                row.getString("prepared_by"));
    }

    private static Line line(ResultSet row) throws SQLException {
        String citations = row.getString("citations");
        return new Line(
                row.getInt("position"),
                row.getString("account"),
                row.getString("account_name"),
                row.getString("link"),
                row.getString("figure"),
                row.getString("detail"),
                citations.isEmpty() ? List.of() : List.of(citations.split("\n")),
                row.getString("owner_name"));
    }
}
