package io.renewals.actionservice.adapter;

import io.renewals.store.Work;
import java.time.Duration;

/** Links of mails through which a decision was made; kept for longer than any link lives. */
public final class UsedLinks {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Work work;

    public UsedLinks(Work work) {
        this.work = work;
    }

    /** False: it was used before. */
    public boolean claim(String linkId, String offerId, String by) {
        work.db()
                .createUpdate("delete from used_link where tenant = :tenant and used_at < :before")
                .bind("tenant", work.tenant())
                .bind("before", work.now().minus(KEPT))
                .execute();
        return work.db()
                        .createUpdate(
                                """
                                insert into used_link (tenant, link_id, offer_id, used_by, used_at)
                                values (:tenant, :link, :offer, :by, :now) on conflict do nothing""")
                        .bind("tenant", work.tenant())
                        .bind("link", linkId)
                        .bind("offer", offerId)
                        .bind("by", by)
                        .bind("now", work.now())
                        .execute()
                == 1;
    }

    public boolean isUsed(String linkId) {
        return work.db()
                .createQuery("select exists (select 1 from used_link where tenant = :tenant and link_id = :link)")
                .bind("tenant", work.tenant())
                .bind("link", linkId)
                .mapTo(Boolean.class)
                .one();
    }
}
