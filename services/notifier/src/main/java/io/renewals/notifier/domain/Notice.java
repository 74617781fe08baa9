package io.renewals.notifier.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader is told, whichever way it goes.
 *
 * @param title with the account's name
 * @param lead lines before the figures: why it comes, what happened, what can be done
 * @param depth how much of the card follows
 * @param rows of buttons, at most five in each
 */
public record Notice(String title, List<String> lead, Depth depth, List<List<Button>> rows) {
    /** Each with all that the one before it has. */
    public enum Depth {
        /** Plans, prices, discount, cap, verdict and dates. */
        FIGURES,
        /** And why, on which evidence, in whose words. */
        GROUNDS,
        /** And the whole mail. */
        LETTER
    }

    public Notice {
        lead = lead.stream().distinct().toList();
        rows = rows.stream().map(List::copyOf).filter(row -> !row.isEmpty()).toList();
    }

    public static Notice of(Reading reading) {
        return switch (reading.standing()) {
            case Standing.Closed closed -> closed(reading, closed);
            case Standing.Open open -> waiting(reading, Optional.empty());
            case Standing.Held held -> waiting(reading, Optional.of(held));
        };
    }

    private static Notice waiting(Reading reading, Optional<Standing.Held> held) {
        return switch (reading.purpose()) {
            case CARD, HELD -> reading.isOwners() ? card(reading, held) : moved(reading);
            case REMINDER -> reading.isOwners() ? nudge(reading, held, "Reminder: ") : moved(reading);
            case AGAIN -> reading.isOwners() ? nudge(reading, held, "Back in your queue: ") : moved(reading);
            case ESCALATION_DELEGATE -> standIn(reading, held);
            case ESCALATION_MANAGER -> manager(reading, held);
            case EXCEPTION -> exception(reading);
            case ANSWER -> answer(reading, held);
            case MOVED -> moved(reading);
        };
    }

    private static Notice card(Reading reading, Optional<Standing.Held> held) {
        List<String> lead = opening(reading, held);
        request(reading).ifPresent(lead::add);
        return held.map(limit ->
                        new Notice("Held: " + name(reading), lead, Depth.GROUNDS, List.of(heldButtons(reading, limit))))
                .orElseGet(() -> new Notice("Renewal: " + name(reading), lead, Depth.LETTER, buttons(reading)));
    }

    /** A delegate may do whatever the owner may, and so sees what the owner sees. */
    private static Notice standIn(Reading reading, Optional<Standing.Held> held) {
        Notice card = card(reading, held);
        return new Notice("Not decided yet: " + name(reading), card.lead(), card.depth(), card.rows());
    }

    private static Notice manager(Reading reading, Optional<Standing.Held> held) {
        List<String> lead = opening(reading, held);
        request(reading).ifPresent(lead::add);
        return new Notice("Not decided yet: " + name(reading), lead, Depth.GROUNDS, List.of(List.of(Button.REASSIGN)));
    }

    /** Short, and without a decision on words that it doesn't show. */
    private static Notice nudge(Reading reading, Optional<Standing.Held> held, String title) {
        List<String> lead = opening(reading, held);
        request(reading).ifPresent(lead::add);
        List<Button> row = held.map(limit -> heldButtons(reading, limit))
                .orElseGet(() -> List.of(Button.REVIEW, Button.SKIP, Button.SNOOZE, Button.REASSIGN));
        return new Notice(title + name(reading), lead, Depth.FIGURES, List.of(row));
    }

    private static Notice exception(Reading reading) {
        List<String> lead = why(reading);
        lead.add(reading.owner().name() + " owns this renewal.");
        Optional<ExceptionAsk> open = reading.ask().filter(ExceptionAsk::open);
        boolean wanted = open.filter(
                        ask -> ask.pending().contains(reading.reader().id()))
                .isPresent();
        request(reading).ifPresent(lead::add);
        if (open.isPresent() && !wanted) {
            lead.add("You have decided; somebody else has to as well.");
        }
        if (open.isEmpty()) {
            lead.add(reading.ask().map(ExceptionAsk::outcome).orElse("There is nothing to decide any more."));
        }
        return new Notice(
                (open.isPresent() ? "Exception asked for: " : "Exception: ") + name(reading),
                lead,
                Depth.GROUNDS,
                wanted ? List.of(List.of(Button.GRANT, Button.REFUSE)) : List.of());
    }

