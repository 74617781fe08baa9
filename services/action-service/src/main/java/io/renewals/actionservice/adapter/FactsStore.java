package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Arrivals.Facts;
import io.renewals.actionservice.domain.Arrivals.Hold;
import io.renewals.actionservice.domain.Dossier;
import io.renewals.actionservice.domain.Ground;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What was last heard of the accounts: the versions of their facts, and what is held. */
public final class FactsStore {
    private static final String COLUMNS = "account, account_version, material_version, held_offer, held_for";
    private static final Facts NOTHING_HEARD = new Facts(0, 0, Optional.empty());

    private final Work work;

    public FactsStore(Work work) {
        this.work = work;
    }

    /** What a card of this dossier stands on, as last stored. */
    public Ground ground(Dossier dossier) {
        return facts(List.of(dossier.account()))
                .getOrDefault(dossier.account(), NOTHING_HEARD)
                .under(dossier);
    }

    /** Of accounts that were heard of; the others are not in it. */
    public Map<String, Facts> facts(Collection<String> accounts) {
        return read(accounts, "");
    }

    /** Locks the accounts against each other's arrivals and changes; gives the facts last heard. */
    public Map<String, Facts> lock(Collection<String> accounts) {
        work.db()
                .createUpdate(
                        """
                        insert into account_facts (tenant, account, account_version, material_version)
                        select :tenant, account, 0, 0 from unnest(:accounts) as account
                        on conflict do nothing""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, sorted(accounts))
                .execute();
        return read(accounts, " for update");
    }

    private Map<String, Facts> read(Collection<String> accounts, String lock) {
        Map<String, Facts> facts = new HashMap<>();
        if (accounts.isEmpty()) {
            return facts;
        }
        work.db()
                .createQuery("select " + COLUMNS
                        + " from account_facts where tenant = :tenant and account = any (:accounts) order by account"
                        + lock)
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, sorted(accounts))
                .map((row, context) -> Map.entry(row.getString("account"), facts(row)))
                .forEach(entry -> facts.put(entry.getKey(), entry.getValue()));
        return facts;
    }

    /** In one order whoever asks, so that two batches never wait for each other in a ring. */
    private static List<String> sorted(Collection<String> accounts) {
        return new ArrayList<>(new TreeSet<>(accounts));
    }

    private static Facts facts(ResultSet row) throws SQLException {
        String offer = row.getString("held_offer");
        return new Facts(
                row.getLong("account_version"),
                row.getLong("material_version"),
                offer == null ? Optional.empty() : Optional.of(new Hold(offer, row.getString("held_for"))));
    }

    /** Remembers the newest; older ones than known are left out by the caller. */
    public void save(Map<String, Facts> facts) {
        var batch = work.db()
                .prepareBatch(
                        """
                        update account_facts set account_version = :version, material_version = :material,
                            held_offer = :heldOffer, held_for = :heldFor
                        where tenant = :tenant and account = :account""");
        facts.forEach((account, heard) -> batch.bind("tenant", work.tenant())
                .bind("account", account)
                .bind("version", heard.accountVersion())
                .bind("material", heard.materialVersion())
                .bind("heldOffer", heard.hold().map(Hold::offerId).orElse(null))
                .bind("heldFor", heard.hold().map(Hold::reason).orElse(null))
                .add());
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
