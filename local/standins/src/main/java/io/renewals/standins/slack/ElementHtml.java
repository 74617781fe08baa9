package io.renewals.standins.slack;

import static io.renewals.standins.slack.Mrkdwn.escape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.renewals.standins.http.Json;

/** Buttons, menus and inputs as HTML controls that a keyboard reaches. */
final class ElementHtml {
    private final String scope;
    private final JsonNode state;

    ElementHtml(String scope, JsonNode state) {
        this.scope = scope;
        this.state = state;
    }

    /** An element that acts at once: {@code data-act} makes the script post it. */
    String action(JsonNode element, String blockId) {
        String data = data(element, blockId) + confirm(element.path("confirm"));
        return switch (element.path("type").asText()) {
            case "button" -> button(element, data);
            case "overflow" -> overflow(element, data);
            case "static_select" -> select(element, blockId, " data-act=\"choose\"" + data);
            case "datepicker" -> date(element, blockId, " data-act=\"choose\"" + data);
            default -> choices(element, blockId, " data-act=\"choose\"" + data);
        };
    }

    /** An element whose value is sent with the form. @param dispatch whether a change is posted at once as well */
    String input(JsonNode element, String blockId, boolean dispatch) {
        String data = data(element, blockId) + (dispatch ? " data-act=\"choose\"" : "");
        return switch (element.path("type").asText()) {
            case "plain_text_input" -> textInput(element, blockId, data);
            case "number_input" -> number(element, blockId, data);
            case "static_select" -> select(element, blockId, data);
            case "datepicker" -> date(element, blockId, data);
            default -> choices(element, blockId, data);
        };
    }

