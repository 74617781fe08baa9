package io.renewals.drafter.domain;

import io.renewals.rulebook.ModelRoute;
import java.math.BigDecimal;

/** Which model phrases an offer, from facts known before the call. */
public final class Route {
    private Route() {}

    /** @param arrThreshold annual revenue from which an account is high-stakes */
    public static ModelRoute choose(boolean highSeverity, boolean standard, BigDecimal arr, BigDecimal arrThreshold) {
        if (highSeverity || arr.compareTo(arrThreshold) >= 0) {
            return ModelRoute.HIGH_STAKES;
        }
        return standard ? ModelRoute.FAST : ModelRoute.STRONG;
    }
}
