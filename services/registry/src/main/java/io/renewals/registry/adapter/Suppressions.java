package io.renewals.registry.adapter;

import io.renewals.registry.domain.Suppression;
import io.renewals.store.Work;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Derives again why nothing may be offered, for accounts where a reason may have come or gone. */
final class Suppressions {
    private Suppressions() {}

    /** @param accounts in the book, each with what the change follows from */
    static void derive(Work work, RulebookShelf shelf, Book book, Map<String, Cause> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        Map<String, Map<String, EvidenceRows.Raised>> raised =
                EvidenceRows.raised(work.db(), work.tenant(), accounts.keySet(), Suppression.METRICS);
        Optional<RulebookShelf.InForce> rulebook = shelf.inForce(work);
        ZoneId zone = rulebook.map(rules -> rules.rulebook().zone()).orElse(ZoneOffset.UTC);
        accounts.forEach((id, cause) -> {
            Optional<String> leftAlone =
                    rulebook.flatMap(rules -> rules.rulebook().leaveAloneReason(id));
            Map<String, Suppression.Open> open = new HashMap<>();
            raised.getOrDefault(id, Map.of())
                    .forEach((metric, each) -> open.put(
                            metric, new Suppression.Open(each.source(), LocalDate.ofInstant(each.at(), zone))));
            Optional<Suppression> why = Suppression.of(open, leftAlone);
            book.find(id).ifPresent(account -> account.suppress(why, work.now(), cause));
        });
    }
}
