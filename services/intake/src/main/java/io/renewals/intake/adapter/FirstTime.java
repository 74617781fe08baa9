package io.renewals.intake.adapter;

import io.renewals.store.Work;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What comes by upload, noted in the inbox as events are: the same thing again has no second effect. */
public final class FirstTime {
    private FirstTime() {}

    /**
     * @param handler with source what the ids are unique in
     * @return the ids that were not there; the others were handled before
     */
    public static Set<String> of(Work work, String handler, String source, Collection<String> ids) {
        return new HashSet<>(work.db()
                .createQuery(
                        """
                        insert into inbox (tenant, handler, ce_source, ce_id, payload_hash, received_at)
                        select :tenant, :handler, :source, id, sha256(convert_to(id, 'UTF8')), :at
                        from unnest(cast(:ids as text[])) as line (id)
                        on conflict do nothing returning ce_id""")
                .bind("tenant", work.tenant())
                .bind("handler", handler)
                .bind("source", source)
                .bind("at", OffsetDateTime.ofInstant(work.now(), ZoneOffset.UTC))
                .bindArray("ids", String.class, ids.stream().distinct().toList())
                .mapTo(String.class)
                .list());
    }
}
