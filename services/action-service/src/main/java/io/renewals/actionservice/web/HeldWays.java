package io.renewals.actionservice.web;

import io.renewals.rulebook.HeldBy;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import io.renewals.web.Wording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Which limit a held card tripped, in words, and what a person can do about it, with the card's figures. */
public record HeldWays(String title, List<String> ways) {
    static HeldWays of(CardView card, Optional<Rulebook> rulebook) {
        HeldBy by = HeldBy.of(card.limit());
        BigDecimal cap = rulebook.flatMap(rules -> rules.tier(card.offer().tier()))
                .map(Tier::cap)
                .map(percent -> percent.value())
                .orElse(card.offer().capPercent());
        String floor = Wording.money(card.offer().floorUnitPrice(), card.offer().currency());
        return new HeldWays(
                by.title(), by.ways(new HeldBy.Figures(Wording.percent(cap), exception(card, rulebook), floor)));
    }

    /** Empty: none can be had for this discount. */
    private static Optional<String> exception(CardView card, Optional<Rulebook> rulebook) {
        return rulebook.filter(rules -> !rules.exceptions().approvers().isEmpty())
                .map(rules -> rules.exceptions().cap().value())
                .filter(most -> card.offer().discountPercent().compareTo(most) <= 0)
                .map(most -> "Ask for an exception: up to " + Wording.percent(most)
                        + " can be granted, by somebody else than you.");
    }
}
