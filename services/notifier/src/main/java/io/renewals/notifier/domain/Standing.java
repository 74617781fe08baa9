package io.renewals.notifier.domain;

/** Where a card stands, as its owner is told. */
public sealed interface Standing {
    /** True: somebody has to decide. */
    default boolean waits() {
        return true;
    }

    /** To be decided. @param note why it is here again; empty: it is here for the first time */
    record Open(String note) implements Standing {}

    /** Against a limit. @param limit cap, floor, plan, currency, suppression or rulebook @param explanation with its figures */
    record Held(String limit, String explanation) implements Standing {}

    /** Nothing to decide here. @param line one line: what happened, and by whom */
    record Closed(String line) implements Standing {
        @Override
        public boolean waits() {
            return false;
        }
    }
}
