package io.renewals.intake.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a calendar says of renewals, held against the accounts that are known.
 *
 * @param moved renewals on another day than the one that is known
 * @param same renewals on the very day that is known
 * @param settled what may take back a proposal: renewals on the known day, over, or cancelled, of events with an id
 * @param past renewals that were and come no more, or are cancelled
 * @param other events that are no renewals
 */
public record CalendarReading(
        List<Moved> moved, List<String> same, List<Settled> settled, int past, int other, List<RefusedEvent> refused) {
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

    /**
     * @param account as named, {@link AccountId#MISSING} where none was
     * @param day it is on; empty: that is not known
     */
    public record RefusedEvent(
            int line,
            String account,
            String uid,
            String where,
            Optional<LocalDate> day,
            List<Reason> reasons,
            String content) {
        /** What another export, or another day, puts into the same reason. */
        private static final Pattern MOVING = Pattern.compile("\\bline \\d+|\\b\\d{4}-\\d{2}-\\d{2}\\b");

        public RefusedEvent {
            reasons = List.copyOf(reasons);
        }

        /**
         * The same for as long as the event and what is wrong with it are the same. Calendar programs stamp an event anew at each export, so
         * that its lines are no name for it where it has an id; lines move, and so do the days that reasons and advice reckon from today.
         */
        public String identity() {
            StringBuilder text = new StringBuilder(uid.isEmpty() ? content : uid)
                    .append('\n')
                    .append(account)
                    .append('\n')
                    .append(day.map(LocalDate::toString).orElse(""));
            for (Reason reason : reasons) {
                text.append('\n')
                        .append(reason.field())
                        .append(' ')
                        .append(MOVING.matcher(reason.problem()).replaceAll("…"));
            }
            return text.toString();
        }
    }

    /** Events that were read, renewals or not. */
    public int events() {
        return moved.size() + same.size() + past + other + refused.size();
    }
}
