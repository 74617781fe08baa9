package io.renewals.intake.domain;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One accepted line.
 *
 * @param usagePercent percent of the plan's limit; empty: the sheet says nothing about it
 */
public record SheetRow(int line, String account, Terms terms, Optional<BigDecimal> usagePercent) {
    /** Column name to normalised text, in the order of the columns; what versions of the sheet are compared by. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, SheetColumn.NAME, Optional.of(terms.accountName()));
        put(fields, SheetColumn.PLAN, Optional.of(terms.plan()));
        put(fields, SheetColumn.TIER, terms.tier());
        put(fields, SheetColumn.QUANTITY, Optional.of(terms.quantity()));
        put(fields, SheetColumn.UNIT_PRICE, Optional.of(plain(terms.unitPrice())));
        put(fields, SheetColumn.CURRENCY, Optional.of(terms.currency()));
        put(fields, SheetColumn.BILLING_PERIOD, Optional.of(terms.billingPeriod()));
        put(fields, SheetColumn.TERM_MONTHS, Optional.of(terms.termMonths()));
        put(fields, SheetColumn.CONTRACT_START, terms.contractStart());
        put(fields, SheetColumn.RENEWAL_DATE, Optional.of(terms.renewalDate()));
        put(fields, SheetColumn.NOTICE_PERIOD_DAYS, terms.noticePeriodDays());
        put(fields, SheetColumn.AUTO_RENEW, Optional.of(terms.autoRenew() ? "yes" : "no"));
        put(fields, SheetColumn.CONTACT_NAME, terms.contactName());
        put(fields, SheetColumn.CONTACT_EMAIL, Optional.of(terms.contactEmail()));
        put(fields, SheetColumn.OWNER_EMAIL, terms.ownerEmail());
        put(fields, SheetColumn.USAGE_PERCENT, usagePercent.map(SheetRow::plain));
        return fields;
    }

    private static void put(Map<String, String> fields, SheetColumn column, Optional<?> value) {
        value.ifPresent(known -> fields.put(column.column(), known.toString()));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }
}
