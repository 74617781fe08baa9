package io.renewals.rulebook;

/** Which model phrases an account's offer, decided from facts known before the call. */
public enum ModelRoute {
    /** Quiet accounts: the quick, cheap model. */
    FAST,
    /** Accounts that moved: the stronger one. */
    STRONG,
    /** High annual revenue or high severity. */
    HIGH_STAKES;

    /** As written in rulebooks: {@code high_stakes}. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static ModelRoute choose(Assessment assessment, Money arr, Rulebook rulebook) {
        if (assessment.severity() == Assessment.Severity.HIGH
                || !arr.isLessThan(rulebook.exceptions().arrThreshold())) {
            return HIGH_STAKES;
        }
        return assessment.verdict() == Assessment.Verdict.STANDARD ? FAST : STRONG;
    }
}
