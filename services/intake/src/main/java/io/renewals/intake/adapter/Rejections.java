package io.renewals.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.events.AccountRejected;
import io.renewals.events.Rejection;
import io.renewals.intake.domain.Reason;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Refusals: published as {@code account.rejected}, and kept for the page in the same transaction. */
@ApplicationScoped
public class Rejections {
    private static final int CONTENT_CHARS = 8_000;
    private static final int ACCOUNT_CHARS = 200;
    private static final int REASON_CHARS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};

    /**
     * A refusal as the page and the API show it.
     *
     * @param seq of the tenant's refusals, growing; not without gaps
     * @param line empty for events
     */
    public record Row(
            long seq,
            String account,
            String lane,
            String origin,
            Optional<Integer> line,
            List<Reason> reasons,
            String content,
            Instant at) {}

    public void record(Work work, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        PreparedBatch rows = work.db()
                .prepareBatch(
                        """
                        insert into rejection (tenant, account, lane, origin, line, reasons, content, at)
                        values (:tenant, :account, :lane, :origin, :line, cast(:reasons as jsonb), :content, :at)""");
        for (Refusal refusal : refusals) {
            List<Reason> reasons = storable(refusal.reasons());
            AccountRejected event = event(refusal, reasons);
            work.publish(Topics.ACCOUNT_REJECTED, refusal.occasion().step(), event);
            rows.bind("tenant", work.tenant())
                    .bind("account", event.getAccount())
                    .bind("lane", event.getLane().name())
                    .bind("origin", event.getOrigin())
                    .bind("line", event.getLine())
                    .bind("reasons", json(reasons))
                    .bind("content", event.getContent())
                    .bind("at", OffsetDateTime.ofInstant(work.now(), ZoneOffset.UTC))
                    .add();
        }
        rows.execute();
    }

    /**
     * Newest first.
     *
     * @param account exact; empty: all
     * @param before seq of the last row of the page before; empty: from the newest
     */
    public List<Row> page(
            Work work, Optional<String> account, Optional<String> lane, Optional<Long> before, int limit) {
        return work.db()
                .createQuery(
                        """
                        select seq, account, lane, origin, line, reasons::text as reasons, content, at from rejection
                        where tenant = :tenant
                          and (cast(:account as text) is null or account = :account)
                          and (cast(:lane as text) is null or lane = :lane)
                          and (cast(:before as bigint) is null or seq < :before)
                        order by seq desc limit :limit""")
                .bind("tenant", work.tenant())
                .bind("account", account.orElse(null))
                .bind("lane", lane.orElse(null))
                .bind("before", before.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> new Row(
                        row.getLong("seq"),
                        row.getString("account"),
                        row.getString("lane"),
                        row.getString("origin"),
                        Optional.ofNullable((Integer) row.getObject("line")),
                        reasons(row.getString("reasons")),
                        row.getString("content"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    public int forgetBefore(Work work, Instant limit) {
        return work.db()
                .createUpdate("delete from rejection where tenant = :tenant and at < :limit")
                .bind("tenant", work.tenant())
                .bind("limit", OffsetDateTime.ofInstant(limit, ZoneOffset.UTC))
                .execute();
    }

    private static AccountRejected event(Refusal refusal, List<Reason> reasons) {
        Occasion occasion = refusal.occasion();
        return AccountRejected.newBuilder()
                .setTenant(occasion.tenant())
                .setAccount(storable(refusal.account(), ACCOUNT_CHARS))
                .setCorrelationId(occasion.correlationId())
                .setCausationId(occasion.causationId())
                .setLane(occasion.lane())
                .setOrigin(storable(occasion.origin(), CONTENT_CHARS))
                .setLine(refusal.line().orElse(null))
                .setRejections(reasons.stream()
                        .map(reason -> new Rejection(reason.field(), reason.problem(), reason.advice()))
                        .toList())
                .setContent(storable(refusal.content(), CONTENT_CHARS))
                .build();
    }

    /** Whatever it quotes: what no producer takes would keep everything behind it from leaving. */
    private static List<Reason> storable(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> new Reason(
                        storable(reason.field(), REASON_CHARS),
                        storable(reason.problem(), REASON_CHARS),
                        storable(reason.advice(), REASON_CHARS)))
                .toList();
    }

    /** PostgreSQL keeps no NUL in a text, and nobody reads megabytes of a refused cell. */
    private static String storable(String text, int longest) {
        String clean = text.replace('\u0000', '\uFFFD');
        if (clean.length() <= longest) {
            return clean;
        }
        int cut = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, cut) + "…";
    }

    private static String json(List<Reason> reasons) {
        try {
            return JSON.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Reason> reasons(String json) {
        try {
            return JSON.readValue(json, REASONS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
