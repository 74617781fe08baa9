package io.renewals.drafter.adapter;

import io.renewals.events.OfferDecided;
import io.renewals.messaging.Received;
import io.renewals.store.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of drafts and model attempts. */
public final class DraftRows {
    private DraftRows() {}

    /**
     * An offer whose words are still to come.
     *
     * @param decided the event's bytes
     */
    public record Waiting(String offerId, String account, String eventId, String traceparent, byte[] decided) {}

    /** @param status claimed, accepted, refused, failed or lost */
    public record Attempt(int number, String status, String detail, Instant leaseUntil) {}

    public static void insertWaiting(Work work, List<Received<OfferDecided>> events) {
        insert(work, events, "waiting", null);
    }

    public static void insertDrafted(Work work, List<Received<OfferDecided>> events) {
        insert(work, events, "drafted", "TEMPLATE");
    }

    private static void insert(Work work, List<Received<OfferDecided>> events, String status, String engine) {
        PreparedBatch batch = work.db()
                .prepareBatch(
                        """
                        insert into draft (tenant, offer_id, account, event_id, traceparent, decided, status, engine,
                                           next_attempt_at, created_at, drafted_at)
                        values (:tenant, :offer, :account, :event, :trace, :decided, :status, :engine, :now, :now,
                                case when :status = 'drafted' then cast(:now as timestamptz) end)
                        on conflict do nothing""");
        for (Received<OfferDecided> event : events) {
            batch.bind("tenant", work.tenant())
                    .bind("offer", event.body().getOfferId())
                    .bind("account", event.body().getAccount())
                    .bind("event", event.id())
                    .bind("trace", event.envelope().traceparent())
                    .bind("decided", event.raw().value())
                    .bind("status", status)
                    .bind("engine", engine)
                    .bind("now", work.now())
                    .add();
        }
        batch.execute();
    }

    /** The oldest draft whose turn it is, locked; others skip it. */
    public static Optional<Waiting> lockNext(Work work) {
        return work.db()
                .createQuery(
                        """
                        select offer_id, account, event_id, traceparent, decided from draft
                        where tenant = :tenant and status = 'waiting' and next_attempt_at <= :now
                        order by next_attempt_at limit 1 for update skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .map((row, context) -> new Waiting(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)))
                .findOne();
    }

    public static List<Attempt> attempts(Work work, String offerId) {
        return work.db()
                .createQuery(
                        """
                        select attempt, status, detail, lease_until from model_attempt
                        where tenant = :tenant and offer_id = :offer order by attempt""")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> new Attempt(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    public static void claim(
            Work work, Waiting draft, int attempt, String modelId, String instance, BigDecimal cost, Duration lease) {
        Instant until = work.now().plus(lease);
        work.db()
                .createUpdate(
                        """
                        insert into model_attempt (tenant, offer_id, attempt, account, model_id, instance, status, cost,
                                                   claimed_at, lease_until)
                        values (:tenant, :offer, :attempt, :account, :model, :instance, 'claimed', :cost, :now, :until)""")
                .bind("tenant", work.tenant())
                .bind("offer", draft.offerId())
                .bind("attempt", attempt)
                .bind("account", draft.account())
                .bind("model", modelId)
                .bind("instance", instance)
                .bind("cost", cost)
                .bind("now", work.now())
                .bind("until", until)
                .execute();
        nextAttemptAt(work, draft.offerId(), until);
    }

    public static void nextAttemptAt(Work work, String offerId, Instant at) {
        work.db()
                .createUpdate(
                        "update draft set next_attempt_at = :at where tenant = :tenant and offer_id = :offer and status = 'waiting'")
                .bind("at", at)
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .execute();
    }

    /** False: the attempt is no longer claimed, its outcome was written already. */
    public static boolean finish(
            Work work, String offerId, int attempt, String status, String detail, String response, Usage usage) {
        return work.db()
                        .createUpdate(
                                """
                        update model_attempt set status = :status, detail = :detail, response = :response,
                               input_tokens = :in, output_tokens = :out, cost = coalesce(:cost, cost), finished_at = :now
                        where tenant = :tenant and offer_id = :offer and attempt = :attempt and status = 'claimed'""")
                        .bind("status", status)
                        .bind("detail", detail)
                        .bind("response", response)
                        .bind("in", usage.inputTokens())
                        .bind("out", usage.outputTokens())
                        .bind("cost", usage.cost())
                        .bind("now", work.now())
                        .bind("tenant", work.tenant())
                        .bind("offer", offerId)
                        .bind("attempt", attempt)
                        .execute()
                == 1;
    }

    /** @param cost null: keep the estimate made at the claim */
    public record Usage(Integer inputTokens, Integer outputTokens, BigDecimal cost) {
        public static final Usage UNKNOWN = new Usage(null, null, null);
    }

    /** False: somebody else finished this draft. */
    public static boolean drafted(Work work, String offerId, String engine) {
        return work.db()
                        .createUpdate(
                                """
                        update draft set status = 'drafted', engine = :engine, drafted_at = :now
                        where tenant = :tenant and offer_id = :offer and status = 'waiting'""")
                        .bind("engine", engine)
                        .bind("now", work.now())
                        .bind("tenant", work.tenant())
                        .bind("offer", offerId)
                        .execute()
                == 1;
    }

    /** @param account null: all accounts of the tenant */
    public static BigDecimal spentSince(Work work, String account, Instant since) {
        return work.db()
                .createQuery(
                        """
                        select coalesce(sum(cost), 0) from model_attempt
                        where tenant = :tenant and claimed_at >= :since and (:account::text is null or account = :account)""")
                .bind("tenant", work.tenant())
                .bind("since", since)
                .bind("account", account)
                .mapTo(BigDecimal.class)
                .one();
    }
}
