package io.renewals.actionservice.web;

import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import io.renewals.web.Wording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Which limit a held card tripped, in words, and what a person can do about it. */
public record HeldWays(String title, List<String> ways) {
    private static final String LET_GO = "Let it go without an offer; the account is then closed for this cycle.";

    static HeldWays of(CardView card, Optional<Rulebook> rulebook) {
        return switch (card.limit()) {
            case "cap" -> new HeldWays("The discount is above the tier's cap", overCap(card, rulebook));
            case "floor" ->
                new HeldWays(
                        "The price is under the plan's floor",
                        List.of(
                                "Edit: lower the discount until the price is at least "
                                        + Wording.money(
                                                card.offer().floorUnitPrice(),
                                                card.offer().currency()) + ". No exception goes under the floor.",
                                "Edit: offer a plan whose floor is lower.",
                                LET_GO));
            case "plan" ->
                new HeldWays(
                        "The plan is not in the menu",
                        List.of("Edit: choose a plan of the rulebook in force.", LET_GO));
            case "currency" ->
                new HeldWays(
                        "The contract's currency is not the rulebook's",
                        List.of(
                                "Have the account's terms corrected where they come from; a new draft follows by itself.",
                                LET_GO));
            case "suppression" ->
                new HeldWays(
                        "Nothing is to be offered to this account now",
                        List.of(
                                "Wait: it is drafted anew, as the next revision, when the support case or billing dispute"
                                        + " is closed where it was reported.",
                                "Reassign it to somebody who looks after the case.",
                                LET_GO));
            case "message" ->
                new HeldWays(
                        "The message is not what was checked",
                        List.of("Ask an administrator to look into it; it can't be sent or edited.", LET_GO));
            default ->
                new HeldWays(
                        "The rules in force no longer allow it",
                        List.of("Edit: bring plan and discount into the limits below.", LET_GO));
        };
    }

    private static List<String> overCap(CardView card, Optional<Rulebook> rulebook) {
        Optional<BigDecimal> cap = rulebook.flatMap(
                        rules -> rules.tier(card.offer().tier()))
                .map(Tier::cap)
                .map(percent -> percent.value());
        String lower = "Edit: lower the discount to "
                + Wording.percent(cap.orElse(card.offer().capPercent())) + " or less.";
        Optional<BigDecimal> most = rulebook.filter(
                        rules -> !rules.exceptions().approvers().isEmpty())
                .map(rules -> rules.exceptions().cap().value());
        return most.filter(percent -> card.offer().discountPercent().compareTo(percent) <= 0)
                .map(percent -> List.of(
                        lower,
                        "Ask for an exception: up to " + Wording.percent(percent)
                                + " can be granted, by somebody else than you.",
                        LET_GO))
                .orElseGet(() -> List.of(lower, LET_GO));
    }
}
