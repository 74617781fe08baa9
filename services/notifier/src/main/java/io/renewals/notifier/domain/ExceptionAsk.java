package io.renewals.notifier.domain;

import java.util.List;

/**
 * A discount above the cap that somebody asked for, figures written out.
 *
 * @param requestedBy name, or e-mail address where the name is not known
 * @param open false: decided on, or taken back
 * @param round the action that asked
 * @param approvers ids of all who were asked
 * @param pending ids of those whose word is still wanted
 * @param outcome what became of it; empty: it is open
 */
public record ExceptionAsk(
        String plan,
        String discount,
        String reason,
        String requestedBy,
        int needed,
        int given,
        boolean open,
        int round,
        List<String> approvers,
        List<String> pending,
        String outcome) {
    public ExceptionAsk {
        approvers = List.copyOf(approvers);
        pending = List.copyOf(pending);
    }

    /** As an event tells of it. */
    public static ExceptionAsk told(
            String plan, String discount, String reason, String requestedBy, int needed, int given) {
        return new ExceptionAsk(
                plan, discount, reason, requestedBy, needed, given, given < needed, 0, List.of(), List.of(), "");
    }

    boolean granted() {
        return given >= needed;
    }

    /** True: nobody may ask for another one. */
    boolean standsInTheWay() {
        return open || granted();
    }

    ExceptionAsk closed(String how) {
        return new ExceptionAsk(
                plan, discount, reason, requestedBy, needed, given, false, round, approvers, List.of(), how);
    }

    ExceptionAsk asked(String by, int firstRound, List<String> everybody, List<String> stillWanted) {
        return new ExceptionAsk(
                plan, discount, reason, by, needed, given, true, firstRound, everybody, stillWanted, "");
    }
}
