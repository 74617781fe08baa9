package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Card;
import io.renewals.store.Work;
import java.util.List;
import java.util.Locale;

/** One person's cards that wait, and cards by an account's name; whole cards, few of them. */
public final class MyQueue {
    private static final String COLUMNS = CardStore.COLUMNS + ", exists (select 1 from shown_text shown"
            + " where shown.tenant = card.tenant and shown.offer_id = card.offer_id and shown.person = :person"
            + " and shown.sha256 = card.sha256 and shown.revision = card.revision) as was_read";

    private final Work work;
    private final String person;

    /** @param person e-mail */
    public MyQueue(Work work, String person) {
        this.work = work;
        this.person = person.toLowerCase(Locale.ROOT);
    }

    /** @param read the person saw all of its text as it is now */
    public record Waiting(Card card, boolean read) {}

    /** Queued and held, the nearest notice deadline first. */
    public List<Waiting> waiting(int limit) {
        return work.db()
                .createQuery("select " + COLUMNS
                        + " from card where tenant = :tenant and owner_email = :person"
                        + " and status in ('queued', 'held') order by notice_deadline, offer_id limit :limit")
                .bind("tenant", work.tenant())
                .bind("person", person)
                .bind("limit", limit)
                .map((row, context) -> new Waiting(CardStore.card(row), row.getBoolean("was_read")))
                .list();
    }

    public long count() {
        return work.db()
                .createQuery("select count(*) from card where tenant = :tenant and owner_email = :person"
                        + " and status in ('queued', 'held')")
                .bind("tenant", work.tenant())
                .bind("person", person)
                .mapTo(Long.class)
                .one();
    }

    /** Whoever's they are, the newest revision of each cycle first. @param name of the account, or part of it, or its id */
    public List<Waiting> ofAccount(String name, int limit) {
        return work.db()
                .createQuery("select " + COLUMNS
                        + " from card where tenant = :tenant and (account = :name or account_name ilike :like)"
                        + " order by (status in ('queued', 'held')) desc, changed_at desc limit :limit")
                .bind("tenant", work.tenant())
                .bind("person", person)
                .bind("name", name)
                .bind("like", "%" + name.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .bind("limit", limit)
                .map((row, context) -> new Waiting(CardStore.card(row), row.getBoolean("was_read")))
                .list();
    }
}
