package io.renewals.notifier.posting;

import io.renewals.notifier.adapter.CardJson;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Posts of one tenant and table, inside a transaction. Every change names the state it starts from. */
public final class Posts {
    private static final Duration COUNTED = Duration.ofDays(8);

    private final Work work;
    private final PostTable table;

    public Posts(Work work, PostTable table) {
        this.work = work;
        this.table = table;
    }

    /** A post that is to be made. @param ownerId its recipient @param facts JSON with the recipient as {@code recipient} */
    public record Fresh(String id, String ownerId, String correlationId, String causeId, String facts) {}

    /** One that is known is not taken again. */
    public void add(List<Fresh> fresh) {
        PreparedBatch posts = of(
                work.db()
                        .prepareBatch(
                                """
                        insert into <posts> (tenant, <id>, kind, status, owner_id, correlation_id, cause_id, facts, next_attempt_at,
                          created_at)
                        values (:tenant, :id, :kind, 'waiting', :owner, :correlation, :cause, cast(:facts as jsonb), :now, :now)
                        on conflict do nothing"""));
        for (Fresh post : fresh) {
            posts.bind("tenant", work.tenant())
                    .bind("id", post.id())
                    .bind("kind", table.first())
                    .bind("owner", post.ownerId())
                    .bind("correlation", post.correlationId())
                    .bind("cause", post.causeId())
                    .bind("facts", post.facts())
                    .bind("now", work.now())
                    .add();
        }
        posts.execute();
    }

    void delayUntil(Instant businessMinute) {
        of(work.db()
                        .createUpdate(
                                """
                                update <posts> set next_attempt_at = :until
                                where tenant = :tenant and status = 'waiting' and next_attempt_at <= :now"""))
                .bind("until", businessMinute)
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .execute();
    }

    /** The next that is due and whose recipient may be written to, locked; one that another instance holds is passed over. */
    Optional<Post> lockDue() {
        return select(
                        """
                        where post.tenant = :tenant and post.status = 'waiting' and post.next_attempt_at <= :now
                          and (post.mail_only or post.kind = 'reminder' or paced.next_at is null or paced.next_at <= :now)
                        order by post.next_attempt_at, its_id limit 1 for update of post skip locked""")
                .map((row, context) -> post(row))
                .findFirst();
    }

    /** Attempts whose time for an outcome is over, locked. */
    List<Post> lockAbandoned(int most) {
        return select(
                        """
                        where post.tenant = :tenant and post.status = 'claimed' and post.lease_until < :now
                        order by post.lease_until limit :most for update of post skip locked""")
                .bind("most", most)
                .map((row, context) -> post(row))
                .list();
    }

    private Query select(String which) {
        return of(work.db()
                        .createQuery(
                                """
                                select post.*, post.<id> as its_id, post.facts ->> 'recipient' as recipient,
                                  paced.channel as direct_channel
                                from <posts> post left join slack_channel paced on paced.tenant = post.tenant
                                  and paced.slack_id = post.facts -> 'recipient' ->> 'slackId'
                                """
                                        + which))
                .bind("tenant", work.tenant())
                .bind("now", work.now());
    }

    /** The statement about this table: {@code <posts>} is its name and {@code <id>} its column of ids. */
    private <S extends SqlStatement<S>> S of(S statement) {
        return statement.define("posts", table.name()).define("id", table.id());
    }

    /** The attempt that begins now. */
    void claim(Post post, String channel, String instance, Duration lease) {
        one(
                post,
                """
                status = 'claimed', attempts = attempts + 1, channel = :channel, claimed_by = :instance, lease_until = :lease""",
                "status = 'waiting'",
                Map.of(
                        "channel",
                        channel,
                        "instance",
                        instance,
                        "lease",
                        work.now().plus(lease)));
    }

    /** Nobody needs it any more. */
    void drop(Post post) {
        one(post, "status = 'superseded', ended_at = :ended", "status = 'waiting'", Map.of("ended", work.now()));
    }

