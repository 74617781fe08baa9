package io.renewals.actionservice.adapter;

import io.renewals.store.Work;
import java.time.Duration;
import java.util.Optional;

/** Requests that took effect, kept for a day. */
public final class RequestStore {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Work work;

    public RequestStore(Work work) {
        this.work = work;
    }

    /** A request of before. @param fingerprint of what it asked for @param sequence the action it led to */
    public record Earlier(String fingerprint, String offerId, int sequence) {}

    public Optional<Earlier> find(String actor, String key) {
        return work.db()
                .createQuery(
                        """
                        select fingerprint, offer_id, sequence from request_done
                        where tenant = :tenant and actor = :actor and request_key = :key""")
                .bind("tenant", work.tenant())
                .bind("actor", actor)
                .bind("key", key)
                .map((row, context) -> new Earlier(row.getString(1), row.getString(2), row.getInt(3)))
                .findOne();
    }

    public void remember(String actor, String key, Earlier done) {
        work.db()
                .createUpdate("delete from request_done where tenant = :tenant and at < :before")
                .bind("tenant", work.tenant())
                .bind("before", work.now().minus(KEPT))
                .execute();
        work.db()
                .createUpdate(
                        """
                        insert into request_done (tenant, actor, request_key, fingerprint, offer_id, sequence, at)
                        values (:tenant, :actor, :key, :fingerprint, :offer, :sequence, :now)""")
                .bind("tenant", work.tenant())
                .bind("actor", actor)
                .bind("key", key)
                .bind("fingerprint", done.fingerprint())
                .bind("offer", done.offerId())
                .bind("sequence", done.sequence())
                .bind("now", work.now())
                .execute();
    }
}
