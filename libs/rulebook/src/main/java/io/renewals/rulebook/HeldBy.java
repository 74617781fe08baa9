package io.renewals.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds a card, in words, and what a person can do about it: the same on every surface. */
public enum HeldBy {
    CAP("cap", "The discount is above the tier's cap"),
    FLOOR("floor", "The price is under the plan's floor"),
    PLAN("plan", "The plan is not in the menu"),
    CURRENCY("currency", "The contract's currency is not the rulebook's"),
    /** Until a severe case or a dispute is closed; nobody's decision. */
    SUPPRESSION("suppression", "Nothing is to be offered to this account now"),
    MESSAGE("message", "The message is not what was checked"),
    /** Any other limit of the rulebook in force. */
    RULES("rulebook", "The rules in force no longer allow it");

    private static final String LET_GO = "Let it go without an offer; the account is then closed for this cycle.";

    private final String limit;
    private final String title;

    HeldBy(String limit, String title) {
        this.limit = limit;
        this.title = title;
    }

    /**
     * Figures where the surface knows them, else words in their place.
     *
     * @param cap the discount can be lowered to
     * @param exception how an exception can be had, a sentence; empty: it can't
     * @param floor the price can't go under
     */
    public record Figures(String cap, Optional<String> exception, String floor) {
        public static final Figures UNKNOWN = new Figures(
                "the cap",
                Optional.of("Ask for an exception, which somebody else than you can grant."),
                "the plan's floor");
    }

    /** @param limit as events and rows have it */
    public static HeldBy of(String limit) {
        return Stream.of(values())
                .filter(each -> each.limit.equals(limit))
                .findFirst()
                .orElse(RULES);
    }

    public String limit() {
        return limit;
    }

    /** In one line, without a full stop. */
    public String title() {
        return title;
    }

    /** One sentence or two each, the likeliest first. */
    public List<String> ways(Figures figures) {
        return switch (this) {
            case CAP ->
                Stream.of(
                                Optional.of("Edit: lower the discount to " + figures.cap() + " or less."),
                                figures.exception(),
                                Optional.of(LET_GO))
                        .flatMap(Optional::stream)
                        .toList();
            case FLOOR ->
                List.of(
                        "Edit: lower the discount until the price is at least " + figures.floor()
                                + ". No exception goes under the floor.",
                        "Edit: offer a plan whose floor is lower.",
                        LET_GO);
            case PLAN -> List.of("Edit: choose a plan of the rulebook in force.", LET_GO);
            case CURRENCY ->
                List.of(
                        "Have the account's terms corrected where they come from; a new draft follows by itself.",
                        LET_GO);
            case SUPPRESSION ->
                List.of(
                        "Wait: it is drafted anew, as the next revision, when the support case or billing dispute"
                                + " is closed where it was reported.",
                        "Reassign it to somebody who looks after the case.",
                        LET_GO);
            case MESSAGE -> List.of("Ask an administrator to look into it; it can't be sent or edited.", LET_GO);
            case RULES -> List.of("Edit: bring plan and discount into the limits in force.", LET_GO);
        };
    }
}
