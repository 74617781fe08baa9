package io.renewals.registry.digest.domain;

import io.renewals.registry.domain.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** One thing that came of a month's offers, as it was read. */
public sealed interface Outcome {
    String account();

    Person owner();

    /**
     * An offer that reached its customer, the last one of its cycle.
     *
     * @param by who approved it
     * @param discount percent, as sent
     * @param cap percent that was allowed
     * @param listArr a year at list price
     * @param proposedArr a year at the offered price
     */
    record Sent(
            String account,
            String name,
            int cycleNo,
            String offerId,
            Instant at,
            String by,
            BigDecimal discount,
            BigDecimal cap,
            BigDecimal listArr,
            BigDecimal proposedArr,
            String currency,
            Person owner)
            implements Outcome {
        BigDecimal given() {
            return listArr.subtract(proposedArr);
        }

        BigDecimal allowed() {
            return listArr.multiply(cap).movePointLeft(2);
        }
    }

    /**
     * A cycle that ended.
     *
     * @param how RENEWED, CHURNED or LAPSED
     * @param offered whether an offer had gone out in it
     */
    record Ended(
            String account,
            String name,
            int cycleNo,
            State how,
            LocalDate effectiveOn,
            BigDecimal arr,
            String currency,
            boolean offered,
            Person owner)
            implements Outcome {
        public Ended {
            if (!how.isEnding()) {
                throw new IllegalArgumentException(how + " ends no cycle");
            }
        }
    }

    /**
     * A person's last standing decision on an offer.
     *
     * @param action APPROVED, SKIPPED, REQUEUED or RELEASED
     * @param dueAt when the check that led to the offer was made
     */
    record Decided(
            String account,
            String name,
            String offerId,
            String action,
            String by,
            Instant dueAt,
            Instant at,
            Person owner)
            implements Outcome {
        Duration took() {
            Duration took = Duration.between(dueAt, at);
            return took.isNegative() ? Duration.ZERO : took;
        }
    }
}
