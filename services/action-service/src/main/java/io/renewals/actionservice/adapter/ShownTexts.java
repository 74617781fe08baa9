package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Card;
import io.renewals.store.Work;
import java.util.Locale;

/** Which text was shown whole to whom. */
public final class ShownTexts {
    private final Work work;

    public ShownTexts(Work work) {
        this.work = work;
    }

    /** @param person e-mail */
    public void shown(Card card, String person) {
        work.db()
                .createUpdate(
                        """
                        insert into shown_text (tenant, offer_id, person, sha256, revision, at)
                        values (:tenant, :offer, :person, :sha256, :revision, :now) on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bind("offer", card.dossier().offerId())
                .bind("person", person.toLowerCase(Locale.ROOT))
                .bind("sha256", card.message().sha256())
                .bind("revision", card.dossier().revision())
                .bind("now", work.now())
                .execute();
    }

    /** Whether this person saw all of this text at this revision. */
    public boolean wasShown(String offerId, String person, String sha256, int revision) {
        return work.db()
                .createQuery(
                        """
                        select exists (select 1 from shown_text where tenant = :tenant and offer_id = :offer
                        and person = :person and sha256 = :sha256 and revision = :revision)""")
                .bind("tenant", work.tenant())
                .bind("offer", offerId)
                .bind("person", person.toLowerCase(Locale.ROOT))
                .bind("sha256", sha256)
                .bind("revision", revision)
                .mapTo(Boolean.class)
                .one();
    }
}
