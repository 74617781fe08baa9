package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.actionservice.web.Refusals;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.SkipReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The modals as Slack wants them. Customers' and models' words are always plain text there: no mention, no markup works. */
final class Modals {
    static final Set<String> ACTIONS = Set.of("approve", "edit", "skip", "review");
    private static final int SECTION = 3_000;
    private static final int SECTIONS = 80;
    private static final int OPTION_TEXT = 75;

    private final ObjectMapper json;
    private final String publicUrl;

    Modals(ObjectMapper json, String publicUrl) {
        this.json = json;
        this.publicUrl = publicUrl;
    }

    /** Why no modal opens for this card; empty: it does. */
    Optional<String> whyNot(Card card, Shown shown, Person person, Rulebook rulebook, String action) {
        Optional<Refusal> notYours = person.mayActOn(card, rulebook);
        if (notYours.isPresent()) {
            return notYours.map(refusal -> Refusals.sentence(refusal, rulebook.zone()));
        }
        boolean held = card.state() instanceof CardState.Held;
        if (!card.status().isOpen()) {
            return Optional.of(over(card, rulebook));
        }
        if (card.dossier().revision() != shown.revision()) {
            Refusal other =
                    new Refusal.OtherRevision(shown.revision(), card.dossier().revision());
            return Optional.of(Refusals.sentence(other, rulebook.zone()));
        }
        if (action.equals("review") && held) {
            return Optional.of(Refusals.sentence(
                    new Refusal.IsHeld(((CardState.Held) card.state()).explanation()), rulebook.zone()));
        }
        int length = card.message().textBody().length();
        boolean tooLong =
                action.equals("edit") && length > SECTION || action.equals("review") && length > SECTION * SECTIONS;
        return tooLong ? Optional.of("This mail is too long for Slack. Open it here: " + link(card)) : Optional.empty();
    }

    private static String over(Card card, Rulebook rulebook) {
        if (card.state() instanceof CardState.Expired expired) {
            return Refusals.sentence(new Refusal.IsExpired(expired.deadline()), rulebook.zone());
        }
        Refusal refusal = card.state() instanceof CardState.Stale stale
                ? new Refusal.IsStale(stale.reason())
                : new Refusal.AlreadyDecided(
                        card.state().decision().orElseThrow(),
                        card.state() instanceof CardState.Skipped ? "skipped" : "approved");
        return Refusals.sentence(refusal, rulebook.zone());
    }

    String open(String action, Card card, Rulebook rulebook) {
        Map<String, Object> view =
                switch (action) {
                    case "edit" -> edit(card, rulebook);
                    case "skip" -> skip(card, rulebook);
                    case "review" -> review(card);
                    default -> throw new IllegalArgumentException("no modal for " + action);
                };
        return write(view);
    }

    private Map<String, Object> edit(Card card, Rulebook rulebook) {
        List<Map<String, Object>> plans =
                rulebook.plans().stream().map(Modals::option).toList();
        Map<String, Object> plan = element("static_select");
        plan.put("options", plans);
        rulebook.plan(card.offer().proposedPlan()).ifPresent(current -> plan.put("initial_option", option(current)));
        Map<String, Object> discount = element("plain_text_input");
        discount.put(
                "initial_value",
                card.offer().discountPercent().stripTrailingZeros().toPlainString());
        Map<String, Object> subject = element("plain_text_input");
        subject.put("initial_value", card.message().subject());
        subject.put("max_length", 200);
        Map<String, Object> text = element("plain_text_input");
        text.put("multiline", true);
        text.put("initial_value", card.message().textBody());
        List<Map<String, Object>> blocks = List.of(
                input("plan", "Plan", plan, null),
                input(
                        "discount",
                        "Discount in percent",
                        discount,
                        "At most "
                                + card.offer().capPercent().stripTrailingZeros().toPlainString()
                                + "%. Prices in the text follow by themselves."),
                input("subject", "Subject", subject, null),
                input("text", "Text", text, "Saving sends nothing; approve it afterwards."));
        return modal("edit", "Edit the offer", "Save", card, blocks);
    }

    private Map<String, Object> skip(Card card, Rulebook rulebook) {
        Map<String, Object> reasons = element("radio_buttons");
        reasons.put(
                "options",
                rulebook.skipReasons().stream()
                        .limit(10)
                        .map(reason -> option(label(reason, rulebook), reason.code()))
                        .toList());
        Map<String, Object> note = element("plain_text_input");
        note.put("max_length", 1_000);
        Map<String, Object> noteInput = input("note", "Note", note, null);
        noteInput.put("optional", true);
        return modal(
                "skip",
                "Skip this renewal",
                "Skip",
                card,
                List.of(input("reason", "Why is there no offer?", reasons, null), noteInput));
    }

    private static String label(SkipReason reason, Rulebook rulebook) {
        return reason.requeues()
                ? reason.label() + " (again in " + rulebook.followUp().requeueDays() + " days)"
                : reason.label();
    }

    /** All of the words, so that approving here is approving what was shown. */
    private Map<String, Object> review(Card card) {
        Message message = card.message();
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(section("From: " + message.fromName() + " <" + message.fromAddress() + ">\nTo: "
                + message.toAddress() + "\nReply-To: " + message.replyTo() + "\nSubject: " + message.subject()));
        String text = message.textBody();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + SECTION);
            boolean splitsPair = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
            int whole = splitsPair ? end - 1 : end;
            blocks.add(section(text.substring(at, whole)));
            at = whole;
        }
        return modal("review", "The whole mail", "Approve & send", card, blocks);
    }

    private Map<String, Object> modal(
            String callback, String title, String submit, Card card, List<Map<String, Object>> blocks) {
        Shown shown = new Shown(
                card.dossier().tenant(),
                card.dossier().offerId(),
                card.dossier().revision(),
                card.message().sha256());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "modal");
        view.put("callback_id", callback);
        view.put("private_metadata", write(shown.asValue()));
        view.put("title", plain(title));
        view.put("submit", plain(submit));
        view.put("close", plain("Cancel"));
        view.put("blocks", blocks);
        return view;
    }

    /** A modal that only says something. */
    Map<String, Object> message(String title, String text) {
        return Map.of(
                "type", "modal",
                "title", plain(title),
                "close", plain("Close"),
                "blocks", List.of(section(text.length() <= SECTION ? text : text.substring(0, SECTION - 1) + "…")));
    }

    String replacement(Map<String, Object> view) {
        return write(Map.of("response_action", "update", "view", view));
    }

    /** @param errors block id to message; the blocks are named as the domain names its fields */
    String errors(Map<String, String> errors) {
        return write(Map.of("response_action", "errors", "errors", errors));
    }

    private String link(Card card) {
        return publicUrl + "/cards/" + card.dossier().offerId();
    }

    private static Map<String, Object> option(Plan plan) {
        return option(plan.name(), plan.id());
    }

    private static Map<String, Object> option(String text, String value) {
        String shown = text.length() <= OPTION_TEXT ? text : text.substring(0, OPTION_TEXT - 1) + "…";
        return Map.of("text", plain(shown), "value", value);
    }

    private static Map<String, Object> element(String type) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", type);
        element.put("action_id", "value");
        return element;
    }

    private static Map<String, Object> input(String id, String label, Map<String, Object> element, String hint) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("type", "input");
        input.put("block_id", id);
        input.put("label", plain(label));
        input.put("element", element);
        if (hint != null) {
            input.put("hint", plain(hint));
        }
        return input;
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", plain(text.isEmpty() ? " " : text));
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text can always be written", e);
        }
    }
}