    String fieldId(String blockId, JsonNode element) {
        String raw =
                "f-" + scope + "-" + blockId + "-" + element.path("action_id").asText();
        return raw.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static String data(JsonNode element, String blockId) {
        return " data-block=\"" + escape(blockId) + "\" data-action=\""
                + escape(element.path("action_id").asText()) + "\"";
    }

    private static String confirm(JsonNode confirm) {
        return confirm.isObject() ? " data-confirm=\"" + escape(Json.text(confirmed(confirm))) + "\"" : "";
    }

    private static JsonNode confirmed(JsonNode confirm) {
        return Json.object()
                .put("title", confirm.path("title").path("text").asText())
                .put("html", BlockHtml.text(confirm.path("text")))
                .put("confirm", confirm.path("confirm").path("text").asText())
                .put("deny", confirm.path("deny").path("text").asText())
                .put("style", confirm.path("style").asText("primary"));
    }

    private static String button(JsonNode button, String data) {
        String style = button.path("style").asText("").matches("primary|danger")
                ? " " + button.path("style").asText()
                : "";
        String spoken = button.has("accessibility_label")
                ? " aria-label=\"" + escape(button.path("accessibility_label").asText()) + "\""
                : "";
        String label = BlockHtml.text(button.path("text"));
        String url = button.path("url").asText("");
        if (url.matches("(?i)https?://.*")) {
            return "<a class=\"button" + style + "\" data-act=\"click\"" + data + spoken + " href=\"" + escape(url)
                    + "\" target=\"_blank\" rel=\"noopener noreferrer\">" + label + "</a>";
        }
        return "<button type=\"button\" class=\"button" + style + "\" data-act=\"click\"" + data + spoken + ">" + label
                + "</button>";
    }

    private static String overflow(JsonNode overflow, String data) {
        StringBuilder html = new StringBuilder("<details class=\"overflow\"><summary class=\"button\""
                + " aria-label=\"More actions\" title=\"More actions\">⋯</summary><div class=\"menu\">");
        for (JsonNode option : overflow.path("options")) {
            html.append("<button type=\"button\" data-act=\"click\"")
                    .append(data)
                    .append(" data-value=\"")
                    .append(escape(option.path("value").asText()))
                    .append("\">")
                    .append(BlockHtml.text(option.path("text")))
                    .append("</button>");
        }
        return html.append("</div></details>").toString();
    }

    private String select(JsonNode select, String blockId, String data) {
        String chosen = chosen(select, blockId, "selected_option", "initial_option")
                .path("value")
                .asText("");
        String placeholder = select.path("placeholder").path("text").asText("Choose an option");
        StringBuilder html = new StringBuilder("<select data-entry" + data + described(blockId, select)
                + " aria-label=\"" + escape(placeholder) + "\">");
        html.append("<option value=\"\">").append(escape(placeholder)).append("</option>");
        options(html, Json.arrayAt(select, "options"), chosen);
        for (JsonNode group : select.path("option_groups")) {
            html.append("<optgroup label=\"")
                    .append(escape(group.path("label").path("text").asText()))
                    .append("\">");
            options(html, Json.arrayAt(group, "options"), chosen);
            html.append("</optgroup>");
        }
        return html.append("</select>").toString();
    }

    private static void options(StringBuilder html, ArrayNode options, String chosen) {
        for (JsonNode option : options) {
            String value = option.path("value").asText();
            html.append("<option value=\"").append(escape(value)).append('"');
            html.append(value.equals(chosen) ? " selected>" : ">");
            html.append(Mrkdwn.plain(option.path("text").path("text").asText())).append("</option>");
        }
    }

    private String date(JsonNode picker, String blockId, String data) {
        String value = chosen(picker, blockId, "selected_date", "initial_date").asText("");
        return "<input type=\"date\" data-entry" + data + described(blockId, picker) + " value=\"" + escape(value)
                + "\">";
    }

    private String textInput(JsonNode input, String blockId, String data) {
        String value = chosen(input, blockId, "value", "initial_value").asText("");
        String common = " data-entry" + data + described(blockId, input) + " maxlength=\""
                + input.path("max_length").asInt(ElementLimits.INPUT) + "\"" + placeholder(input);
        if (input.path("multiline").asBoolean()) {
            int rows = Math.clamp(value.lines().count() + 1, 4, 14);
            // the first line break after the tag is dropped by HTML, so one is added for it
            return "<textarea rows=\"" + rows + "\"" + common + ">\n" + escape(value) + "</textarea>";
        }
        return "<input type=\"text\"" + common + " value=\"" + escape(value) + "\">";
    }

    private String number(JsonNode input, String blockId, String data) {
        String value = chosen(input, blockId, "value", "initial_value").asText("");
        String mode = input.path("is_decimal_allowed").asBoolean() ? "decimal" : "numeric";
        return "<input type=\"text\" inputmode=\"" + mode + "\" data-entry" + data + described(blockId, input)
                + placeholder(input) + " value=\"" + escape(value) + "\">";
    }

    private String choices(JsonNode element, String blockId, String data) {
        boolean one = element.path("type").asText().equals("radio_buttons");
        JsonNode single = chosen(element, blockId, "selected_option", "initial_option");
        JsonNode several = chosen(element, blockId, "selected_options", "initial_options");
        String name = fieldId(blockId, element);
        StringBuilder html = new StringBuilder("<div class=\"choices\" role=\"" + (one ? "radiogroup" : "group")
                + "\" aria-labelledby=\"" + name + "-label\">");
        for (JsonNode option : element.path("options")) {
            String value = option.path("value").asText();
            boolean on = one
                    ? single.path("value").asText("").equals(value)
                    : several.valueStream()
                            .anyMatch(each -> each.path("value").asText().equals(value));
            html.append("<label><input data-entry type=\"")
                    .append(one ? "radio" : "checkbox")
                    .append("\" name=\"")
                    .append(name)
                    .append("\" value=\"")
                    .append(escape(value))
                    .append('"')
                    .append(data)
                    .append(on ? " checked> " : "> ")
                    .append(BlockHtml.text(option.path("text")))
                    .append("</label>");
        }
        return html.append("</div>").toString();
    }

    private JsonNode chosen(JsonNode element, String blockId, String field, String initial) {
        JsonNode kept = state.path(blockId).path(element.path("action_id").asText());
        return kept.has(field) ? kept.path(field) : element.path(initial);
    }

    private String described(String blockId, JsonNode element) {
        String id = fieldId(blockId, element);
        return " id=\"" + id + "\" aria-describedby=\"" + id + "-error " + id + "-hint\"";
    }

    private static String placeholder(JsonNode element) {
        String text = element.path("placeholder").path("text").asText("");
        return text.isEmpty() ? "" : " placeholder=\"" + escape(text) + "\"";
    }
}
