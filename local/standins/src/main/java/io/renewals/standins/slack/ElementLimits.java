package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.standins.http.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Slack's documented limits of block elements: buttons, menus, inputs and the objects inside them. */
final class ElementLimits {
    static final int ID = 255;
    static final int BUTTON_TEXT = 75;
    static final int BUTTON_VALUE = 2_000;
    static final int OPTION_TEXT = 75;
    static final int OPTION_VALUE = 150;
    static final int OPTIONS = 100;
    static final int OVERFLOW_OPTIONS = 5;
    static final int CHOICES = 10;
    static final int PLACEHOLDER = 150;
    static final int INPUT = 3_000;
    static final int URL = 3_000;

    private static final Set<String> ACTIONS =
            Set.of("button", "static_select", "overflow", "datepicker", "radio_buttons", "checkboxes");
    private static final Set<String> INPUTS =
            Set.of("plain_text_input", "static_select", "datepicker", "number_input", "radio_buttons", "checkboxes");
    private static final Set<String> BUTTON_STYLES = Set.of("primary", "danger");

    private final Problems problems;

    ElementLimits(Problems problems) {
        this.problems = problems;
    }

    void action(String at, JsonNode element) {
        check(at, element, ACTIONS);
    }

    void input(String at, JsonNode element) {
        check(at, element, INPUTS);
    }

    private void check(String at, JsonNode element, Set<String> allowed) {
        String type = element.path("type").asText();
        if (!allowed.contains(type)) {
            problems.add(at + "/type", "unsupported type: " + type);
            return;
        }
        problems.length(at + "/action_id", element.path("action_id"), ID);
        switch (type) {
            case "button" -> button(at, element);
            case "static_select" -> select(at, element);
            case "overflow" -> options(at, element, OVERFLOW_OPTIONS);
            case "radio_buttons", "checkboxes" -> options(at, element, CHOICES);
            case "datepicker" -> datepicker(at, element);
            case "plain_text_input" -> textInput(at, element);
            case "number_input" -> numberInput(at, element);
            default -> problems.add(at + "/type", "unsupported type: " + type);
        }
        confirm(at + "/confirm", element.path("confirm"));
    }

    private void button(String at, JsonNode button) {
        problems.text(at + "/text", button.path("text"), BUTTON_TEXT, true, false);
        problems.length(at + "/value", button.path("value"), BUTTON_VALUE);
        problems.length(at + "/url", button.path("url"), URL);
        problems.length(at + "/accessibility_label", button.path("accessibility_label"), BUTTON_TEXT);
        JsonNode style = button.path("style");
        if (!style.isMissingNode() && !BUTTON_STYLES.contains(style.asText().toLowerCase(Locale.ROOT))) {
            problems.add(at + "/style", "must be a valid enum value: primary, danger");
        }
    }

    private void select(String at, JsonNode select) {
        placeholder(at, select);
        if (!select.has("option_groups")) {
            options(at, select, OPTIONS);
        } else {
            JsonNode groups = select.path("option_groups");
            problems.atMost(at + "/option_groups", groups.size(), OPTIONS, "items");
            for (int i = 0; i < groups.size(); i++) {
                problems.text(
                        at + "/option_groups/" + i + "/label", groups.get(i).path("label"), 75, true, false);
                options(at + "/option_groups/" + i, groups.get(i), OPTIONS);
            }
        }
    }

    private void options(String at, JsonNode element, int limit) {
        JsonNode options = element.path("options");
        if (options.isEmpty()) {
            problems.add(at + "/options", "must provide at least 1 item");
        }
        problems.atMost(at + "/options", options.size(), limit, "items");
        Set<String> values = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            String pointer = at + "/options/" + i;
            JsonNode option = options.get(i);
            problems.text(pointer + "/text", option.path("text"), OPTION_TEXT, true, true);
            problems.length(pointer + "/value", option.path("value"), OPTION_VALUE);
            problems.text(pointer + "/description", option.path("description"), OPTION_TEXT, false, true);
            if (!values.add(option.path("value").asText())) {
                problems.add(pointer + "/value", "option values must be unique");
            }
        }
        JsonNode initial = element.path("initial_option");
        if (!initial.isMissingNode()
                && !Json.arrayAt(element, "options").valueStream().anyMatch(initial::equals)) {
            problems.add(at + "/initial_option", "must exactly match one of the provided options");
        }
        for (JsonNode ticked : element.path("initial_options")) {
            if (Json.arrayAt(element, "options").valueStream().noneMatch(ticked::equals)) {
                problems.add(at + "/initial_options", "must exactly match some of the provided options");
            }
        }
    }

    private void datepicker(String at, JsonNode picker) {
        placeholder(at, picker);
        JsonNode initial = picker.path("initial_date");
        if (!initial.isMissingNode() && !initial.asText().matches("\\d{4}-\\d{2}-\\d{2}")) {
            problems.add(at + "/initial_date", "must be a date as YYYY-MM-DD");
        }
    }

    private void textInput(String at, JsonNode input) {
        placeholder(at, input);
        range(at + "/max_length", input.path("max_length"), 1, INPUT);
        range(at + "/min_length", input.path("min_length"), 0, INPUT);
        problems.length(
                at + "/initial_value",
                input.path("initial_value"),
                input.path("max_length").asInt(INPUT));
    }

    private void numberInput(String at, JsonNode input) {
        placeholder(at, input);
        if (!input.path("is_decimal_allowed").isBoolean()) {
            problems.add(at, "missing required field: is_decimal_allowed");
        }
        for (String field : new String[] {"initial_value", "min_value", "max_value"}) {
            JsonNode value = input.path(field);
            if (!value.isMissingNode() && !value.asText().matches("-?\\d+(\\.\\d+)?")) {
                problems.add(at + "/" + field, "must be a number in a string");
            }
        }
    }

    private void placeholder(String at, JsonNode element) {
        problems.text(at + "/placeholder", element.path("placeholder"), PLACEHOLDER, false, false);
    }

    private void range(String pointer, JsonNode value, int from, int to) {
        if (!value.isMissingNode() && (!value.isInt() || value.intValue() < from || value.intValue() > to)) {
            problems.add(pointer, "must be between " + from + " and " + to);
        }
    }

    private void confirm(String at, JsonNode confirm) {
        if (confirm.isMissingNode() || confirm.isNull()) {
            return;
        }
        problems.text(at + "/title", confirm.path("title"), 100, true, false);
        problems.text(at + "/text", confirm.path("text"), 300, true, true);
        problems.text(at + "/confirm", confirm.path("confirm"), 30, true, false);
        problems.text(at + "/deny", confirm.path("deny"), 30, true, false);
    }
}
