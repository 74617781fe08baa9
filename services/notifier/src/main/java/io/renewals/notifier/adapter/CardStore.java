package io.renewals.notifier.adapter;

import io.renewals.notifier.adapter.CardEvents.Acted;
import io.renewals.notifier.adapter.CardEvents.Drafted;
import io.renewals.store.Work;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/**
 * Cards and what follows for their pings, inside a transaction of one tenant. Whatever comes in changes the card first; {@link #settle}
 * then brings the pings in line with it, so that the order in which topics are heard makes no difference.
 */
public final class CardStore {
    private final Work work;

    public CardStore(Work work) {
        this.work = work;
    }

    /** New cards with their first ping; those that are known keep what they have. */
    public void take(List<Drafted> drafted) {
        List<Drafted> ordered =
                drafted.stream().sorted(Comparator.comparing(Drafted::offerId)).toList();
        PreparedBatch cards = work.db()
                .prepareBatch(
                        """
                        insert into card (tenant, offer_id, account, cycle_no, revision, correlation_id, facts, standing,
                            waits, heard_at)
                        values (:tenant, :offer, :account, :cycle, :revision, :correlation, cast(:facts as jsonb),
                            cast(:standing as jsonb), true, :now)
                        on conflict (tenant, offer_id) do update set facts = excluded.facts where card.facts is null""");
        for (Drafted card : ordered) {
            cards.bind("tenant", work.tenant())
                    .bind("offer", card.offerId())
                    .bind("account", card.account())
                    .bind("cycle", card.cycleNo())
                    .bind("revision", card.revision())
                    .bind("correlation", card.correlationId())
                    .bind("facts", CardJson.write(card.facts()))
                    .bind("standing", CardJson.of(card.standing()))
                    .bind("now", work.now())
                    .add();
        }
        cards.execute();
        addFirstPings(ordered);
        Map<String, String> causes = new HashMap<>();
        ordered.forEach(card -> causes.put(card.offerId(), card.causeId()));
        supersede(ordered).forEach((lower, cause) -> causes.putIfAbsent(lower, cause));
        settle(causes);
    }

    private void addFirstPings(List<Drafted> drafted) {
        PreparedBatch pings = work.db()
                .prepareBatch(
                        """
                        insert into ping (tenant, offer_id, kind, occasion, status, cause_id, not_before, next_attempt_at,
                            created_at)
                        values (:tenant, :offer, :kind, 0, 'waiting', :cause, :notBefore, :notBefore, :now)
                        on conflict do nothing""");
        for (Drafted card : drafted) {
            pings.bind("tenant", work.tenant())
                    .bind("offer", card.offerId())
                    .bind("kind", card.kind())
                    .bind("cause", card.causeId())
                    .bind("notBefore", card.notBefore().orElse(work.now()))
                    .bind("now", work.now())
                    .add();
        }
        pings.execute();
    }

