package io.renewals.guardrailgate.domain;

import io.renewals.rulebook.Ask;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import io.renewals.rulebook.Rulebook;

/** Gate 2: the discount and price that stand on the draft, against cap and floor. It fails closed: what is not inside is held. */
public final class LimitGate {
    private LimitGate() {}

    /** What the gate says. */
    public sealed interface Outcome {}

    /** At or under the cap, at or above the floor, and the price is what the discount gives. */
    public record Passed() implements Outcome {}

    /**
     * Not for one-tap approval.
     *
     * @param limit cap, floor, price, discount, plan, tier, currency or quantity
     * @param explanation the limit's figure and the draft's, for the owner
     */
    public record Held(String limit, String explanation) implements Outcome {}

    public static Outcome check(Ask draft, Rulebook rulebook) {
        return switch (Limits.withinLimits(rulebook, draft)) {
            case LimitCheck.Within within -> new Passed();
            case LimitCheck.OverCap over ->
                new Held(
                        "cap",
                        "discount " + over.requested().stripTrailingZeros().toPlainString() + "% is over the "
                                + over.cap() + " cap of tier " + over.tier());
            case LimitCheck.UnderFloor under ->
                new Held(
                        "floor",
                        "price " + under.price() + " is under the floor price " + under.floor() + " of "
                                + under.plan());
            case LimitCheck.PriceMismatch other -> new Held("price", other.message());
            case LimitCheck.NotADiscount other -> new Held("discount", other.message());
            case LimitCheck.UnknownPlan other -> new Held("plan", other.message());
            case LimitCheck.UnknownTier other -> new Held("tier", other.message());
            case LimitCheck.CurrencyMismatch other -> new Held("currency", other.message());
            case LimitCheck.BadQuantity other -> new Held("quantity", other.message());
        };
    }
}
