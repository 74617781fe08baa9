package io.renewals.actionservice.proposals;

import io.renewals.actionservice.proposals.adapter.ProposalStore.Key;
import io.renewals.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proposals are asked for.
 *
 * @param status empty: all
 * @param shown the status as it was asked for; empty: the usual, open
 */
record ProposalQuery(Optional<String> status, String shown, Optional<String> account, Optional<Key> after) {
    static final List<String> STATUSES = List.of("open", "accepted", "refused", "superseded", "stale");
    private static final String USUAL = "open";
    private static final String ALL = "all";
    private static final char BETWEEN = '~';

    /** @throws Problem.Raised 400 naming the parameter */
    static ProposalQuery of(Optional<String> status, Optional<String> account, Optional<String> after) {
        String asked = present(status).orElse("").toLowerCase(Locale.ROOT);
        if (!asked.isEmpty() && !asked.equals(ALL) && !STATUSES.contains(asked)) {
            throw Problem.badRequest("status is one of " + String.join(", ", STATUSES) + " and all.")
                    .raised();
        }
        return new ProposalQuery(
                asked.equals(ALL) ? Optional.empty() : Optional.of(asked.isEmpty() ? USUAL : asked),
                asked,
                present(account),
                present(after).map(ProposalQuery::key));
    }

    static String text(Key key) {
        return key.proposedAt().toString() + BETWEEN + key.id();
    }

    /** What a link to another page of the same list keeps. */
    Map<String, String> kept() {
        Map<String, String> kept = new HashMap<>();
        kept.put("status", shown);
        kept.put("account", account.orElse(""));
        return kept;
    }

    private static Key key(String text) {
        int between = text.indexOf(BETWEEN);
        try {
            if (between > 0) {
                return new Key(Instant.parse(text.substring(0, between)), text.substring(between + 1));
            }
        } catch (DateTimeException e) {
            // Told below, as any other text that is no place in the list.
        }
        throw Problem.badRequest("after is not the `next` of a page of this list. Begin again without it.")
                .raised();
    }

    private static Optional<String> present(Optional<String> text) {
        return text.map(String::strip).filter(each -> !each.isEmpty());
    }
}
