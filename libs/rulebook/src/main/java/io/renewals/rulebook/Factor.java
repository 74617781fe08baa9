package io.renewals.rulebook;

/** The four things an assessment weighs. */
public enum Factor {
    PAYMENT_HISTORY,
    USAGE_TREND,
    CHAMPION_STATUS,
    SUPPORT_SENTIMENT;

    /** As written in rulebooks and events: {@code payment_history}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
