package io.renewals.actionservice.slack;

import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Blocks of one view or message. Block ids begin with a part of their own for each rendering: Slack keeps what was typed into a block
 * whose id stays, so a view that is filled or replaced must never keep one. Whatever somebody wrote is {@code plain_text}.
 */
final class Blocks {
    static final int LINE = 400;
    private static final char NAMED = '.';

    private final String fresh =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final List<Map<String, Object>> all = new ArrayList<>();

    List<Map<String, Object>> all() {
        return List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    Blocks header(String line) {
        block("header").put("text", plain(SlackText.line(line, SlackLimits.HEADER)));
        return this;
    }

    /** A paragraph of anybody's words. */
    Blocks words(String text) {
        return escaped(SlackText.cut(text, SlackLimits.SECTION));
    }

    /** @param text escaped, 1 to 3,000 units */
    Blocks escaped(String text) {
        block("section").put("text", plain(text));
        return this;
    }

    Blocks fields(List<String> lines) {
        block("section")
                .put(
                        "fields",
                        lines.stream()
                                .limit(SlackLimits.FIELDS)
                                .map(line -> plain(SlackText.line(line, LINE)))
                                .toList());
        return this;
    }

    Blocks context(String line) {
        block("context").put("elements", List.of(plain(SlackText.line(line, LINE))));
        return this;
    }

    /** @param url the product's own; @param label the product's own */
    Blocks link(String url, String label) {
        block("context")
                .put(
                        "elements",
                        List.of(Map.of(
                                "type",
                                "mrkdwn",
                                "text",
                                "<" + SlackText.escape(url) + "|" + SlackText.line(label, SlackLimits.LABEL) + ">")));
        return this;
    }

    Blocks divider() {
        block("divider");
        return this;
    }

    Blocks buttons(List<Map<String, Object>> buttons) {
        block("actions").put("elements", buttons);
        return this;
    }

    /** @param name as the domain names the field @param hint null: none */
    Blocks input(String name, String label, Map<String, Object> element, String hint, boolean optional) {
        Map<String, Object> input = block("input");
        input.put("block_id", fresh + NAMED + name);
        input.put("label", plain(label));
        element.put("action_id", name);
        input.put("element", element);
        input.put("optional", optional);
        if (hint != null) {
            input.put("hint", plain(SlackText.line(hint, LINE)));
        }
        return this;
    }

    private Map<String, Object> block(String type) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", type);
        block.put("block_id", fresh + "-" + all.size());
        all.add(block);
        return block;
    }

    static Map<String, Object> plain(String escaped) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "plain_text");
        text.put("text", escaped);
        text.put("emoji", false);
        return text;
    }

    /** @param style primary or danger; null: neither */
    static Map<String, Object> button(String action, String label, String value, String style) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "button");
        button.put("action_id", action);
        button.put("text", plain(SlackText.line(label, SlackLimits.LABEL)));
        button.put("value", value);
        if (style != null) {
            button.put("style", style);
        }
        return button;
    }

    /** @param initial null: empty */
    static Map<String, Object> textInput(String initial, int longest, boolean multiline) {
        Map<String, Object> input = element("plain_text_input");
        input.put("multiline", multiline);
        input.put("max_length", longest);
        if (initial != null && !initial.isEmpty()) {
            input.put("initial_value", initial);
        }
        return input;
    }

    /** @param initial value of the option to begin with; empty: none */
    static Map<String, Object> select(List<Map<String, Object>> options, Optional<String> initial) {
        Map<String, Object> select = element("static_select");
        List<Map<String, Object>> shown =
                options.stream().limit(SlackLimits.OPTIONS).toList();
        select.put("options", shown);
        initial.flatMap(value -> shown.stream()
                        .filter(option -> option.get("value").equals(value))
                        .findFirst())
                .ifPresent(option -> select.put("initial_option", option));
        return select;
    }

    /** @param initial as 2027-01-31; null: none */
    static Map<String, Object> date(String initial) {
        Map<String, Object> picker = element("datepicker");
        if (initial != null) {
            picker.put("initial_date", initial);
        }
        return picker;
    }

    /** None of them is ticked to begin with: a tick is a decision, and having read a text is none. @param options at most ten */
    static Map<String, Object> ticks(List<Map<String, Object>> options) {
        Map<String, Object> boxes = element("checkboxes");
        boxes.put("options", options);
        return boxes;
    }

    static Map<String, Object> option(String label, String value) {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("text", plain(SlackText.line(label, SlackLimits.LABEL)));
        option.put("value", value);
        return option;
    }

    private static Map<String, Object> element(String type) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", type);
        return element;
    }
}
