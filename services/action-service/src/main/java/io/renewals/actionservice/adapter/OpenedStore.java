package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Person;
import io.renewals.schemas.Topics;
import io.renewals.store.Work;
import java.util.Locale;
import java.util.Optional;

/** Who has opened which card. The first time is told to everybody, the others change nothing. */
public final class OpenedStore {
    private final Work work;

    public OpenedStore(Work work) {
        this.work = work;
    }

    /** What an event about the card has to name. */
    record Seen(String account, int cycleNo, int revision, String correlationId) {}

    /** Nothing for a card that is not there. */
    public void open(String offerId, Person person) {
        first(offerId, person)
                .ifPresent(card -> work.publish(
                        Topics.ACTIVITY_RECORDED,
                        "card-opened-" + offerId,
                        PeopleEvents.opened(card, work.tenant(), offerId, person, work.now())));
    }

    private Optional<Seen> first(String offerId, Person person) {
        return work.db()
                .createQuery(
                        """
                        with opened as (
                            insert into card_opened (tenant, offer_id, person, at)
                            select tenant, offer_id, :person, :now from card
                            where tenant = :tenant and offer_id = :offer
                            on conflict do nothing returning tenant, offer_id)
                        select account, cycle_no, revision, dossier ->> 'correlationId'
                        from card join opened using (tenant, offer_id)""")
                .bind("person", person.email().toLowerCase(Locale.ROOT))
                .bind("now", work.now())
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .map((row, context) -> new Seen(row.getString(1), row.getInt(2), row.getInt(3), row.getString(4)))
                .findOne();
    }
}
