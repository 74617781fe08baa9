package io.renewals.registry.domain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why nothing may be offered to an account, derived and never set by hand. */
public final class Suppression {
    public static final String SEVERE_CASE = "open_severe_case";
    public static final String DISPUTE = "dispute_open";

    /** The metrics that suppress while they are above zero. */
    public static final Set<String> METRICS = Set.of(SEVERE_CASE, DISPUTE);

    private Suppression() {}

    /**
     * @param latest newest value of each metric of {@link #METRICS} that is known
     * @param leftAlone the rulebook's reason to leave the account alone
     */
    public static Optional<String> of(Map<String, BigDecimal> latest, Optional<String> leftAlone) {
        if (leftAlone.isPresent()) {
            return Optional.of("left alone: " + leftAlone.get());
        }
        if (isRaised(latest, SEVERE_CASE)) {
            return Optional.of("a severe support case is open");
        }
        return isRaised(latest, DISPUTE) ? Optional.of("a billing dispute is open") : Optional.empty();
    }

    private static boolean isRaised(Map<String, BigDecimal> latest, String metric) {
        BigDecimal value = latest.get(metric);
        return value != null && value.signum() > 0;
    }
}
