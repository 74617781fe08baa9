package io.renewals.intake.domain;

/** The fields of a contract by their two names: the path in an event, the column in a sheet. */
public enum TermsField {
    ACCOUNT("account", "account"),
    ACCOUNT_NAME("terms.accountName", "name"),
    PLAN("terms.plan", "plan"),
    TIER("terms.tier", "tier"),
    QUANTITY("terms.quantity", "quantity"),
    UNIT_PRICE("terms.unitPrice", "unit_price"),
    CURRENCY("terms.currency", "currency"),
    BILLING_PERIOD("terms.billingPeriod", "billing_period"),
    TERM_MONTHS("terms.termMonths", "term_months"),
    CONTRACT_START("terms.contractStart", "contract_start"),
    RENEWAL_DATE("terms.renewalDate", "renewal_date"),
    NOTICE_PERIOD_DAYS("terms.noticePeriodDays", "notice_period_days"),
    AUTO_RENEW("terms.autoRenew", "auto_renew"),
    CONTACT_NAME("terms.contactName", "contact_name"),
    CONTACT_EMAIL("terms.contactEmail", "contact_email"),
    OWNER_EMAIL("terms.ownerEmail", "owner_email");

    private final String path;
    private final String column;

    TermsField(String path, String column) {
        this.path = path;
        this.column = column;
    }

    public String path() {
        return path;
    }

    public String column() {
        return column;
    }
}
