package io.renewals.notifier.adapter;

import io.renewals.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pings of one tenant, inside a transaction. Every change names the state it starts from. */
public final class PingStore {
    private static final Duration COUNTED = Duration.ofDays(1);

    private final Work work;

    public PingStore(Work work) {
        this.work = work;
    }

    /** Whatever would ring waits; an update makes no sound. */
    public void delayUntil(Instant businessMinute) {
        work.db()
                .createUpdate(
                        """
                        update ping set next_attempt_at = :until
                        where tenant = :tenant and status = 'waiting' and (occasion = 0 or replaces)
                            and next_attempt_at <= :now""")
                .bind("until", businessMinute)
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .execute();
    }

    /**
     * Due pings, locked, of owners whose channel may be written to; those that somebody else holds are passed over. One at a time of a
     * message, so that a slow update never lands on top of a later one.
     */
    public List<Ping> lockDue(int most) {
        return work.db()
                .createQuery(
                        Ping.SELECT
                                + """
                        where ping.tenant = :tenant and ping.status = 'waiting' and ping.next_attempt_at <= :now
                            and (ping.mail_only or ping.kind = 'doubt' or paced.next_at is null
                                or paced.next_at <= :now)
                            and card.facts is not null
                            and not exists (select 1 from ping other
                                where other.tenant = ping.tenant and other.offer_id = ping.offer_id
                                    and other.recipient = ping.recipient and other.kind = ping.kind
                                    and other.round = ping.round and other.status = 'claimed')
                        order by ping.next_attempt_at, ping.offer_id limit :most for update of ping skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> Ping.of(row))
                .list();
    }

    /** Takes the channel for one message. False: somebody has just written there. */
    public boolean takeChannel(String slackId, Duration pace) {
        return work.db()
                        .createUpdate(
                                """
                                insert into slack_channel (tenant, slack_id, next_at) values (:tenant, :slack, :next)
                                on conflict (tenant, slack_id) do update set next_at = excluded.next_at
                                where slack_channel.next_at <= :now""")
                        .bind("tenant", work.tenant())
                        .bind("slack", slackId)
                        .bind("next", work.now().plus(pace))
                        .bind("now", work.now())
                        .execute()
                == 1;
    }

    /** @param channel of the owner; null: still not known @param pause from now on; zero: as it is */
    public void keepChannel(String slackId, String channel, Duration pause) {
        work.db()
                .createUpdate(
                        """
                        update slack_channel set channel = coalesce(:channel, channel),
                            next_at = greatest(next_at, :next)
                        where tenant = :tenant and slack_id = :slack""")
                .bind("channel", channel)
                .bind("next", work.now().plus(pause))
                .bind("tenant", work.tenant())
                .bind("slack", slackId)
                .execute();
    }

    /** The attempt that begins now. */
    public void claim(Ping ping, String channel, String instance, Duration lease) {
        one(
                ping.key(),
                """
                status = 'claimed', attempts = attempts + 1, channel = :channel, shows_change = :change,
                claimed_by = :instance, lease_until = :lease""",
                "status = 'waiting'",
                Map.of(
                        "channel",
                        channel,
                        "change",
                        ping.change(),
                        "instance",
                        instance,
                        "lease",
                        work.now().plus(lease)));
    }

    /** What an attempt came to. False: it no longer decides. @param status sent, ambiguous or failed */
    public boolean end(Ping.Key key, int attempt, String status, String reference, String detail) {
        return one(
                key,
                """
                status = :status, reference = nullif(:reference, ''), detail = nullif(:detail, ''), ended_at = :now,
                claimed_by = null, lease_until = null""",
                "attempts = :attempt and status in ('claimed', 'ambiguous')",
                Map.of("status", status, "reference", reference, "detail", detail, "attempt", attempt));
    }

    /** Waits for another attempt. False: this one no longer decides. */
    public boolean again(Ping.Key key, int attempt, Instant next, int failures, boolean mailOnly, String detail) {
        return one(
                key,
                """
                status = 'waiting', next_attempt_at = :next, failures = :failures, mail_only = :mailOnly,
                detail = :detail, ended_at = null, claimed_by = null, lease_until = null""",
                "attempts = :attempt and status in ('claimed', 'ambiguous')",
                Map.of(
                        "next", next,
                        "failures", failures,
                        "mailOnly", mailOnly,
                        "detail", detail,
                        "attempt", attempt));
    }

    /** The message can't be changed any more: the next attempt posts a new one. False: this one no longer decides. */
    public boolean postAnew(Ping.Key key, int attempt, String detail) {
        boolean decides = one(
                key,
                """
                status = 'waiting', replaces = true, next_attempt_at = :now, failures = 0, detail = :detail,
                ended_at = null, claimed_by = null, lease_until = null""",
                "attempts = :attempt and status in ('claimed', 'ambiguous')",
                Map.of("detail", detail, "attempt", attempt));
        if (decides) {
            // The new one shows the card as it is then.
            work.db()
                    .createUpdate(
                            """
                            update ping set status = 'superseded', ended_at = :now
                            where tenant = :tenant and offer_id = :offer and recipient = :recipient and kind = :kind
                                and round = :round and occasion > 0 and status = 'waiting' and not replaces""")
                    .bind("now", work.now())
                    .bind("tenant", work.tenant())
                    .bind("offer", key.offerId())
                    .bind("recipient", key.recipient())
                    .bind("kind", key.kind())
                    .bind("round", key.round())
                    .execute();
        }
        return decides;
    }

    /** The doubt about this reader's messages is resolved, so no mail has to follow. */
    public void dropDoubt(String offerId, String recipient) {
        work.db()
                .createUpdate(
                        """
                        update ping set status = 'superseded', ended_at = :now
                        where tenant = :tenant and offer_id = :offer and recipient = :recipient and kind = 'doubt'
                            and status = 'waiting'""")
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .bind("recipient", recipient)
                .execute();
    }

    /** Attempts whose time for an outcome is over, locked. */
    public List<Ping> lockAbandoned(int most) {
        return work.db()
                .createQuery(
                        Ping.SELECT
                                + """
                        where ping.tenant = :tenant and ping.status = 'claimed' and ping.lease_until < :now
                        order by ping.lease_until limit :most for update of ping skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> Ping.of(row))
                .list();
    }

