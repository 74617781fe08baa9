package io.renewals.actionservice.slack;

import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.adapter.ActionStore;
import io.renewals.actionservice.domain.Card;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.SkipReason;
import io.renewals.web.Wording;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forms about one card, pre-filled. Each input's block is named as the domain names the field, so that a refusal finds it. */
final class CardForms {
    private static final int NOTE = 1_000;
    private static final int SUBJECT = 200;

    private final Views views;

    CardForms(Views views) {
        this.views = views;
    }

    /** Words that Slack's field takes; longer ones are edited on the page. */
    static boolean fitsAField(Card card) {
        return card.message().textBody().length() <= SlackLimits.SECTION
                && card.message().subject().length() <= SUBJECT;
    }

    Map<String, Object> edit(Card card, Rulebook rulebook) {
        String cap = Wording.percent(card.offer().capPercent());
        Blocks blocks = new Blocks()
                .input("plan", "Plan", plans(rulebook, card.offer().proposedPlan()), null, false)
                .input(
                        "discount",
                        "Discount in percent",
                        Blocks.textInput(percent(card), 20, false),
                        "At most " + cap + ". Prices in the text follow by themselves.",
                        false)
                .input("subject", "Subject", Blocks.textInput(card.message().subject(), SUBJECT, false), null, false)
                .input(
                        "text",
                        "Text",
                        Blocks.textInput(card.message().textBody(), SlackLimits.SECTION, true),
                        "Saving sends nothing; approve it afterwards.",
                        false)
                .context("Does it take more than " + cap + "? Ask for an exception.")
                .buttons(views.buttons(
                        Views.shown(card), List.of(Map.entry(ActionId.EXCEPTION, "Ask for an exception")), null));
        return views.form(ActionId.EDIT, "Save", Views.shown(card), blocks);
    }

    Map<String, Object> skip(Card card, Rulebook rulebook) {
        List<Map<String, Object>> reasons = rulebook.skipReasons().stream()
                .map(reason -> Blocks.option(label(reason, rulebook), reason.code()))
                .toList();
        Blocks blocks = about(card)
                .input("reason", "Why is there no offer?", Blocks.select(reasons, Optional.empty()), null, false)
                .input("note", "Note", Blocks.textInput(null, NOTE, false), "Wanted for “Other”.", true);
        if (rulebook.skipReasons().stream().anyMatch(SkipReason::requeues)) {
            blocks.input(
                    "until",
                    "Look at it again on",
                    Blocks.date(null),
                    "For “not ready yet” alone; empty: in "
                            + rulebook.followUp().requeueDays() + " days.",
                    true);
        }
        return views.form(ActionId.SKIP, "Skip", Views.shown(card), blocks);
    }

    private static String label(SkipReason reason, Rulebook rulebook) {
        return reason.requeues()
                ? reason.label() + " (again in " + rulebook.followUp().requeueDays() + " days, or on a date)"
                : reason.label();
    }

    /** @param today the tenant's */
    Map<String, Object> snooze(Card card, LocalDate today) {
        LocalDate last = card.dossier().noticeDeadline().minusDays(1);
        LocalDate week = today.plusDays(7);
        LocalDate start = week.isAfter(last) ? last : week;
        Blocks blocks = about(card)
                .input(
                        "until",
                        "Out of sight until the morning of",
                        Blocks.date(start.isAfter(today) ? start.toString() : null),
                        "At the latest " + Wording.day(last) + ", the day before the notice deadline.",
                        false)
                .input("note", "Note", Blocks.textInput(null, NOTE, false), null, true);
        return views.form(ActionId.SNOOZE, "Snooze", Views.shown(card), blocks);
    }

    Map<String, Object> reassign(Card card, Rulebook rulebook) {
        List<Map<String, Object>> others = rulebook.owners().stream()
                .filter(owner -> !owner.email().equalsIgnoreCase(card.owner().email()))
                .filter(owner -> owner.id().length() <= SlackLimits.OPTION_VALUE)
                .map(owner -> Blocks.option(name(owner), owner.id()))
                .toList();
        if (others.isEmpty()) {
            return views.message("Not possible", "The rulebook names no other owner.");
        }
        String hint = others.size() > SlackLimits.OPTIONS
                ? "The first " + SlackLimits.OPTIONS + " of " + others.size() + "; the others are on the card's page."
                : "It goes to them at once, with your note.";
        Blocks blocks = about(card)
                .input("owner", "Who decides on it from now on?", Blocks.select(others, Optional.empty()), hint, false)
                .input("note", "Note", Blocks.textInput(null, NOTE, false), null, true);
        return views.form(ActionId.REASSIGN, "Give", Views.shown(card), blocks);
    }

    private static String name(Owner owner) {
        return owner.name() + " (" + owner.email() + ")";
    }

    /** The last action and nothing else: an undo that comes after a later one is refused. */
    Map<String, Object> undo(CardDesk.Shown shown, Rulebook rulebook) {
        Card card = shown.card();
        if (shown.actions().isEmpty()) {
            return views.message("Not possible", "Nothing was done with this card yet.");
        }
        ActionStore.Entry last = shown.actions().getFirst();
        Blocks blocks = about(card)
                .words(Wording.label(last.action()) + " by " + SlackText.rawLine(last.actorName(), Blocks.LINE) + " at "
                        + Wording.minute(last.at(), rulebook.zone()) + ".")
                .words(
                        "A mail that has left can't be recalled; undoing it closes the card, and a follow-up comes as a new"
                                + " draft.");
        Shown about = new Shown(
                card.dossier().tenant(),
                card.dossier().offerId(),
                card.dossier().revision(),
                card.message().sha256(),
                last.sequence());
        return views.form(ActionId.UNDO, "Undo", about, blocks);
    }

    static Blocks about(Card card) {
        return new Blocks()
                .fields(List.of(
                        card.dossier().accountName(),
                        "Notice deadline: " + Wording.day(card.dossier().noticeDeadline()),
                        card.offer().proposedPlanName() + ", "
                                + Wording.percent(card.offer().discountPercent()) + " off (cap "
                                + Wording.percent(card.offer().capPercent()) + ")",
                        "Whose: " + card.owner().name()));
    }

    static Map<String, Object> plans(Rulebook rulebook, String chosen) {
        List<Map<String, Object>> plans = rulebook.plans().stream()
                .filter(plan -> plan.id().length() <= SlackLimits.OPTION_VALUE)
                .map(CardForms::option)
                .toList();
        return Blocks.select(plans, Optional.of(chosen));
    }

    private static Map<String, Object> option(Plan plan) {
        return Blocks.option(plan.name(), plan.id());
    }

    static String percent(Card card) {
        return card.offer().discountPercent().stripTrailingZeros().toPlainString();
    }
}
