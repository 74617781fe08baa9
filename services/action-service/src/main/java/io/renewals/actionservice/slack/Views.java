package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.domain.Card;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames that modals, answers and the home tab come in. */
final class Views {
    /** What is longer is read on the page. */
    static final int LARGEST = SlackLimits.VIEW_BYTES - 10_000;

    private static final int ERROR = 500;

    private final ObjectMapper json;
    private final String publicUrl;

    Views(ObjectMapper json, String publicUrl) {
        this.json = json;
        this.publicUrl = publicUrl;
    }

    ObjectMapper json() {
        return json;
    }

    /** What opens at once, before anything is known of the card. */
    String loading(String title) {
        Map<String, Object> view = frame("modal");
        view.put("title", Blocks.plain(title));
        view.put("close", Blocks.plain("Cancel"));
        view.put("blocks", new Blocks().words("Loading …").all());
        return write(view);
    }

    /** @param submit at most 24 units */
    Map<String, Object> form(ActionId action, String submit, Shown shown, Blocks blocks) {
        Map<String, Object> view = frame("modal");
        view.put("callback_id", action.id());
        view.put("private_metadata", value(shown));
        view.put("title", Blocks.plain(action.title()));
        view.put("submit", Blocks.plain(submit));
        view.put("close", Blocks.plain("Cancel"));
        view.put("blocks", blocks.all());
        return view;
    }

    /** A modal that only says something. */
    Map<String, Object> message(String title, String text) {
        return message(title, new Blocks().words(text));
    }

    Map<String, Object> message(String title, Blocks blocks) {
        Map<String, Object> view = frame("modal");
        view.put("title", Blocks.plain(title));
        view.put("close", Blocks.plain("Close"));
        view.put("blocks", blocks.all());
        return view;
    }

    Map<String, Object> home(Blocks blocks) {
        Map<String, Object> view = frame("home");
        view.put("blocks", blocks.all());
        return view;
    }

    private static Map<String, Object> frame(String type) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", type);
        return view;
    }

    /** In answer to a submission: another view in its place. */
    String replacement(Map<String, Object> view) {
        return write(Map.of("response_action", "update", "view", view));
    }

    /** In answer to a submission. @param errors block id to message */
    String errors(Map<String, String> errors) {
        Map<String, String> cut = new LinkedHashMap<>();
        errors.forEach((block, message) -> cut.put(block, SlackText.rawLine(message, ERROR)));
        return write(Map.of("response_action", "errors", "errors", cut));
    }

    /** In answer to a slash command, or for a response URL: for the person alone. */
    String alone(String text, Blocks blocks) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("response_type", "ephemeral");
        answer.put("replace_original", false);
        answer.put("text", SlackText.cut(text, SlackLimits.SECTION));
        if (blocks.size() > 0) {
            answer.put("blocks", blocks.all());
        }
        return write(answer);
    }

    String value(Shown shown) {
        return write(shown.asValue());
    }

    String page(Card card) {
        return publicUrl + "/cards/" + card.dossier().offerId();
    }

    String queuePage() {
        return publicUrl + "/queue";
    }

    static Shown shown(Card card) {
        return new Shown(
                card.dossier().tenant(),
                card.dossier().offerId(),
                card.dossier().revision(),
                card.message().sha256());
    }

    /** @param primary null: none */
    List<Map<String, Object>> buttons(Shown shown, List<Map.Entry<ActionId, String>> actions, ActionId primary) {
        String value = value(shown);
        return actions.stream()
                .map(action -> Blocks.button(
                        action.getKey().id(), action.getValue(), value, action.getKey() == primary ? "primary" : null))
                .toList();
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text can always be written", e);
        }
    }
}
