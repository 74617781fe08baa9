package io.renewals.notifier.adapter;

import io.renewals.notifier.domain.CardFacts;
import io.renewals.notifier.domain.Standing;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pings of one tenant, inside a transaction. Every change names the state it starts from. */
public final class PingStore {
    private static final String COLUMNS =
            """
            select ping.offer_id, ping.kind, ping.occasion, ping.cause_id, ping.attempts, ping.failures, ping.mail_only,
                ping.channel, card.account, card.correlation_id, card.facts, card.content, card.standing,
                card.superseded_by, card.change, card.slack_channel, card.slack_ts, paced.channel
            from ping join card using (tenant, offer_id)
                left join slack_channel paced
                    on paced.tenant = ping.tenant and paced.slack_id = card.facts -> 'owner' ->> 'slackId'
            """;

    private final Work work;

    public PingStore(Work work) {
        this.work = work;
    }

    /** A ping's key. @param kind card, held, update or reminder */
    public record Key(String offerId, String kind, long occasion) {}

    /**
     * A ping with the card as it is now.
     *
     * @param attempts begun so far
     * @param failures of its present way
     * @param wentBy slack or mail, where an attempt was begun; else null
     * @param change of the card that it shows
     * @param messageChannel and {@code messageTs}: the Slack message that shows the card; null: there is none
     * @param directChannel the owner's direct message channel; null: not known yet
     */
    public record Ping(
            Key key,
            String account,
            String correlationId,
            String causeId,
            int attempts,
            int failures,
            boolean mailOnly,
            String wentBy,
            CardFacts facts,
            Standing standing,
            long change,
            String messageChannel,
            String messageTs,
            String directChannel) {

        public boolean isUpdate() {
            return key.kind().equals("update");
        }

        public boolean isReminder() {
            return key.kind().equals("reminder");
        }
    }

    /** Whatever would ring waits; an update makes no sound. */
    public void delayUntil(Instant businessMinute) {
        work.db()
                .createUpdate(
                        """
                        update ping set next_attempt_at = :until
                        where tenant = :tenant and status = 'waiting' and kind <> 'update' and next_attempt_at <= :now""")
                .bind("until", businessMinute)
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .execute();
    }

    /**
     * Due pings, locked, of owners whose channel may be written to; those that somebody else holds are passed over. One at a time of a
     * card, so that a slow update never lands on top of a later one.
     */
    public List<Ping> lockDue(int most) {
        return work.db()
                .createQuery(
                        COLUMNS
                                + """
                        where ping.tenant = :tenant and ping.status = 'waiting' and ping.next_attempt_at <= :now
                            and (ping.mail_only or ping.kind = 'reminder' or paced.next_at is null
                                or paced.next_at <= :now)
                            and not exists (select 1 from ping other
                                where other.tenant = ping.tenant and other.offer_id = ping.offer_id
                                    and other.status = 'claimed')
                        order by ping.next_attempt_at, ping.offer_id limit :most for update of ping skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> ping(row))
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
    public boolean end(Key key, int attempt, String status, String reference, String detail) {
        return one(
                key,
                """
                status = :status, reference = nullif(:reference, ''), detail = nullif(:detail, ''), ended_at = :now,
                claimed_by = null, lease_until = null""",
                "attempts = :attempt and status in ('claimed', 'ambiguous')",
                Map.of("status", status, "reference", reference, "detail", detail, "attempt", attempt));
    }

    /** Waits for another attempt. False: this one no longer decides. */
    public boolean again(Key key, int attempt, Instant next, int failures, boolean mailOnly, String detail) {
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

    /** One mail, should nobody act until then. */
    public void remind(Ping doubtful, Instant at) {
        work.db()
                .createUpdate(
                        """
                        insert into ping (tenant, offer_id, kind, occasion, status, cause_id, not_before, next_attempt_at,
                            created_at)
                        values (:tenant, :offer, 'reminder', 0, 'waiting', :cause, :at, :at, :now)
                        on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bind("offer", doubtful.key().offerId())
                .bind("cause", doubtful.causeId())
                .bind("at", at)
                .bind("now", work.now())
                .execute();
    }

    /** The doubt is resolved, so nobody needs reminding. */
    public void dropReminder(String offerId) {
        one(new Key(offerId, "reminder", 0), "status = 'superseded', ended_at = :now", "status = 'waiting'", Map.of());
    }

    /** Attempts whose time for an outcome is over, locked. */
    public List<Ping> lockAbandoned(int most) {
        return work.db()
                .createQuery(
                        COLUMNS
                                + """
                        where ping.tenant = :tenant and ping.status = 'claimed' and ping.lease_until < :now
                        order by ping.lease_until limit :most for update of ping skip locked""")
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> ping(row))
                .list();
    }

    /** Pings by the states that somebody may want to look at. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        work.db()
                .createQuery(
                        """
                        select status, count(*) from ping
                        where tenant = :tenant and status in ('waiting', 'claimed', 'ambiguous', 'failed')
                        group by status""")
                .bind("tenant", work.tenant())
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

    private boolean one(Key key, String changes, String from, Map<String, Object> values) {
        var update = work.db()
                .createUpdate("update ping set " + changes
                        + " where tenant = :tenant and offer_id = :offer and kind = :kind and occasion = :occasion and "
                        + from)
                .bind("tenant", work.tenant())
                .bind("offer", key.offerId())
                .bind("kind", key.kind())
                .bind("occasion", key.occasion())
                .bindMap(values);
        return (changes.contains(":now") ? update.bind("now", work.now()) : update).execute() == 1;
    }

    private static Ping ping(ResultSet row) throws SQLException {
        Standing standing = CardJson.standing(row.getString(13));
        int newer = row.getInt(14);
        boolean replaced = !row.wasNull() && standing.waits();
        return new Ping(
                new Key(row.getString(1), row.getString(2), row.getLong(3)),
                row.getString(9),
                row.getString(10),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getBoolean(7),
                row.getString(8),
                CardJson.facts(row.getString(11), row.getString(12)),
                replaced ? new Standing.Closed("Replaced by a newer draft (revision " + newer + ").") : standing,
                row.getLong(15),
                row.getString(16),
                row.getString(17),
                row.getString(18));
    }
}
