package io.renewals.actionservice.proposals.domain;

import java.util.Arrays;
import java.util.Optional;

/** The fields of a contract, by the names that events and forms have for them. */
public enum Field {
    ACCOUNT_NAME("accountName", "Name"),
    PLAN("plan", "Plan"),
    TIER("tier", "Tier"),
    QUANTITY("quantity", "Quantity"),
    UNIT_PRICE("unitPrice", "Unit price"),
    CURRENCY("currency", "Currency"),
    BILLING_PERIOD("billingPeriod", "Billing period"),
    TERM_MONTHS("termMonths", "Term in months"),
    CONTRACT_START("contractStart", "Contract start"),
    RENEWAL_DATE("renewalDate", "Renews on"),
    NOTICE_PERIOD_DAYS("noticePeriodDays", "Notice period in days"),
    AUTO_RENEW("autoRenew", "Renews by itself"),
    CONTACT_NAME("contactName", "Contact"),
    CONTACT_EMAIL("contactEmail", "Contact's address"),
    OWNER_EMAIL("ownerEmail", "Owner");

    private final String key;
    private final String label;

    Field(String key, String label) {
        this.key = key;
        this.label = label;
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    /** Empty: no field of this name. */
    public static Optional<Field> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }
}
