package io.renewals.notifier.adapter;

import io.renewals.store.Work;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Update;

/** Brings pings and timers in line with their cards, whatever has changed about these. */
public final class Settlement {
    /** Whoever was rung later about the same card is not rung for what was said before. */
    private static final String SAID_LATER =
            """
            exists (select 1 from message later
                where later.tenant = ping.tenant and later.offer_id = ping.offer_id and later.round > ping.round
                    and (later.kind = 'again'
                        or later.kind in ('card', 'held') and later.recipient = ping.recipient))""";

    /** Whether a message that was not posted yet still makes sense. */
    private static final String WANTED =
            """
            case
                when ping.replaces or ping.kind = 'moved' then true
                when ping.occasion > 0 then ping.occasion >= card.change
                when not card.waits or card.superseded_by is not null then false
                when ping.kind in ('card', 'held', 'reminder', 'again')
                    then ping.recipient = coalesce(card.owner, card.facts -> 'owner') ->> 'id' and not %1$s
                when ping.kind in ('escalation-delegate', 'escalation-manager') then not %1$s
                when ping.kind = 'doubt' then ping.round = card.action_sequence
                when ping.kind = 'exception'
                    then coalesce(card.exception -> 'pending' @> to_jsonb(ping.recipient), false)
                        and ping.round = (card.exception ->> 'round')::int
                else true
            end"""
                    .formatted(SAID_LATER);

    private final Work work;

    public Settlement(Work work) {
        this.work = work;
    }

    /** Drops pings nobody needs any more, wakes those that are needed again, and adds the updates that messages lack. */
    public void settle(Map<String, String> causeByOffer) {
        if (causeByOffer.isEmpty()) {
            return;
        }
        List<String> offers = List.copyOf(causeByOffer.keySet());
        on(
                        """
                        update ping set status = 'superseded', ended_at = :now from card
                        where ping.tenant = :tenant and ping.offer_id = any (:offers) and ping.status = 'waiting'
                            and card.tenant = ping.tenant and card.offer_id = ping.offer_id and not """
                                + " " + WANTED,
                        offers)
                .bind("now", work.now())
                .execute();
        on(
                        """
                        update ping set status = 'waiting', ended_at = null from card
                        where ping.tenant = :tenant and ping.offer_id = any (:offers) and ping.status = 'superseded'
                            and ping.occasion = 0 and ping.kind <> 'doubt'
                            and card.tenant = ping.tenant and card.offer_id = ping.offer_id and """
                                + " " + WANTED,
                        offers)
                .execute();
        on(
                        """
                        update timer set status = 'cancelled', ended_at = :now from card
                        where timer.tenant = :tenant and timer.offer_id = any (:offers) and timer.status = 'waiting'
                            and card.tenant = timer.tenant and card.offer_id = timer.offer_id
                            and (not %s or card.superseded_by is not null
                                or timer.owner <> coalesce(card.owner, card.facts -> 'owner') ->> 'id')"""
                                .formatted(TimerStore.RINGS),
                        offers)
                .bind("now", work.now())
                .execute();
        addUpdates(offers, offers.stream().map(causeByOffer::get).toList());
    }

    private void addUpdates(List<String> offers, List<String> causes) {
        work.db()
                .createUpdate(
                        """
                        insert into ping (tenant, offer_id, recipient, kind, round, occasion, status, cause_id, not_before,
                            next_attempt_at, created_at)
                        select :tenant, card.offer_id, message.recipient, message.kind, message.round, card.change, 'waiting',
                            cause.id, :now, :now, :now
                        from card join unnest(:offers, :causes) as cause (offer_id, id) using (offer_id)
                            join message on message.tenant = card.tenant and message.offer_id = card.offer_id
                        where card.tenant = :tenant and message.slack_ts is not null
                            and card.change > message.shown_change
                        on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bindArray("offers", String.class, offers)
                .bindArray("causes", String.class, causes)
                .execute();
    }

    private Update on(String sql, List<String> offers) {
        return work.db().createUpdate(sql).bind("tenant", work.tenant()).bindArray("offers", String.class, offers);
    }
}
