package io.renewals.simulation;

import io.renewals.events.Terms;
import java.time.LocalDate;
import java.util.List;

/**
 * What the other systems have said so far, and whom the rulebook leaves alone, in a view {@code fact} of this session alone: what the
 * product believes is held against it.
 */
final class Reported {
    private final Look look;

    Reported(Look look) {
        this.look = look;
        look.run(
                """
                create temporary table reported (account text primary key, account_name text, plan text, tier text,
                  quantity int, unit_price numeric, currency text, billing_period text, term_months int, renewal_date date,
                  notice_period_days int, auto_renew boolean, contact_name text, contact_email text, owner_email text,
                  severe boolean not null default false, dispute boolean not null default false)""");
        look.run("create temporary table left_alone (account text primary key, reason text)");
        look.run(
                """
                create temporary view fact as
                select *, left_alone.reason as left_alone, (severe or dispute) and left_alone.reason is null as case_holds
                from reported left join left_alone using (account)""");
    }

    void terms(String account, Terms terms) {
        look.run(
                """
                insert into reported values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (account) do update set account_name = excluded.account_name, plan = excluded.plan,
                  tier = excluded.tier, quantity = excluded.quantity, unit_price = excluded.unit_price,
                  currency = excluded.currency, billing_period = excluded.billing_period, term_months = excluded.term_months,
                  renewal_date = excluded.renewal_date, notice_period_days = excluded.notice_period_days,
                  auto_renew = excluded.auto_renew, contact_name = excluded.contact_name,
                  contact_email = excluded.contact_email, owner_email = excluded.owner_email""",
                account,
                terms.getAccountName(),
                terms.getPlan(),
                terms.getTier(),
                terms.getQuantity(),
                terms.getUnitPrice(),
                terms.getCurrency(),
                terms.getBillingPeriod().name(),
                terms.getTermMonths(),
                terms.getRenewalDate(),
                terms.getNoticePeriodDays(),
                terms.getAutoRenew(),
                terms.getContactName(),
                terms.getContactEmail(),
                terms.getOwnerEmail());
    }

    void renewsOn(String account, LocalDate next) {
        look.run("update reported set renewal_date = ? where account = ?", next, account);
    }

    void severeCase(String account, boolean open) {
        look.run("update reported set severe = ? where account = ?", open, account);
    }

    void dispute(String account, boolean open) {
        look.run("update reported set dispute = ? where account = ?", open, account);
    }

    /** These from now on, and no others. */
    void leftAlone(List<String> accounts, String reason) {
        look.run("delete from left_alone");
        accounts.forEach(account -> look.run("insert into left_alone values (?, ?)", account, reason));
    }
}
