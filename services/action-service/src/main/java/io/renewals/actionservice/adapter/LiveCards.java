package io.renewals.actionservice.adapter;

import io.renewals.store.Work;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/** Cards that are not decided for good, as few columns as a comparison needs. */
public final class LiveCards {
    private LiveCards() {}

    /** @param status QUEUED, HELD, SNOOZED, APPROVED, SENDING or UNKNOWN @param since when the card last changed */
    public record LiveCard(String account, String offerId, String status, Instant since) {}

    /** By offer id. @param after empty: from the start */
    public static List<LiveCard> page(Work work, String after, int limit) {
        return work.db()
                .createQuery(
                        """
                        select account, offer_id, status, changed_at from card
                        where tenant = :tenant and offer_id > :after
                          and status in ('queued', 'held', 'snoozed', 'approved', 'sending', 'unknown')
                        order by offer_id limit :limit""")
                .bind("tenant", work.tenant())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new LiveCard(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3).toUpperCase(Locale.ROOT),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }
}