    /**
     * Pings by the states that somebody may want to look at. What is in doubt or failed counts for as long as its card waits, else for a
     * day, and only until something later has reached that reader.
     *
     * @param failing failures from which a waiting one is counted apart
     */
    public Map<String, Long> counts(int failing) {
        Map<String, Long> counts = new TreeMap<>();
        work.db()
                .createQuery(
                        """
                        select case when status = 'waiting' and failures >= :failing then 'failing' else status end as state,
                            count(*)
                        from ping join card using (tenant, offer_id)
                        where tenant = :tenant and (status in ('waiting', 'claimed')
                            or status in ('ambiguous', 'failed')
                                and (card.waits and card.superseded_by is null or ping.ended_at > :since)
                                and not exists (select 1 from ping later
                                    where later.tenant = ping.tenant and later.offer_id = ping.offer_id
                                        and later.recipient = ping.recipient and later.status = 'sent'
                                        and later.ended_at >= ping.ended_at
                                        and (later.occasion = 0 and ping.occasion = 0
                                            or later.kind = ping.kind and later.round = ping.round)))
                        group by state""")
                .bind("tenant", work.tenant())
                .bind("failing", failing)
                .bind("since", work.now().minus(COUNTED))
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Age of what is due and waits longest, in seconds; 0: nothing does. */
    public double oldestDueSeconds() {
        return work.db()
                .createQuery(
                        """
                        select coalesce(extract(epoch from :now - min(next_attempt_at)), 0) from ping
                        where tenant = :tenant and status = 'waiting' and next_attempt_at <= :now""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .mapTo(Double.class)
                .one();
    }

    private boolean one(Ping.Key key, String changes, String from, Map<String, Object> values) {
        var update = work.db()
                .createUpdate("update ping set " + changes
                        + " where tenant = :tenant and offer_id = :offer and recipient = :recipient and kind = :kind"
                        + " and round = :round and occasion = :occasion and " + from)
                .bind("tenant", work.tenant())
                .bind("offer", key.offerId())
                .bind("recipient", key.recipient())
                .bind("kind", key.kind())
                .bind("round", key.round())
                .bind("occasion", key.occasion())
                .bindMap(values);
        return (changes.contains(":now") ? update.bind("now", work.now()) : update).execute() == 1;
    }
}
