package io.renewals.registry.adapter;

import io.renewals.registry.domain.Suppression;
import io.renewals.store.Work;
import java.math.BigDecimal;
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
        Map<String, Map<String, BigDecimal>> latest =
                EvidenceRows.suppressing(work.db(), work.tenant(), accounts.keySet());
        Optional<RulebookShelf.InForce> rulebook = shelf.inForce(work);
        accounts.forEach((id, cause) -> {
            Optional<String> leftAlone =
                    rulebook.flatMap(rules -> rules.rulebook().leaveAloneReason(id));
            Optional<String> reason = Suppression.of(latest.getOrDefault(id, Map.of()), leftAlone);
            book.find(id).ifPresent(account -> account.suppress(reason, cause));
        });
    }
}
