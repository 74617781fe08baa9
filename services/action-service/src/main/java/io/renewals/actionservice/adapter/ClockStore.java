package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.store.Work;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Cards that time has something to do with, a page at a time and locked. What another instance has locked is passed over: it does
 * the same with it.
 */
public final class ClockStore {
    private final Work work;

    public ClockStore(Work work) {
        this.work = work;
    }

    /** Snoozed until this day or an earlier one, the longest due first. */
    public List<Card> lockSnoozed(LocalDate through, int most) {
        return work.db()
                .createQuery(
                        """
                        select %s from card where tenant = :tenant and status = 'snoozed' and state ->> 'until' <= :day
                        order by state ->> 'until', offer_id limit :most for update skip locked"""
                                .formatted(CardStore.COLUMNS))
                .bind("tenant", work.tenant())
                .bind("day", through.toString())
                .bind("most", most)
                .map((row, context) -> CardStore.card(row))
                .list();
    }

    /** Open cards whose notice deadline is before this day, the oldest deadline first. */
    public List<Card> lockOverdue(LocalDate today, int most) {
        return work.db()
                .createQuery(
                        """
                        select %s from card where tenant = :tenant and status in ('queued', 'held', 'snoozed')
                            and notice_deadline < :day
                        order by notice_deadline, offer_id limit :most for update skip locked"""
                                .formatted(CardStore.COLUMNS))
                .bind("tenant", work.tenant())
                .bind("day", today)
                .bind("most", most)
                .map((row, context) -> CardStore.card(row))
                .list();
    }

    /** Open cards on other facts than the account's last stored ones, but for those that are held for them already. @param after offer id of the last one seen; empty: from the start */
    public List<Card> lockOutdated(String after, int most) {
        return work.db()
                .createQuery(
                        """
                        select %s from card where tenant = :tenant and status in ('queued', 'held', 'snoozed')
                            and offer_id > :after and exists (select 1 from account_facts facts
                                where facts.tenant = card.tenant and facts.account = card.account
                                    and facts.account_version >= card.account_version
                                    and facts.material_version <> card.material_version
                                    and not (status = 'held' and facts.held_offer is not distinct from card.offer_id
                                        and state ->> 'limit' = 'suppression' and state ->> 'reason' = facts.held_for))
                        order by offer_id limit :most for update skip locked"""
                                .formatted(CardStore.COLUMNS))
                .bind("tenant", work.tenant())
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> CardStore.card(row))
                .list();
    }

    /** The people who have open cards now. */
    public List<CardOwner> owners() {
        return work.db()
                .createQuery(
                        """
                        select distinct on (owner_email) coalesce(owner, dossier -> 'owner')::text from card
                        where tenant = :tenant and status in ('queued', 'held', 'snoozed')
                        order by owner_email""")
                .bind("tenant", work.tenant())
                .map((row, context) -> CardJson.read(row.getString(1), CardOwner.class))
                .list();
    }

    /** Open cards of these people. @param emails lower case @param after offer id of the last one seen; empty: from the start */
    public List<Card> lockOf(Collection<String> emails, String after, int most) {
        return work.db()
                .createQuery(
                        """
                        select %s from card where tenant = :tenant and status in ('queued', 'held', 'snoozed')
                            and owner_email = any (:emails) and offer_id > :after
                        order by offer_id limit :most for update skip locked"""
                                .formatted(CardStore.COLUMNS))
                .bind("tenant", work.tenant())
                .bindArray("emails", String.class, List.copyOf(emails))
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> CardStore.card(row))
                .list();
    }

    /** Open cards with a request for an exception that nobody has answered for good, the nearest deadline first. */
    public List<Card> openExceptions(int most) {
        return work.db()
                .createQuery(
                        """
                        select %s from card where tenant = :tenant and status in ('queued', 'held', 'snoozed')
                            and exception is not null
                            and jsonb_array_length(exception -> 'approvals')
                                < (exception ->> 'approvalsNeeded')::int
                        order by notice_deadline, offer_id limit :most"""
                                .formatted(CardStore.COLUMNS))
                .bind("tenant", work.tenant())
                .bind("most", most)
                .map((row, context) -> CardStore.card(row))
                .list();
    }
}
