package io.renewals.actionservice.slack;

import io.renewals.actionservice.adapter.MyQueue.Waiting;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import io.renewals.rulebook.Rulebook;
import io.renewals.web.Wording;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The home tab: one person's queue, the nearest notice deadline first. What was read whole, is as it was drafted and inside every
 * limit has a tick, and the ticked ones are approved together. Pure.
 */
final class HomeView {
    /** Two blocks a card, and some for the rest: a view has a hundred. */
    static final int CARDS = 40;

    private static final int RESULTS = 20;
    private static final Pattern TICK = Pattern.compile("([^ ]{1,70}) (\\d{1,9}) ([0-9a-f]{64})");

    private final Views views;

    HomeView(Views views) {
        this.views = views;
    }

    /** @param total number of cards that wait, whether shown or not @param results of what was approved together; empty: nothing was */
    Map<String, Object> of(List<Waiting> cards, long total, List<String> results, Rulebook rulebook, LocalDate today) {
        Blocks blocks = new Blocks().header("Renewals that wait for you");
        blocks.context(
                total == 0
                        ? "Nothing waits for you."
                        : Wording.count(total, "card") + ", the nearest notice deadline first.");
        results.stream().limit(RESULTS).forEach(blocks::context);
        if (results.size() > RESULTS) {
            blocks.context("And " + (results.size() - RESULTS) + " more; each card's page says what became of it.");
        }
        List<Waiting> shown = cards.stream().limit(roomFor(results)).toList();
        together(blocks, shown, rulebook);
        for (Waiting each : shown) {
            card(blocks, each, today);
        }
        blocks.link(
                views.queuePage(),
                shown.size() < total ? "All " + total + " on the queue's page" : "Open the queue's page");
        return views.home(blocks);
    }

    private static int roomFor(List<String> results) {
        return CARDS - (Math.min(results.size(), RESULTS) + 2) / 2;
    }

    private void together(Blocks blocks, List<Waiting> shown, Rulebook rulebook) {
        List<Map<String, Object>> options = shown.stream()
                .filter(each -> mayBeTicked(each, rulebook))
                .map(each -> Blocks.option(label(each.card()), tick(each.card())))
                .filter(option -> ((String) option.get("value")).length() <= SlackLimits.OPTION_VALUE)
                .toList();
        if (options.isEmpty()) {
            return;
        }
        for (int at = 0; at < options.size(); at += SlackLimits.CHECKBOXES) {
            List<Map<String, Object>> ten =
                    List.copyOf(options.subList(at, Math.min(options.size(), at + SlackLimits.CHECKBOXES)));
            blocks.input(
                    "cards" + at,
                    at == 0 ? "Read, unedited and inside every limit" : "And these",
                    Blocks.ticks(ten),
                    null,
                    true);
        }
        Map<String, Object> approve = new LinkedHashMap<>(
                Blocks.button(ActionId.BULK_APPROVE.id(), "Approve and send the ticked ones", "ticked", "primary"));
        approve.put("confirm", confirm());
        blocks.buttons(List.of(approve));
    }

    private static Map<String, Object> confirm() {
        Map<String, Object> confirm = new LinkedHashMap<>();
        confirm.put("title", Blocks.plain("Send them?"));
        confirm.put("text", Blocks.plain("Each ticked mail is checked by itself and sent as you read it."));
        confirm.put("confirm", Blocks.plain("Approve and send"));
        confirm.put("deny", Blocks.plain("Not yet"));
        return confirm;
    }

    static boolean mayBeTicked(Waiting each, Rulebook rulebook) {
        Card card = each.card();
        return each.read()
                && card.state() instanceof CardState.Queued
                && !card.isEdited()
                && card.openException().isEmpty()
                && isInsideEveryLimit(card, rulebook);
    }

    /** The rulebook's own limits: an exception is looked at by itself. */
    static boolean isInsideEveryLimit(Card card, Rulebook rulebook) {
        return Limits.withinLimits(rulebook, card.offer().ask()) instanceof LimitCheck.Within;
    }

    private void card(Blocks blocks, Waiting each, LocalDate today) {
        Card card = each.card();
        blocks.words(lines(card, today));
        Shown shown = Views.shown(card);
        List<Map.Entry<ActionId, String>> actions = possible(card).stream()
                .map(action -> Map.entry(
                        action, action == ActionId.REVIEW && each.read() ? "Review again" : label(action, card)))
                .toList();
        blocks.buttons(views.buttons(shown, actions, each.read() ? null : ActionId.REVIEW));
    }

    /** What its buttons open while it waits, in their order: nothing that could only be refused. */
    static List<ActionId> possible(Card card) {
        boolean mendable = !(card.state() instanceof CardState.Held held) || held.canBeMended();
        boolean free = !(card.state() instanceof CardState.Held);
        List<ActionId> possible = new ArrayList<>();
        addIf(free, ActionId.REVIEW, possible);
        addIf(mendable, ActionId.EDIT, possible);
        possible.add(ActionId.SKIP);
        addIf(mendable && card.exception().isEmpty(), ActionId.EXCEPTION, possible);
        addIf(free, ActionId.SNOOZE, possible);
        possible.add(ActionId.REASSIGN);
        return possible;
    }

    private static void addIf(boolean isPossible, ActionId action, List<ActionId> possible) {
        if (isPossible) {
            possible.add(action);
        }
    }

    /** On a button. */
    static String label(ActionId action, Card card) {
        return switch (action) {
            case REVIEW -> "Review";
            case EDIT -> "Edit";
            case EXCEPTION -> "Exception";
            case SKIP -> card.state() instanceof CardState.Held ? "Let it go" : "Skip";
            case SNOOZE -> "Snooze";
            case REASSIGN -> "Reassign";
            case APPROVE, BULK_APPROVE, UNDO, EXCEPTION_GRANT, EXCEPTION_REFUSE ->
                throw new IllegalArgumentException("no button of a card that waits is for " + action);
        };
    }

    static String lines(Card card, LocalDate today) {
        LocalDate deadline = card.dossier().noticeDeadline();
        String standing = card.state() instanceof CardState.Held held
                ? "Held: " + SlackText.rawLine(held.explanation(), Blocks.LINE)
                : card.openException().isPresent()
                        ? "An exception is asked for and not decided yet."
                        : "Waits for your decision.";
        return SlackText.rawLine(card.dossier().accountName(), SlackLimits.HEADER) + "\n"
                + offer(card) + "\nNotice deadline " + Wording.day(deadline) + ", " + Wording.days(deadline, today)
                + ". " + standing;
    }

    static String offer(Card card) {
        return SlackText.rawLine(card.offer().currentPlanName(), SlackLimits.LABEL) + " to "
                + SlackText.rawLine(card.offer().proposedPlanName(), SlackLimits.LABEL) + ", "
                + Wording.percent(card.offer().discountPercent()) + " off (cap "
                + Wording.percent(card.offer().capPercent()) + "), "
                + Wording.money(card.offer().proposedArr(), card.offer().currency()) + " a year";
    }

    private static String label(Card card) {
        return SlackText.rawLine(card.dossier().accountName(), 45) + ", "
                + Wording.percent(card.offer().discountPercent()) + " off";
    }

    private static String tick(Card card) {
        return card.dossier().offerId() + " " + card.dossier().revision() + " "
                + card.message().sha256();
    }

    /** A ticked card, with the text that stood behind the tick. */
    record Tick(String offer, int revision, String sha256) {}

    static Optional<Tick> ticked(String value) {
        Matcher matcher = TICK.matcher(value);
        return matcher.matches()
                ? Optional.of(new Tick(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }
}
