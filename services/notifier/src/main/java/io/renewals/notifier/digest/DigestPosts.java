package io.renewals.notifier.digest;

import io.renewals.events.DigestPrepared;
import io.renewals.messaging.Received;
import io.renewals.notifier.digest.domain.DigestFacts;
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
import org.jdbi.v3.core.statement.Update;

/** Digests of one tenant that are, or were, to be posted. Every change names the state it starts from. */
final class DigestPosts {
    private static final String COLUMNS =
            """
            select post.*, paced.channel as direct_channel from digest_post post
              left join slack_channel paced on paced.tenant = post.tenant
                and paced.slack_id = post.facts -> 'recipient' ->> 'slackId'
            """;

    private static final Duration COUNTED = Duration.ofDays(8);

    private final Work work;

    DigestPosts(Work work) {
        this.work = work;
    }

    /**
     * One message to one person.
     *
     * @param kind digest, or reminder after one that may be lost
     * @param attempts begun so far
     * @param failures of its present way
     * @param wentBy slack or mail, where an attempt was begun; else null
     * @param directChannel the recipient's direct message channel; null: not known yet
     */
    record Post(
            String digestId,
            String kind,
            String ownerId,
            String correlationId,
            String causeId,
            int attempts,
            int failures,
            boolean mailOnly,
            String wentBy,
            DigestFacts facts,
            String directChannel) {
        boolean isReminder() {
            return kind.equals("reminder");
        }
    }

    /** A digest that is known is not taken again, whatever its event's id. */
    void take(List<Received<DigestPrepared>> events) {
        PreparedBatch posts = work.db()
                .prepareBatch(
                        """
                        insert into digest_post (tenant, digest_id, kind, status, owner_id, correlation_id, cause_id, facts,
                          next_attempt_at, created_at)
                        values (:tenant, :id, 'digest', 'waiting', :owner, :correlation, :cause, cast(:facts as jsonb), :now, :now)
                        on conflict do nothing""");
        for (Received<DigestPrepared> event : events) {
            DigestFacts facts = DigestJson.facts(event.body());
            posts.bind("tenant", work.tenant())
                    .bind("id", facts.digestId())
                    .bind("owner", facts.recipient().id())
                    .bind("correlation", event.body().getCorrelationId())
                    .bind("cause", event.id())
                    .bind("facts", DigestJson.write(facts))
                    .bind("now", work.now())
                    .add();
        }
        posts.execute();
    }

    void delayUntil(Instant businessMinute) {
        work.db()
                .createUpdate(
                        """
                        update digest_post set next_attempt_at = :until
                        where tenant = :tenant and status = 'waiting' and next_attempt_at <= :now""")
                .bind("until", businessMinute)
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .execute();
    }

    /** The next that is due and whose recipient may be written to, locked; one that another instance holds is passed over. */
    Optional<Post> lockDue() {
        return work.db()
                .createQuery(
                        COLUMNS
                                + """
                        where post.tenant = :tenant and post.status = 'waiting' and post.next_attempt_at <= :now
                          and (post.mail_only or post.kind = 'reminder' or paced.next_at is null or paced.next_at <= :now)
                        order by post.next_attempt_at, post.digest_id limit 1 for update of post skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .map((row, context) -> post(row))
                .findFirst();
    }

    /** Attempts whose time for an outcome is over, locked. */
    List<Post> lockAbandoned(int most) {
        return work.db()
                .createQuery(
                        COLUMNS
                                + """
                        where post.tenant = :tenant and post.status = 'claimed' and post.lease_until < :now
                        order by post.lease_until limit :most for update of post skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> post(row))
                .list();
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
        work.db()
                .createUpdate(
                        """
                        insert into digest_post (tenant, digest_id, kind, status, owner_id, correlation_id, cause_id, facts,
                          mail_only, next_attempt_at, created_at)
                        select tenant, digest_id, 'reminder', 'waiting', owner_id, correlation_id, cause_id, facts, true, :at, :now
                        from digest_post where tenant = :tenant and digest_id = :id and kind = 'digest'
                        on conflict do nothing""")
                .bind("at", at)
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("id", doubtful.digestId())
                .execute();
    }

    /**
     * Of the last days, by the states that somebody may want to look at; the next digest is out before they are forgotten.
     *
     * @param failing failures from which a waiting one is counted apart
     */
    Map<String, Long> counts(int failing) {
        Map<String, Long> counts = new TreeMap<>();
        work.db()
                .createQuery(
                        """
                        select case when status = 'waiting' and failures >= :failing then 'failing' else status end as state,
                          count(*)
                        from digest_post
                        where tenant = :tenant and status <> 'sent' and created_at > :since group by state""")
                .bind("tenant", work.tenant())
                .bind("failing", failing)
                .bind("since", work.now().minus(COUNTED))
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Age of what is due and waits longest, in seconds; 0: nothing does. */
    double oldestDueSeconds() {
        return work.db()
                .createQuery(
                        """
                        select coalesce(extract(epoch from :now - min(next_attempt_at)), 0) from digest_post
                        where tenant = :tenant and status = 'waiting' and next_attempt_at <= :now""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .mapTo(Double.class)
                .one();
    }

    private boolean one(Post post, String set, String condition, Map<String, Object> values) {
        Update update = work.db()
                .createUpdate("update digest_post set " + set
                        + " where tenant = :tenant and digest_id = :id and kind = :kind and " + condition)
                .bind("tenant", work.tenant())
                .bind("id", post.digestId())
                .bind("kind", post.kind());
        values.forEach(update::bind);
        return update.execute() == 1;
    }

    private static Post post(ResultSet row) throws SQLException {
        return new Post(
                row.getString("digest_id"),
                row.getString("kind"),
                row.getString("owner_id"),
                row.getString("correlation_id"),
                row.getString("cause_id"),
                row.getInt("attempts"),
                row.getInt("failures"),
                row.getBoolean("mail_only"),
                row.getString("channel"),
                DigestJson.read(row.getString("facts")),
                row.getString("direct_channel"));
    }
}
