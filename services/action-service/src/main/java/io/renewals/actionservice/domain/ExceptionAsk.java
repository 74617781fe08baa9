package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A discount above the tier's cap that somebody asked for, for one revision of one card.
 *
 * @param plan id of the rulebook's menu
 * @param discountPercent nominal, at most two decimals (18.00 is eighteen percent)
 * @param reason why the customer should have it
 * @param by who asked; never one of those who grant it
 * @param approvalsNeeded 1 or 2
 * @param approvals given so far, by different people; as many as needed: it is granted and the card carries the discount
 */
public record ExceptionAsk(
        String plan,
        BigDecimal discountPercent,
        String reason,
        Decision by,
        int approvalsNeeded,
        List<Decision> approvals) {

    public ExceptionAsk {
        discountPercent = discountPercent.setScale(2);
        approvals = List.copyOf(approvals);
    }

    public boolean granted() {
        return approvals.size() >= approvalsNeeded;
    }

    /** The cap that stands for this card alone; empty: still the tier's. */
    public Optional<BigDecimal> widenedCap() {
        return granted() ? Optional.of(discountPercent) : Optional.empty();
    }

    boolean isApprovedBy(String email) {
        return approvals.stream().anyMatch(each -> each.actor().equalsIgnoreCase(email));
    }

    ExceptionAsk approved(Decision approval, int neededNow) {
        List<Decision> all = new ArrayList<>(approvals);
        all.add(approval);
        return new ExceptionAsk(plan, discountPercent, reason, by, Math.max(approvalsNeeded, neededNow), all);
    }
}
