package io.renewals.notifier.adapter;

import io.renewals.notifier.domain.Course.Call;
import io.renewals.notifier.domain.Purpose;
import io.renewals.store.Work;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Messages to readers, each made once, inside a transaction of one tenant. */
public final class MessageStore {
    private static final String MESSAGE =
            """
            insert into message (tenant, offer_id, recipient, kind, round, about, person, note, created_at)
            values (:tenant, :offer, :recipient, :kind, :round, :about, cast(:person as jsonb), :note, :now)
            on conflict do nothing""";
    private static final String PING =
            """
            insert into ping (tenant, offer_id, recipient, kind, round, occasion, status, cause_id, not_before,
                next_attempt_at, created_at)
            values (:tenant, :offer, :recipient, :kind, :round, 0, 'waiting', :cause, :at, :at, :now)
            on conflict do nothing""";

    private final Work work;

    public MessageStore(Work work) {
        this.work = work;
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

    /** A message that is to be made. @param causeId the event it follows from @param at earliest */
    record Posting(String offerId, Call call, String causeId, Instant at) {}

    /** A message to be posted; what is there already stays as it is. @param at earliest */
    public void call(String offerId, Call call, String causeId, Instant at) {
        if (call.purpose() != Purpose.MOVED
                || wasToldByMailAlone(offerId, call.to().id())) {
            callAll(List.of(new Posting(offerId, call, causeId, at)));
        }
    }

    void callAll(List<Posting> postings) {
        PreparedBatch messages = work.db().prepareBatch(MESSAGE);
        PreparedBatch pings = work.db().prepareBatch(PING);
        for (Posting posting : postings) {
            add(messages, pings, posting, posting.call().purpose().key(), null);
        }
        messages.execute();
        pings.execute();
    }

    /** One mail, should nobody act until then: the message may or may not have arrived. */
    public void doubt(Ping doubtful, Instant at) {
        PreparedBatch messages = work.db().prepareBatch(MESSAGE);
        PreparedBatch pings = work.db().prepareBatch(PING);
        Call call = new Call(doubtful.reader(), doubtful.purpose(), doubtful.cardSequence(), doubtful.note());
        add(
                messages,
                pings,
                new Posting(doubtful.key().offerId(), call, doubtful.causeId(), at),
                Ping.DOUBT,
                doubtful.purpose().key());
        messages.execute();
        pings.execute();
    }

    /** The Slack message that is there from now on, and what it shows. */
    public void shown(Ping.Key key, String channel, String ts, long change) {
        work.db()
                .createUpdate(
                        """
                        update message set slack_channel = :channel, slack_ts = :ts,
                            shown_change = greatest(shown_change, :change)
                        where tenant = :tenant and offer_id = :offer and recipient = :recipient and kind = :kind
                            and round = :round""")
                .bind("channel", channel)
                .bind("ts", ts)
                .bind("change", change)
                .bind("tenant", work.tenant())
                .bindMethods(key)
                .bind("offer", key.offerId())
                .execute();
    }

    /** There is no message that could be changed. */
    public void gone(Ping.Key key) {
        shown(key, null, null, 0);
    }

    /** Whose message is on Slack sees there what became of the card; who had a mail does not. */
    private boolean wasToldByMailAlone(String offerId, String recipient) {
        return work.db()
                .createQuery(
                        """
                        select exists (select 1 from ping where tenant = :tenant and offer_id = :offer
                                and recipient = :recipient and status in ('sent', 'ambiguous'))
                            and not exists (select 1 from message where tenant = :tenant and offer_id = :offer
                                and recipient = :recipient and slack_ts is not null)""")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .bind("recipient", recipient)
                .mapTo(Boolean.class)
                .one();
    }

    private void add(PreparedBatch messages, PreparedBatch pings, Posting posting, String kind, String about) {
        Call call = posting.call();
        messages.bind("tenant", work.tenant())
                .bind("offer", posting.offerId())
                .bind("recipient", call.to().id())
                .bind("kind", kind)
                .bind("round", call.round())
                .bind("about", about)
                .bind("person", CardJson.write(call.to()))
                .bind("note", call.note())
                .bind("now", work.now())
                .add();
        pings.bind("tenant", work.tenant())
                .bind("offer", posting.offerId())
                .bind("recipient", call.to().id())
                .bind("kind", kind)
                .bind("round", call.round())
                .bind("cause", posting.causeId())
                .bind("at", posting.at())
                .bind("now", work.now())
                .add();
    }
}
