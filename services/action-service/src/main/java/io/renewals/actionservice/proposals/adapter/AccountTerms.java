package io.renewals.actionservice.proposals.adapter;

import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.store.Work;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Each account's contract as it was last told; an older telling changes nothing. */
public final class AccountTerms {
    private final Work work;

    public AccountTerms(Work work) {
        this.work = work;
    }

    /** @param version accountVersion of the registry */
    public record Told(String account, long version, Terms terms) {}

    /** @param told each account once, in the order of their ids: two batches then never wait for each other */
    public void learn(Collection<Told> told) {
        PreparedBatch rows = work.db()
                .prepareBatch(
                        """
                        insert into account_terms (tenant, account, account_version, terms)
                        values (:tenant, :account, :version, cast(:terms as jsonb))
                        on conflict (tenant, account) do update
                            set account_version = excluded.account_version, terms = excluded.terms
                        where account_terms.account_version < excluded.account_version""");
        for (Told each : told) {
            rows.bind("tenant", work.tenant())
                    .bind("account", each.account())
                    .bind("version", each.version())
                    .bind("terms", ProposalJson.write(each.terms()))
                    .add();
        }
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    public Map<String, Terms> of(Collection<String> accounts) {
        Map<String, Terms> found = new HashMap<>();
        work.db()
                .createQuery(
                        """
                        select account, terms::text from account_terms
                        where tenant = :tenant and account = any(:accounts)""")
                .bind("tenant", work.tenant())
                .bindArray("accounts", String.class, accounts)
                .map((row, context) -> found.put(row.getString(1), ProposalJson.terms(row.getString(2))))
                .list();
        return found;
    }

    /** Locked until the transaction ends: no change of the account comes in between. */
    public Optional<Terms> lock(String account) {
        return work.db()
                .createQuery(
                        """
                        select terms::text from account_terms where tenant = :tenant and account = :account for update""")
                .bind("tenant", work.tenant())
                .bind("account", account)
                .map((row, context) -> ProposalJson.terms(row.getString(1)))
                .findOne();
    }
}