    /** Cards with a higher revision beside them. @return the lower ones that changed, with what caused it */
    private Map<String, String> supersede(List<Drafted> drafted) {
        Map<String, String> causeByCycle = new HashMap<>();
        drafted.forEach(card -> causeByCycle.put(card.account() + "/" + card.cycleNo(), card.causeId()));
        Map<String, String> changed = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        update card set superseded_by = top.revision, change = card.change + 1
                        from (select account, cycle_no, max(revision) as revision from card
                              where tenant = :tenant and account = any (:accounts) group by account, cycle_no) top
                        where card.tenant = :tenant and card.account = top.account and card.cycle_no = top.cycle_no
                            and card.revision < top.revision
                            and (card.superseded_by is null or card.superseded_by < top.revision)
                        returning card.offer_id, card.account || '/' || card.cycle_no""")
                .bind("tenant", work.tenant())
                .bindArray(
                        "accounts",
                        String.class,
                        drafted.stream().map(Drafted::account).distinct().toList())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> changed.put(
                        row.getKey(),
                        causeByCycle.getOrDefault(
                                row.getValue(), drafted.getFirst().causeId())));
        return changed;
    }

    /** Actions on cards, known or not; of one card the highest sequence stands. */
    public void follow(List<Acted> acts) {
        Map<String, Acted> last = new HashMap<>();
        acts.forEach(
                act -> last.merge(act.offerId(), act, (one, other) -> one.sequence() > other.sequence() ? one : other));
        PreparedBatch cards = work.db()
                .prepareBatch(
                        """
                        insert into card (tenant, offer_id, account, cycle_no, revision, correlation_id, content, standing,
                            waits, action_sequence, change, heard_at)
                        values (:tenant, :offer, :account, :cycle, :revision, :correlation, cast(:content as jsonb),
                            cast(:standing as jsonb), :waits, :sequence, 1, :now)
                        on conflict (tenant, offer_id) do update set
                            content = coalesce(excluded.content, card.content), standing = excluded.standing,
                            waits = excluded.waits, action_sequence = excluded.action_sequence, change = card.change + 1
                        where card.action_sequence < excluded.action_sequence""");
        for (Acted act : last.values().stream()
                .sorted(Comparator.comparing(Acted::offerId))
                .toList()) {
            cards.bind("tenant", work.tenant())
                    .bind("offer", act.offerId())
                    .bind("account", act.account())
                    .bind("cycle", act.cycleNo())
                    .bind("revision", act.revision())
                    .bind("correlation", act.correlationId())
                    .bind("content", act.content() == null ? null : CardJson.write(act.content()))
                    .bind("standing", CardJson.of(act.standing()))
                    .bind("waits", act.standing().waits())
                    .bind("sequence", act.sequence())
                    .bind("now", work.now())
                    .add();
        }
        cards.execute();
        Map<String, String> causes = new HashMap<>();
        last.forEach((offer, act) -> causes.put(offer, act.causeId()));
        settle(causes);
    }

    /** Locks the card, so that what is heard meanwhile waits until the outcome is written. */
    public void lock(String offerId) {
        work.db()
                .createQuery("select 1 from card where tenant = :tenant and offer_id = :offer for update")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .mapTo(Integer.class)
                .one();
    }

    /** The Slack message that shows the card from now on. */
    public void shown(String offerId, String channel, String ts, long change) {
        work.db()
                .createUpdate(
                        """
                        update card set slack_channel = :channel, slack_ts = :ts,
                            shown_change = greatest(shown_change, :change)
                        where tenant = :tenant and offer_id = :offer""")
                .bind("channel", channel)
                .bind("ts", ts)
                .bind("change", change)
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .execute();
    }

    /** Drops pings nobody needs any more, wakes those that are needed again, and adds the updates that messages lack. */
    public void settle(Map<String, String> causeByOffer) {
        if (causeByOffer.isEmpty()) {
            return;
        }
        Set<String> offers = new LinkedHashSet<>(causeByOffer.keySet());
        on(
                        """
                        update ping set status = 'superseded', ended_at = :now from card
                        where ping.tenant = :tenant and ping.offer_id = any (:offers) and ping.status = 'waiting'
                            and card.tenant = ping.tenant and card.offer_id = ping.offer_id
                            and case ping.kind
                                when 'update' then ping.occasion < card.change
                                when 'reminder' then not card.waits or card.superseded_by is not null
                                    or card.action_sequence > 0
                                else not card.waits or card.superseded_by is not null end""",
                        offers)
                .execute();
        on(
                        """
                        update ping set status = 'waiting', ended_at = null from card
                        where ping.tenant = :tenant and ping.offer_id = any (:offers) and ping.status = 'superseded'
                            and ping.kind in ('card', 'held')
                            and card.tenant = ping.tenant and card.offer_id = ping.offer_id
                            and card.waits and card.superseded_by is null""",
                        offers)
                .execute();
        work.db()
                .createUpdate(
                        """
                        insert into ping (tenant, offer_id, kind, occasion, status, cause_id, not_before, next_attempt_at,
                            created_at)
                        select :tenant, card.offer_id, 'update', card.change, 'waiting', cause.id, :now, :now, :now
                        from card join unnest(:offers, :causes) as cause (offer_id, id) using (offer_id)
                        where card.tenant = :tenant and card.slack_ts is not null and card.change > card.shown_change
                        on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bindArray("offers", String.class, List.copyOf(offers))
                .bindArray(
                        "causes",
                        String.class,
                        offers.stream().map(causeByOffer::get).toList())
                .execute();
    }

    private Update on(String sql, Collection<String> offers) {
        Update update = work.db()
                .createUpdate(sql)
                .bind("tenant", work.tenant())
                .bindArray("offers", String.class, List.copyOf(offers));
        return sql.contains(":now") ? update.bind("now", work.now()) : update;
    }
}
