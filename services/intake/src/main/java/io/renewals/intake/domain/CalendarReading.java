package io.renewals.intake.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a calendar says of renewals, held against the accounts that are known.
 *
 * @param moved renewals on another day than the one that is known
 * @param same renewals on the very day that is known
 * @param settled what may take back a proposal: renewals on the known day, over, or cancelled, of events with an id
 * @param past renewals that were and come no more, or are cancelled
 * @param other events that are no renewals
 */
public record CalendarReading(List<Moved> moved, List<String> same, List<Settled> settled, int past, int other, List<RefusedEvent> refused) {
    public CalendarReading {
        moved = List.copyOf(moved);
        same = List.copyOf(same);
        settled = List.copyOf(settled);
        refused = List.copyOf(refused);
    }

    /**
     * @param known the account, as it is
     * @param terms as they would be, checked
     * @param confidence 0 to 1: how surely the event names this account
     */
    public record Moved(CalendarEvent event, KnownAccount known, Terms terms, BigDecimal confidence) {
        public LocalDate day() {
            return terms.renewalDate();
        }

        /** What tells this event from others in its calendar. */
        public String source() {
            return event.uid().isEmpty() ? "account:" + known.account() : event.uid();
        }
    }

    /**
     * A renewal that proposes nothing, or nothing any more.
     *
     * @param known the account, as it is
     * @param confidence 0 to 1: how surely the event names this account
     */
    public record Settled(CalendarEvent event, KnownAccount known, BigDecimal confidence) {}

    /** @param account as named, {@link AccountId#MISSING} where none was */
    public record RefusedEvent(
            int line, String account, String uid, String where, List<Reason> reasons, String content) {
        public RefusedEvent {
            reasons = List.copyOf(reasons);
        }
    }

    /** Events that were read, renewals or not. */
    public int events() {
        return moved.size() + same.size() + past + other + refused.size();
    }
}
