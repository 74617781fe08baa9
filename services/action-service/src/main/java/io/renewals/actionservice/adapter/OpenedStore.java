package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Person;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.util.Locale;
import java.util.Optional;

/**
 * Who has opened which card. The first time is told to everybody, and the first time after the card came back by itself; the others
 * change nothing.
 */
public final class OpenedStore {
    private final Work work;

    public OpenedStore(Work work) {
        this.work = work;
    }

    /** What an event about the card has to name. */
    record Seen(String account, int cycleNo, int revision, String correlationId) {}

    /** @param round the action that had brought the card back by itself; 0: none had */
    private record First(Seen card, int round) {}

    /** Nothing for a card that is not there. */
    public void open(String offerId, Person person) {
        first(offerId, person)
                .ifPresent(first -> work.publish(
                        Topics.ACTIVITY_RECORDED,
                        "card-opened-" + offerId + (first.round() == 0 ? "" : "-" + first.round()),
                        PeopleEvents.opened(first.card(), work.tenant(), offerId, person, work.now())));
    }

    private Optional<First> first(String offerId, Person person) {
        return work.db()
                .createQuery(
                        """
                        with opened as (
                            insert into card_opened (tenant, offer_id, person, at, round)
                            select tenant, offer_id, :person, :now, (
                                select coalesce(max(act.sequence), 0) from card_action as act
                                where act.tenant = card.tenant and act.offer_id = card.offer_id
                                    and act.action in ('WOKEN', 'SEND_FAILED'))
                            from card where tenant = :tenant and offer_id = :offer
                            on conflict do nothing returning tenant, offer_id, round)
                        select account, cycle_no, revision, dossier ->> 'correlationId', round
                        from card join opened using (tenant, offer_id)""")
                .bind("person", person.email().toLowerCase(Locale.ROOT))
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> new First(
                        new Seen(row.getString(1), row.getInt(2), row.getInt(3), row.getString(4)), row.getInt(5)))
                .findOne();
    }
}
