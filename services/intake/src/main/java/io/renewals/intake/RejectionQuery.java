package io.renewals.intake;

import io.renewals.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What of the refusals is asked for.
 *
 * @param before seq of the last row of the page before
 */
record RejectionQuery(Optional<String> account, Optional<String> lane, Optional<Long> before, int limit) {
    static final List<String> LANES = List.of("EVENT", "SHEET", "MAIL", "CALENDAR");

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 500;

    /** @throws Problem.Raised 400 naming the parameter */
    static RejectionQuery of(
            Optional<String> account, Optional<String> lane, Optional<String> after, Optional<Integer> limit) {
        Optional<String> known =
                lane.map(text -> text.strip().toUpperCase(Locale.ROOT)).filter(text -> !text.isEmpty());
        if (known.isPresent() && !LANES.contains(known.get())) {
            throw Problem.badRequest("lane is one of " + String.join(", ", LANES) + ".")
                    .raised();
        }
        return new RejectionQuery(
                account.map(String::strip).filter(text -> !text.isEmpty()),
                known,
                after.filter(text -> !text.isBlank()).map(RejectionQuery::seq),
                Math.clamp(limit.orElse(PAGE), 1, LONGEST_PAGE));
    }

    private static Long seq(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("after is the number that the page before gave as next.")
                    .raised();
        }
    }
}
