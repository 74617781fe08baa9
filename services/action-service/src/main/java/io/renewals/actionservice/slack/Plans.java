package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.rulebook.SkipReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a click or a form asks for, read and nothing done yet. */
final class Plans {
    private static final String NO_CARD = "Nothing was recorded: this button belongs to no card of yours.";
    private static final int AT_ONCE = 100;

    private final ObjectMapper json;

    Plans(ObjectMapper json) {
        this.json = json;
    }

    /** What is to be done about an interaction. */
    sealed interface Plan {
        /** A button that decides. */
        record Decide(Asked asked) implements Plan {}

        /** A form that decides. @param blocks the form's fields by name: their block ids */
        record Submit(Asked asked, Map<String, String> blocks) implements Plan {}

        /** A form with something that is wrong whatever the card. @param problems by block id */
        record Correct(Map<String, String> problems) implements Plan {}

        /** A button that opens a modal. */
        record Open(CardModals.Wanted wanted, Where where) implements Plan {}

        /** Nothing but a sentence. */
        record Say(String text) implements Plan {}

        /** Not ours, or a field that acts only when its form is submitted. */
        record Nothing() implements Plan {}
    }

    /**
     * Where a modal goes.
     *
     * @param viewId of the modal that is open already and is replaced; empty: a new one
     * @param home true: the button is in the home tab
     */
    record Where(String triggerId, String responseUrl, String viewId, String hash, boolean home) {}

    Plan of(JsonNode payload, Clicker clicker) {
        return switch (payload.path("type").asText()) {
            case "block_actions" -> clicked(payload, clicker);
            case "view_submission" -> submitted(payload.path("view"), clicker);
            default -> new Plan.Nothing();
        };
    }

    private Plan clicked(JsonNode payload, Clicker clicker) {
        JsonNode action = payload.path("actions").path(0);
        Optional<ActionId> pressed = ActionId.of(action.path("action_id").asText());
        if (pressed.isEmpty()) {
            return new Plan.Nothing();
        }
        if (pressed.get() == ActionId.BULK_APPROVE) {
            return together(payload, clicker);
        }
        Optional<Shown> shown = mine(action.path("value").asText(), clicker);
        if (shown.isEmpty()) {
            return action.path("type").asText().equals("button") ? new Plan.Say(NO_CARD) : new Plan.Nothing();
        }
        if (!pressed.get().opensAForm()) {
            boolean home = payload.path("view").path("type").asText().equals("home");
            Asked.Wish wish = Asked.Wish.of(pressed.get(), shown.get(), Map.of());
            String responseUrl = payload.path("response_url").asText("");
            return new Plan.Decide(new Asked(clicker.slackId(), List.of(wish), responseUrl, "", home));
        }
        return opened(payload, pressed.get(), shown.get());
    }

    private static Plan opened(JsonNode payload, ActionId pressed, Shown shown) {
        JsonNode view = payload.path("view");
        boolean modal = view.path("type").asText().equals("modal");
        Map<String, String> typed = fields(view.path("state").path("values"));
        return new Plan.Open(
                new CardModals.Wanted(
                        pressed,
                        shown,
                        Optional.ofNullable(typed.get("plan")),
                        Optional.ofNullable(typed.get("discount"))),
                new Where(
                        payload.path("trigger_id").asText(""),
                        payload.path("response_url").asText(""),
                        modal ? view.path("id").asText() : "",
                        modal ? view.path("hash").asText("") : "",
                        view.path("type").asText().equals("home")));
    }

    /** The ticked cards of the home tab, each with the text that stood behind its tick. */
    private Plan together(JsonNode payload, Clicker clicker) {
        List<Asked.Wish> wishes = new ArrayList<>();
        payload.path("view")
                .path("state")
                .path("values")
                .forEach(block -> block.forEach(element -> element.path("selected_options")
                        .forEach(option -> HomeView.ticked(option.path("value").asText())
                                .map(tick -> Asked.Wish.of(
                                        ActionId.BULK_APPROVE,
                                        new Shown(clicker.tenant(), tick.offer(), tick.revision(), tick.sha256()),
                                        Map.of()))
                                .ifPresent(wishes::add))));
        if (wishes.isEmpty()) {
            return new Plan.Say("Nothing was recorded: no card is ticked.");
        }
        List<Asked.Wish> each = wishes.stream().distinct().limit(AT_ONCE).toList();
        return new Plan.Decide(new Asked(clicker.slackId(), each, "", "", true));
    }

    private Plan submitted(JsonNode view, Clicker clicker) {
        Optional<ActionId> callback =
                ActionId.of(view.path("callback_id").asText()).filter(ActionId::opensAForm);
        if (callback.isEmpty()) {
            return new Plan.Nothing();
        }
        Optional<Shown> shown = mine(view.path("private_metadata").asText(), clicker);
        if (shown.isEmpty()) {
            return new Plan.Say("Nothing was recorded: this form belongs to no card of yours.");
        }
        JsonNode values = view.path("state").path("values");
        Map<String, String> fields = fields(values);
        Map<String, String> blocks = blocks(values);
        Optional<String> wrong = callback.get() == ActionId.SKIP ? wrongDate(fields, clicker) : Optional.empty();
        if (wrong.isPresent() && blocks.containsKey("until")) {
            return new Plan.Correct(Map.of(blocks.get("until"), wrong.get()));
        }
        Asked.Wish wish = Asked.Wish.of(callback.get(), shown.get(), fields);
        return new Plan.Submit(
                new Asked(clicker.slackId(), List.of(wish), "", view.path("id").asText(""), false), blocks);
    }

    private static Optional<String> wrongDate(Map<String, String> fields, Clicker clicker) {
        boolean comesBack = clicker.rulebook()
                .skipReason(fields.getOrDefault("reason", ""))
                .filter(SkipReason::requeues)
                .isPresent();
        boolean dated = !fields.getOrDefault("until", "").isEmpty();
        return dated && !comesBack
                ? Optional.of("This reason ends the cycle: take the date away, or choose “not ready yet”.")
                : Optional.empty();
    }

    private Optional<Shown> mine(String value, Clicker clicker) {
        return Shown.read(json, value)
                .filter(shown ->
                        shown.tenant().equals(clicker.tenant()) && shown.offer().length() <= 200);
    }

    /** What was typed and chosen, by field; each input's action id is the field's name. */
    static Map<String, String> fields(JsonNode values) {
        Map<String, String> fields = new LinkedHashMap<>();
        values.forEach(block -> block.properties().forEach(element -> {
            JsonNode entered = element.getValue();
            String text = entered.path("value")
                    .asText(entered.path("selected_option")
                            .path("value")
                            .asText(entered.path("selected_date").asText("")));
            fields.put(element.getKey(), storable(text));
        }));
        return fields;
    }

    private static Map<String, String> blocks(JsonNode values) {
        Map<String, String> blocks = new LinkedHashMap<>();
        values.properties()
                .forEach(block ->
                        block.getValue().fieldNames().forEachRemaining(field -> blocks.put(field, block.getKey())));
        return blocks;
    }

    /** Without what no database stores: halves of characters, and the null character. */
    private static String storable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .filter(c -> c != 0)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
