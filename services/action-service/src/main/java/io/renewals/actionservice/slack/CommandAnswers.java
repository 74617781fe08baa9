package io.renewals.actionservice.slack;

import io.renewals.actionservice.adapter.MyQueue.Waiting;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.web.Wording;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What {@code /renewals} says. Pure. */
final class CommandAnswers {
    /** Of the queue. */
    static final int CARDS = 10;

    /** Of an account's name. */
    static final int FOUND = 5;

    /** Of one card's lines: an answer takes some 13,000 in all. */
    private static final int ONE = 800;

    private final Views views;

    CommandAnswers(Views views) {
        this.views = views;
    }

    String help() {
        return views.alone(
                "What /renewals knows",
                new Blocks()
                        .words("/renewals queue: what waits for you, the nearest notice deadline first\n"
                                + "/renewals account <name>: where an account's renewal stands, with what you can do\n"
                                + "/renewals help: this")
                        .words(
                                "The Home tab of this app shows your whole queue. Approving is done where the whole text of the"
                                        + " mail is shown: on its message, in Review, or on the page.")
                        .link(views.queuePage(), "Open the queue's page"));
    }

    String queue(List<Waiting> cards, long total, LocalDate today) {
        if (cards.isEmpty()) {
            return views.alone("Nothing waits for you.", new Blocks());
        }
        Blocks blocks =
                new Blocks().words(Wording.count(total, "card") + " for you, the nearest notice deadline first:");
        for (Waiting each : cards) {
            blocks.escaped(SlackText.cut(HomeView.lines(each.card(), today), ONE))
                    .buttons(buttons(each.card()));
        }
        blocks.link(
                views.queuePage(), cards.size() < total ? "All " + total + " on the page" : "Open the queue's page");
        return views.alone(Wording.count(total, "card") + " for you", blocks);
    }

    String account(String name, List<Waiting> found, Clicker clicker, LocalDate today) {
        if (found.isEmpty()) {
            return views.alone(
                    "No card of an account named “" + SlackText.rawLine(name, SlackLimits.LABEL) + "”.", new Blocks());
        }
        Blocks blocks = new Blocks();
        found.stream().limit(FOUND).forEach(each -> one(blocks, each.card(), clicker, today));
        if (found.size() > FOUND) {
            blocks.context("There are more; say more of the name.");
        }
        return views.alone("Renewals of “" + SlackText.rawLine(name, SlackLimits.LABEL) + "”", blocks);
    }

    private void one(Blocks blocks, Card card, Clicker clicker, LocalDate today) {
        boolean mine = clicker.person().mayActOn(card, clicker.rulebook()).isEmpty();
        boolean waits = card.state() instanceof CardState.Queued || card.state() instanceof CardState.Held;
        if (waits) {
            blocks.escaped(SlackText.cut(HomeView.lines(card, today), ONE));
        } else {
            String standing = Wording.label(card.status().name()) + by(card) + ".";
            blocks.escaped(SlackText.cut(
                    SlackText.rawLine(card.dossier().accountName(), SlackLimits.HEADER) + "\n" + HomeView.offer(card)
                            + "\n" + standing,
                    ONE));
        }
        blocks.context("Whose: " + SlackText.rawLine(card.owner().name(), SlackLimits.LABEL));
        if (mine && waits) {
            blocks.buttons(buttons(card));
        }
        blocks.link(views.page(card), "Open the card");
    }

    private static String by(Card card) {
        return card.state()
                .decision()
                .map(decision -> ", by " + SlackText.rawLine(decision.actorName(), SlackLimits.LABEL))
                .orElse("");
    }

    private List<Map<String, Object>> buttons(Card card) {
        List<Map.Entry<ActionId, String>> actions = HomeView.possible(card).stream()
                .map(action -> Map.entry(action, HomeView.label(action, card)))
                .toList();
        return views.buttons(Views.shown(card), actions, null);
    }
}
