package io.renewals.intake.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of the accounts sheet, each under its own name and those that other systems export. */
public enum SheetColumn {
    ACCOUNT(true, "account", "account_id", "id", "customer_id"),
    NAME(true, "name", "account_name", "customer", "customer_name", "company"),
    PLAN(true, "plan", "plan_id"),
    TIER(false, "tier", "segment"),
    QUANTITY(true, "quantity", "seats", "units", "licenses", "licences"),
    UNIT_PRICE(true, "unit_price", "price", "price_per_seat", "price_per_unit"),
    CURRENCY(true, "currency"),
    BILLING_PERIOD(true, "billing_period", "billing", "billing_cycle"),
    TERM_MONTHS(true, "term_months", "term"),
    CONTRACT_START(false, "contract_start", "start_date", "start"),
    RENEWAL_DATE(true, "renewal_date", "renews_on", "renewal"),
    NOTICE_PERIOD_DAYS(false, "notice_period_days", "notice_days", "notice_period"),
    AUTO_RENEW(false, "auto_renew", "auto_renewal", "autorenew"),
    CONTACT_NAME(false, "contact_name", "contact"),
    CONTACT_EMAIL(true, "contact_email", "email", "contact_mail"),
    OWNER_EMAIL(false, "owner_email", "owner", "account_manager"),
    /** A signal: percent of the plan's limit in use. */
    USAGE_PERCENT(false, "usage_percent", "usage", "utilisation", "utilization");

    private final boolean required;
    private final List<String> names;

    SheetColumn(boolean required, String... names) {
        this.required = required;
        this.names = List.of(names);
    }

    public boolean required() {
        return required;
    }

    /** The name it is called by in results. */
    public String column() {
        return names.getFirst();
    }

    /** Every name it is known under, its own first. */
    public List<String> names() {
        return names;
    }

    /** @param heading as in the sheet; case, blanks and hyphens do not matter */
    static Optional<SheetColumn> of(String heading) {
        String name = heading.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return Arrays.stream(values())
                .filter(column -> column.names.contains(name))
                .findFirst();
    }
}
