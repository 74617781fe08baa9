package io.renewals.notifier.adapter;

import static io.renewals.notifier.domain.Standing.Held.SUPPRESSION;

import io.renewals.notifier.domain.Person;
import io.renewals.notifier.domain.TimerKind;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Reminders and escalations to come, inside a transaction of one tenant. Each fires once for every draft and owner, and once more each
 * time the card came back by itself.
 */
public final class TimerStore {
    private final Work work;

    public TimerStore(Work work) {
        this.work = work;
    }

    /**
     * A timer whose time has come, locked with its card.
     *
     * @param opened true: the owner has looked at the card
     * @param passedOver why earlier ones of the same owner told nobody
     */
    public record Due(
            String offerId,
            String account,
            String correlationId,
            Person owner,
            TimerKind kind,
            boolean opened,
            int cardSequence,
            List<String> passedOver) {}

    /** What is held for a case or dispute waits for that to be closed, and its reader is left in peace. */
    static final String RINGS =
            "(card.waits and coalesce(card.standing ->> 'limit', '') <> '%s')".formatted(SUPPRESSION);

    /** @param from the owner's hours count @param back when the card came back by itself; empty: it did not */
    record Arming(String offerId, Person owner, Instant from, Optional<Instant> back) {
        static Arming of(String offerId, Person owner, Instant from) {
            return new Arming(offerId, owner, from, Optional.empty());
        }
    }

    /** Starts the owners' timers, and those that a decision had cancelled anew; what has fired stays, but where the card came back. */
    void arm(List<Arming> armings, Rulebook rulebook) {
        PreparedBatch timers = work.db()
                .prepareBatch(
                        """
                        insert into timer (tenant, offer_id, owner, kind, status, due_at, created_at, since)
                        values (:tenant, :offer, :owner, :kind, 'waiting', :due, :now, :since)
                        on conflict (tenant, offer_id, owner, kind) do update
                            set status = 'waiting', due_at = excluded.due_at, ended_at = null, detail = null,
                                since = coalesce(excluded.since, timer.since)
                            where timer.status = 'cancelled' or excluded.since is not null""");
        for (Arming arming : armings) {
            Instant business = rulebook.quietHours().nextBusinessMinute(arming.from(), rulebook.zone());
            for (TimerKind kind : TimerKind.values()) {
                timers.bind("tenant", work.tenant())
                        .bind("offer", arming.offerId())
                        .bind("owner", arming.owner().id())
                        .bind("kind", kind.key())
                        .bind("due", business.plus(kind.after(rulebook.followUp())))
                        .bind("now", work.now())
                        .bindByType("since", arming.back().orElse(null), Instant.class)
                        .add();
            }
        }
        timers.execute();
    }

    /** Cards that wait for somebody who has no timers yet, as of cards from before there were any. */
    public void armForgotten(Rulebook rulebook, int most) {
        arm(
                work.db()
                        .createQuery(
                                """
                                select card.offer_id, coalesce(card.owner, card.facts -> 'owner'), card.heard_at from card
                                where card.tenant = :tenant and %s and card.superseded_by is null
                                    and card.facts is not null and not exists (
                                        select 1 from timer where timer.tenant = card.tenant
                                            and timer.offer_id = card.offer_id
                                            and timer.owner = coalesce(card.owner, card.facts -> 'owner') ->> 'id')
                                order by card.heard_at limit :most"""
                                        .formatted(RINGS))
                        .bind("tenant", work.tenant())
                        .bind("most", most)
                        .map((row, context) -> Arming.of(
                                row.getString(1),
                                CardJson.person(row.getString(2)),
                                row.getTimestamp(3).toInstant()))
                        .list(),
                rulebook);
    }

    /** Those that somebody else works on are passed over; so are cards that are not known yet. */
    public List<Due> lockDue(int most) {
        return work.db()
                .createQuery(
                        """
                        select timer.offer_id, card.account, card.correlation_id,
                            coalesce(card.owner, card.facts -> 'owner'), timer.kind, card.action_sequence,
                            exists (select 1 from opened where opened.tenant = timer.tenant
                                and opened.offer_id = timer.offer_id
                                and (timer.since is null or opened.at >= timer.since) and opened.actor in (lower(timer.owner),
                                    lower(coalesce(card.owner, card.facts -> 'owner') ->> 'email'))),
                            array(select past.detail from timer as past where past.tenant = timer.tenant
                                and past.offer_id = timer.offer_id and past.owner = timer.owner
                                and past.status = 'skipped' order by past.due_at)
                        from timer join card using (tenant, offer_id)
                        where timer.tenant = :tenant and timer.status = 'waiting' and timer.due_at <= :now
                            and card.facts is not null and %s and card.superseded_by is null
                            and timer.owner = coalesce(card.owner, card.facts -> 'owner') ->> 'id'
                        order by timer.due_at, timer.offer_id limit :most for update of timer, card skip locked"""
                                .formatted(RINGS))
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bind("most", most)
                .map((row, context) -> new Due(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        CardJson.person(row.getString(4)),
                        TimerKind.of(row.getString(5)),
                        row.getBoolean(7),
                        row.getInt(6),
                        List.of((String[]) row.getArray(8).getArray())))
                .list();
    }

    /** @param status fired, opened or skipped @param detail empty: nothing to say */
    public void end(Due due, String status, String detail) {
        work.db()
                .createUpdate(
                        """
                        update timer set status = :status, detail = nullif(:detail, ''), ended_at = :now
                        where tenant = :tenant and offer_id = :offer and owner = :owner and kind = :kind
                            and status = 'waiting'""")
                .bind("status", status)
                .bind("detail", detail)
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("offer", due.offerId())
                .bind("owner", due.owner().id())
                .bind("kind", due.kind().key())
                .execute();
    }
}
