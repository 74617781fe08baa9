package io.renewals.registry.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why nothing may be offered to an account, derived and never set by hand.
 *
 * @param reason one line, with what it rests on
 * @param holds true: what is drafted or due is held for as long as this lasts, and drafted anew after; false: the rulebook leaves the
 *     account alone, so nothing is wanted and nothing waits
 */
public record Suppression(String reason, boolean holds) {
    public static final String SEVERE_CASE = "open_severe_case";
    public static final String DISPUTE = "dispute_open";

    /** The metrics that suppress while they are above zero. */
    public static final Set<String> METRICS = Set.of(SEVERE_CASE, DISPUTE);

    /**
     * A case or dispute that is open.
     *
     * @param source id of the observation that first said so since it was last closed
     * @param since the tenant's day of that observation
     */
    public record Open(String source, LocalDate since) {}

    /**
     * @param open by metric of {@link #METRICS}; what is closed or unknown is not in it
     * @param leftAlone the rulebook's reason to leave the account alone
     */
    public static Optional<Suppression> of(Map<String, Open> open, Optional<String> leftAlone) {
        if (leftAlone.isPresent()) {
            return Optional.of(new Suppression("left alone: " + leftAlone.get(), false));
        }
        List<String> reasons = new ArrayList<>();
        Optional.ofNullable(open.get(SEVERE_CASE))
                .ifPresent(each -> reasons.add(said("open severe support case", each)));
        Optional.ofNullable(open.get(DISPUTE)).ifPresent(each -> reasons.add(said("billing dispute", each)));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Suppression(String.join(" and ", reasons), true));
    }

    private static String said(String what, Open open) {
        return what + " " + open.source() + " since " + open.since();
    }
}
