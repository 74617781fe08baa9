package io.renewals.notifier.domain;

import io.renewals.rulebook.HeldBy;

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
        public static final String SUPPRESSION = HeldBy.SUPPRESSION.limit();

        /** What can be done about it, in one line. */
        public String wayOut() {
            return "What you can do: " + String.join(" ", HeldBy.of(limit).ways(HeldBy.Figures.UNKNOWN));
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