    /** What an attempt came to. False: it no longer decides. @param status sent, ambiguous or failed */
    boolean end(Post post, int attempt, String status, String reference, String detail) {
        return one(
                post,
                """
                status = :status, reference = nullif(:reference, ''), detail = nullif(:detail, ''), ended_at = :ended,
                claimed_by = null, lease_until = null""",
                "attempts = :attempt and status = 'claimed'",
                Map.of(
                        "status",
                        status,
                        "reference",
                        reference,
                        "detail",
                        detail,
                        "ended",
                        work.now(),
                        "attempt",
                        attempt));
    }

    /** Waits for another attempt. False: this one no longer decides. */
    boolean again(Post post, int attempt, Instant next, int failures, boolean mailOnly, String detail) {
        return one(
                post,
                """
                status = 'waiting', next_attempt_at = :next, failures = :failures, mail_only = :mailOnly, detail = :detail,
                claimed_by = null, lease_until = null""",
                "attempts = :attempt and status = 'claimed'",
                Map.of(
                        "next", next,
                        "failures", failures,
                        "mailOnly", mailOnly,
                        "detail", detail,
                        "attempt", attempt));
    }

    /** One mail after a post that may be lost. */
    void remind(Post doubtful, Instant at) {
        of(work.db()
                        .createUpdate(
                                """
                                insert into <posts> (tenant, <id>, kind, status, owner_id, correlation_id, cause_id, facts, mail_only,
                                  next_attempt_at, created_at)
                                select tenant, <id>, 'reminder', 'waiting', owner_id, correlation_id, cause_id, facts, true, :at, :now
                                from <posts> where tenant = :tenant and <id> = :id and kind = :first
                                on conflict do nothing"""))
                .bind("at", at)
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("id", doubtful.id())
                .bind("first", table.first())
                .execute();
    }

    /**
     * Of the last days, by the states that somebody may want to look at; the next digest is out before they are forgotten.
     *
     * @param failing failures from which a waiting one is counted apart
     */
    Map<String, Long> counts(int failing) {
        Map<String, Long> counts = new TreeMap<>();
        of(work.db()
                        .createQuery(
                                """
                                select case when status = 'waiting' and failures >= :failing then 'failing' else status end as state,
                                  count(*)
                                from <posts>
                                where tenant = :tenant and status <> 'sent' and created_at > :since group by state"""))
                .bind("tenant", work.tenant())
                .bind("failing", failing)
                .bind("since", work.now().minus(COUNTED))
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Age of what is due and waits longest, in seconds; 0: nothing does. */
    double oldestDueSeconds() {
        return of(work.db()
                        .createQuery(
                                """
                                select coalesce(extract(epoch from :now - min(next_attempt_at)), 0) from <posts>
                                where tenant = :tenant and status = 'waiting' and next_attempt_at <= :now"""))
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .mapTo(Double.class)
                .one();
    }

    private boolean one(Post post, String set, String condition, Map<String, Object> values) {
        Update update = of(work.db()
                        .createUpdate("update <posts> set " + set
                                + " where tenant = :tenant and <id> = :id and kind = :kind and " + condition))
                .bind("tenant", work.tenant())
                .bind("id", post.id())
                .bind("kind", post.isReminder() ? PostTable.REMINDER : table.first());
        values.forEach(update::bind);
        return update.execute() == 1;
    }

    private static Post post(ResultSet row) throws SQLException {
        return new Post(
                row.getString("its_id"),
                row.getString("kind").equals(PostTable.REMINDER),
                CardJson.person(row.getString("recipient")),
                row.getString("correlation_id"),
                row.getString("cause_id"),
                row.getInt("attempts"),
                row.getInt("failures"),
                row.getBoolean("mail_only"),
                row.getString("channel"),
                row.getString("facts"),
                row.getString("direct_channel"));
    }
}
