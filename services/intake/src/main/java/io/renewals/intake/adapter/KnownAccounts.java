package io.renewals.intake.adapter;

import io.renewals.intake.domain.KnownAccount;
import io.renewals.intake.domain.KnownBook;
import io.renewals.intake.domain.Mentioned;
import io.renewals.store.Work;
import java.util.Collection;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The accounts as the registry told them last; an older telling changes nothing. */
public final class KnownAccounts {
    private KnownAccounts() {}

    /** Those of the book that are mentioned: a calendar names few of many accounts. */
    public static KnownBook of(Work work, Mentioned mentioned) {
        return new KnownBook(work.db()
                .createQuery(
                        """
                        select account, name, account_version, terms::text as terms, left_version from known_account
                        where tenant = :tenant and account = any (:ids)
                        union
                        select account, name, account_version, terms::text, left_version from known_account
                        where tenant = :tenant and name_key = any (:nameKeys)""")
                .bind("tenant", work.tenant())
                .bindArray("ids", String.class, mentioned.ids())
                .bindArray("nameKeys", String.class, mentioned.nameKeys())
                .map((row, context) -> new KnownAccount(
                        row.getString("account"),
                        row.getString("name"),
                        row.getLong("account_version"),
                        TermsJson.read(row.getString("terms")),
                        row.getLong("left_version") == row.getLong("account_version")))
                .list());
    }

    public static void learn(Work work, Collection<KnownAccount> accounts) {
        PreparedBatch rows = work.db()
                .prepareBatch(
                        """
                        insert into known_account (tenant, account, account_version, name, name_key, terms, left_version)
                        values (:tenant, :account, :version, :name, :nameKey, cast(:terms as jsonb), :leftVersion)
                        on conflict (tenant, account) do update set account_version = excluded.account_version,
                            name = excluded.name, name_key = excluded.name_key, terms = excluded.terms,
                            left_version = excluded.left_version
                        where known_account.account_version < excluded.account_version""");
        for (KnownAccount account : accounts) {
            rows.bind("tenant", work.tenant())
                    .bind("account", account.account())
                    .bind("version", account.version())
                    .bind("name", account.name())
                    .bind("nameKey", account.nameKey())
                    .bind("leftVersion", account.hasLeft() ? account.version() : null)
                    .bind("terms", TermsJson.write(account.terms()))
                    .add();
        }
        if (rows.size() > 0) {
            rows.execute();
        }
    }
}
