package io.renewals.notifier.domain;

import java.util.Map;

/** Where a card stands, as its readers are told. */
public sealed interface Standing {
    /** True: somebody has to decide. */
    default boolean waits() {
        return true;
    }

    /** Whether its reader is reminded, and others are asked, until somebody decides. */
    default boolean rings() {
        return waits();
    }

    /** The action that can be taken back; 0: none. */
    int undo();

    /** To be decided. @param note why it is here again; empty: it is here for the first time */
    record Open(String note, int undo) implements Standing {
        public static final Open FRESH = new Open("", 0);
    }

    /**
     * Against a limit.
     *
     * @param limit cap, floor, plan, currency, suppression, rulebook or message
     * @param explanation with its figures
     */
    record Held(String limit, String explanation, int undo) implements Standing {
        /** Until a severe case or a dispute is closed; nobody's decision. */
        public static final String SUPPRESSION = "suppression";

        private static final Map<String, String> WAYS_OUT = Map.of(
                "cap",
                "edit it and lower the discount to the cap, ask for an exception, or let it go.",
                "floor",
                "edit it and lower the discount until the price is at the floor, or offer another plan. No exception goes"
                        + " under the floor.",
                "plan",
                "edit it and choose a plan of the rulebook in force, or let it go.",
                "currency",
                "have the account's terms corrected where they come from; a new draft follows by itself.",
                SUPPRESSION,
                "wait until the support case or billing dispute is closed; it is drafted anew then, as the next revision."
                        + " Or let it go, or hand it on.",
                "message",
                "ask an administrator to look into it; it can't be sent or edited.");
        private static final String OTHER_WAY_OUT = "edit plan and discount into the limits in force, or let it go.";

        /** What can be done about it, in one line. */
        public String wayOut() {
            return "What you can do: " + WAYS_OUT.getOrDefault(limit, OTHER_WAY_OUT);
        }

        /** Whether other words, another plan or another discount may help. */
        public boolean canBeEdited() {
            return !isSuppressed() && !limit.equals("message");
        }

        public boolean isSuppressed() {
            return limit.equals(SUPPRESSION);
        }

        @Override
        public boolean rings() {
            return !isSuppressed();
        }
    }

    /** Nothing to decide here. @param line one line: what happened, and by whom */
    record Closed(String line, int undo) implements Standing {
        @Override
        public boolean waits() {
            return false;
        }
    }
}
