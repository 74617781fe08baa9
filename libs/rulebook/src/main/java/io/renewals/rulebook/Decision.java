package io.renewals.rulebook;

import java.util.List;

/** What the rules say about one account on one business date. */
public sealed interface Decision {
    /** One line for people. */
    String reason();

    /** Source ids of the evidence the decision rests on; may be empty. */
    List<String> evidenceIds();

    /** No offer, or none yet. */
    record NoOffer(Code code, String reason, List<String> evidenceIds) implements Decision {
        public NoOffer {
            evidenceIds = List.copyOf(evidenceIds);
        }
    }

    /** Stable reasons for no offer. */
    enum Code {
        UNKNOWN_PLAN,
        UNKNOWN_TIER,
        CURRENCY_MISMATCH,
        BAD_TERMS,
        LEFT_ALONE,
        SUPPRESSED,
        LIVE_DRAFT,
        ALREADY_OFFERED,
        ALREADY_SKIPPED,
        PAST_NOTICE_DEADLINE,
        TOO_LATE,
        NOT_YET,
        /** Inside the window, and nothing speaks for a move. */
        STANDARD,
        /** A discount was due, and the floor leaves no room for one. */
        NO_ROOM_ABOVE_FLOOR,
        /** The account pays less today than the offer would ask. */
        PAYS_LESS_ALREADY
    }

    /**
     * An offer to draft. It has passed {@link Limits}.
     *
     * @param unitPrice per unit per billing period, like the list and the floor price
     * @param cap the tier's cap
     * @param currentArr at the price paid today
     */
    record Offer(
            Play play,
            String planId,
            String planName,
            int quantity,
            BillingPeriod billingPeriod,
            Percent discount,
            Money unitPrice,
            Money listPrice,
            Money floorPrice,
            Percent cap,
            Money currentArr,
            Money offeredArr,
            String reason,
            List<String> evidenceIds)
            implements Decision {
        public Offer {
            evidenceIds = List.copyOf(evidenceIds);
        }
    }
}
