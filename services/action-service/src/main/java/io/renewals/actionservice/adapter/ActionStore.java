package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.CardAction;
import io.renewals.actionservice.domain.Circumstances.Past;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.store.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The record of actions, each with the card before and after it. Only ever added to. */
public final class ActionStore {
    private final Work work;

    public ActionStore(Work work) {
        this.work = work;
    }

    /** An action as a page or an answer shows it. */
    public record Entry(
            int sequence,
            String action,
            String actor,
            String actorName,
            String surface,
            Instant at,
            String reason,
            LocalDate until,
            String messageSha256,
            String messageId,
            Integer undoes) {}

    public void add(List<Done> actions) {
        if (actions.isEmpty()) {
            return;
        }
        var batch = work.db()
                .prepareBatch(
                        """
                        insert into card_action (tenant, offer_id, sequence, action, actor, actor_name, surface, at,
                            reason, until, message_sha256, message_id, undoes, before, after)
                        values (:tenant, :offer, :sequence, :action, :actor, :actorName, :surface, :at, :reason,
                            :until, :sha256, :messageId, :undoes, cast(:before as jsonb), cast(:after as jsonb))""");
        for (Done done : actions) {
            CardAction action = done.action();
            batch.bind("tenant", work.tenant())
                    .bind("offer", done.after().dossier().offerId())
                    .bind("sequence", action.sequence())
                    .bind("action", action.kind().name())
                    .bind("actor", action.by().actor())
                    .bind("actorName", action.by().actorName())
                    .bind("surface", action.by().surface())
                    .bind("at", action.by().at())
                    .bind("reason", action.reason().orElse(null))
                    .bind("until", action.until().orElse(null))
                    .bind("sha256", done.after().message().sha256())
                    .bind("messageId", action.messageId().orElse(null))
                    .bind("undoes", action.undoes().orElse(null))
                    .bind("before", CardJson.snapshot(done.before()))
                    .bind("after", CardJson.snapshot(done.after()))
                    .add();
        }
        batch.execute();
    }

    /** The card's last action with the card before it; empty: none was taken. */
    public Optional<Past> last(String offerId) {
        return work.db()
                .createQuery(
                        """
                        select action, sequence, before::text, actor from card_action
                        where tenant = :tenant and offer_id = :offer order by sequence desc limit 1""")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> {
                    CardJson.Snapshot before = CardJson.snapshot(row.getString(3));
                    return new Past(
                            CardAction.Kind.valueOf(row.getString(1)),
                            row.getInt(2),
                            row.getString(4),
                            Optional.ofNullable(before.owner()),
                            before.content(),
                            before.state().state(),
                            Optional.ofNullable(before.exception()));
                })
                .findOne();
    }

    /** Newest first. */
    public List<Entry> of(String offerId) {
        return work.db()
                .createQuery(
                        """
                        select sequence, action, actor, actor_name, surface, at, reason, until, message_sha256,
                            message_id, undoes
                        from card_action where tenant = :tenant and offer_id = :offer order by sequence desc""")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> new Entry(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getString(7),
                        row.getObject(8, LocalDate.class),
                        row.getString(9),
                        row.getString(10),
                        row.getObject(11, Integer.class)))
                .list();
    }
}
