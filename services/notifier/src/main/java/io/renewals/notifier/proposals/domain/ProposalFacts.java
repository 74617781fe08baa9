package io.renewals.notifier.proposals.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A proposed change as it is told. Names and origins are somebody else's words and shown as data.
 *
 * @param origin where it was read
 * @param knownDay ISO date of the renewal as it is known; null: not known
 * @param proposedDay ISO date; null: the day stays as it is
 * @param others what else would change, in words
 * @param ownerEmail the account's own owner; null: none
 * @param tier null: not known
 */
public record ProposalFacts(
        String id,
        String account,
        String accountName,
        String origin,
        String knownDay,
        String proposedDay,
        List<String> others,
        String ownerEmail,
        String tier) {
    /** What renews soonest, by either day, comes first. */
    public static final Comparator<ProposalFacts> SOONEST = Comparator.comparing(ProposalFacts::soonest)
            .thenComparing(ProposalFacts::accountName)
            .thenComparing(ProposalFacts::id);

    private static final String NEVER = "9999-12-31";

    public ProposalFacts {
        others = List.copyOf(others);
    }

    private String soonest() {
        return Stream.of(knownDay, proposedDay)
                .filter(day -> day != null)
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    /** What would change, in our own words. */
    String change() {
        String rest = String.join(", ", others);
        if (proposedDay == null) {
            return "would change its " + rest;
        }
        String day = "renews on " + (knownDay == null ? "a day that is not known" : knownDay) + " → " + proposedDay;
        return rest.isEmpty() ? day : day + "; would change its " + rest + " too";
    }
}