    private static Notice answer(Reading reading, Optional<Standing.Held> held) {
        List<String> lead = opening(reading, held);
        return new Notice(
                "Exception decided: " + name(reading),
                lead,
                Depth.FIGURES,
                reading.isOwners() && held.isEmpty() ? List.of(List.of(Button.REVIEW)) : List.of());
    }

    private static Notice moved(Reading reading) {
        List<String> lead = new ArrayList<>();
        replaced(reading).ifPresent(lead::add);
        lead.add(reading.owner().name() + " decides on this renewal now.");
        if (reading.standing() instanceof Standing.Open open && !open.note().isEmpty()) {
            lead.add(open.note());
        }
        return new Notice("Renewal: " + name(reading), lead, Depth.FIGURES, List.of());
    }

    private static Notice closed(Reading reading, Standing.Closed closed) {
        List<String> lead = new ArrayList<>();
        replaced(reading).ifPresent(lead::add);
        lead.add(closed.line());
        boolean ownCard =
                reading.isOwners() && (reading.purpose() == Purpose.CARD || reading.purpose() == Purpose.HELD);
        return new Notice(
                "Renewal: " + name(reading),
                lead,
                Depth.FIGURES,
                ownCard && closed.undo() > 0 ? List.of(List.of(Button.UNDO)) : List.of());
    }

    private static List<String> why(Reading reading) {
        List<String> lead = new ArrayList<>();
        replaced(reading).ifPresent(lead::add);
        if (reading.doubted()) {
            lead.add("We could not make sure that our first message reached you.");
        }
        if (!reading.note().isEmpty()) {
            lead.add(reading.note());
        }
        return lead;
    }

    /** Why it comes, and how it stands. */
    private static List<String> opening(Reading reading, Optional<Standing.Held> held) {
        List<String> lead = why(reading);
        held.ifPresent(limit -> {
            lead.add((limit.isSuppressed() ? "Held: " : "Held by the limit '" + limit.limit() + "': ")
                    + limit.explanation());
            lead.add(limit.wayOut());
        });
        if (reading.standing() instanceof Standing.Open open && !open.note().isEmpty()) {
            lead.add(open.note());
        }
        return lead;
    }

    private static Optional<String> replaced(Reading reading) {
        return reading.replacing()
                ? Optional.of("This takes the place of an earlier message, which can no longer be changed.")
                : Optional.empty();
    }

    private static Optional<String> request(Reading reading) {
        return reading.ask()
                .filter(ExceptionAsk::open)
                .map(ask -> ask.requestedBy() + " asked for an exception: " + ask.discount() + " off on " + ask.plan()
                        + ". Why: " + ask.reason() + ". Granted by " + ask.given() + " of " + ask.needed() + ".");
    }

    /**
     * Two rows and no overflow menu: an option of a menu holds 150 characters, which is less than the value that says which words were
     * shown.
     */
    private static List<List<Button>> buttons(Reading reading) {
        List<Button> second = new ArrayList<>();
        if (reading.ask().filter(ExceptionAsk::standsInTheWay).isEmpty()) {
            second.add(Button.EXCEPTION);
        }
        second.add(Button.SNOOZE);
        second.add(Button.REASSIGN);
        if (reading.standing().undo() > 0) {
            second.add(Button.UNDO);
        }
        return List.of(List.of(Button.APPROVE, Button.EDIT, Button.SKIP), second);
    }

    private static List<Button> heldButtons(Reading reading, Standing.Held held) {
        List<Button> row = new ArrayList<>();
        if (held.canBeEdited()) {
            row.add(Button.EDIT);
        }
        if (held.limit().equals("cap")
                && reading.ask().filter(ExceptionAsk::standsInTheWay).isEmpty()) {
            row.add(Button.EXCEPTION);
        }
        row.add(Button.LET_GO);
        row.add(Button.REASSIGN);
        if (held.undo() > 0) {
            row.add(Button.UNDO);
        }
        return row;
    }

    private static String name(Reading reading) {
        return reading.facts().accountName();
    }
}
