package io.renewals.rulebook;

import io.renewals.rulebook.Evidence.Kind;

/** The metrics the rules read, each under the kind of evidence it belongs to. */
public enum Metric {
    /** Percent of the plan's usage limit. */
    UTILISATION(Kind.USAGE),
    /** Percent change of usage against the period before. */
    TREND(Kind.USAGE),
    /** Days the latest invoice was late. */
    DAYS_LATE(Kind.BILLING),
    /** 1 when a payment failed, or how many did. */
    FAILED_PAYMENT(Kind.BILLING),
    /** 1 while a billing dispute is open. */
    DISPUTE_OPEN(Kind.BILLING),
    /** Text: active, quiet or left. */
    CHAMPION(Kind.CRM),
    /** Days without movement in the renewal deal. */
    DEAL_STALE_DAYS(Kind.CRM),
    /** 1 when the customer haggles over price, or a strength between 0 and 1. */
    PRICE_SENSITIVE(Kind.CRM),
    /** From -1 (angry) to 1 (delighted). */
    SENTIMENT(Kind.SUPPORT),
    /** 1 while a severe case is open. */
    OPEN_SEVERE_CASE(Kind.SUPPORT);

    private final Kind kind;

    Metric(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** As written in events: {@code days_late}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isObservedBy(Evidence evidence) {
        return kind == evidence.kind() && key().equals(evidence.metric());
    }
}
