package io.renewals.actionservice.slack;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.ExceptionAsk;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import io.renewals.web.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking for a discount above the cap, and deciding on it. */
final class ExceptionForms {
    private static final int REASON = 1_000;

    private final Views views;

    ExceptionForms(Views views) {
        this.views = views;
    }

    /** @param plan and discount as typed in the form before it; empty: the card's */
    Map<String, Object> ask(Card card, Rulebook rulebook, Optional<String> plan, Optional<String> discount) {
        String tier = rulebook.tier(card.offer().tier())
                .map(Tier::name)
                .orElse(card.offer().tier());
        Blocks blocks = CardForms.about(card)
                .words("Above the " + Wording.percent(card.offer().capPercent()) + " cap of tier " + tier
                        + ", at most " + rulebook.exceptions().cap()
                        + " and never under the floor price. It holds for this draft alone, once it is granted.")
                .input(
                        "plan",
                        "Plan",
                        CardForms.plans(rulebook, plan.orElse(card.offer().proposedPlan())),
                        null,
                        false)
                .input(
                        "discount",
                        "Discount in percent",
                        Blocks.textInput(
                                discount.filter(text -> text.length() <= 20).orElse(null), 20, false),
                        "More than " + Wording.percent(card.offer().capPercent()) + ", at most "
                                + rulebook.exceptions().cap() + ".",
                        false)
                .input(
                        "reason",
                        "Why should they have it?",
                        Blocks.textInput(null, REASON, true),
                        "The approver decides on this.",
                        false);
        return views.form(ActionId.EXCEPTION, "Ask", Views.shown(card), blocks);
    }

    /** What was asked for, for whoever decides on it; without a request the reason why there is nothing to decide. */
    Map<String, Object> grant(Card card, Rulebook rulebook) {
        return card.openException()
                .map(ask -> views.form(
                        ActionId.EXCEPTION_GRANT,
                        "Grant",
                        Views.shown(card),
                        request(card, ask, rulebook)
                                .input("note", "Note", Blocks.textInput(null, REASON, false), "For the record.", true)))
                .orElseGet(() -> views.message("Nothing to decide", "There is no open request on this card."));
    }

    Map<String, Object> refuse(Card card, Rulebook rulebook) {
        return card.openException()
                .map(ask -> views.form(
                        ActionId.EXCEPTION_REFUSE,
                        "Refuse",
                        Views.shown(card),
                        request(card, ask, rulebook)
                                .input(
                                        "reason",
                                        "Why not?",
                                        Blocks.textInput(null, REASON, true),
                                        "Whoever asked is told.",
                                        false)))
                .orElseGet(() -> views.message("Nothing to decide", "There is no open request on this card."));
    }

    private static Blocks request(Card card, ExceptionAsk ask, Rulebook rulebook) {
        String plan = rulebook.plan(ask.plan()).map(Plan::name).orElse(ask.plan());
        return CardForms.about(card)
                .fields(List.of(
                        "Asked by " + ask.by().actorName(),
                        "At " + Wording.minute(ask.by().at(), rulebook.zone()),
                        "For " + plan + " with " + Wording.percent(ask.discountPercent()) + " off",
                        "Granted by " + ask.approvals().size() + " of " + ask.approvalsNeeded()))
                .words("Because: " + ask.reason());
    }
}
