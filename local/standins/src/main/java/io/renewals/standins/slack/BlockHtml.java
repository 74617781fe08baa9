package io.renewals.standins.slack;

import static io.renewals.standins.slack.Mrkdwn.escape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** Block Kit as HTML. Interactive elements carry their ids in data attributes; the page's script acts on them. */
final class BlockHtml {
    private final ElementHtml elements;
    private final StringBuilder html = new StringBuilder();

    private BlockHtml(String scope, JsonNode state) {
        elements = new ElementHtml(scope, state);
    }

    /**
     * @param scope makes element ids unique within the page: a message's ts or a view's id
     * @param state what was chosen so far, in the shape of {@code state.values}
     */
    static String of(ArrayNode blocks, String scope, JsonNode state) {
        BlockHtml page = new BlockHtml(scope, state);
        blocks.forEach(page::block);
        return page.html.toString();
    }

    static String text(JsonNode text) {
        String raw = text.path("text").asText("");
        return text.path("type").asText().equals("mrkdwn") ? Mrkdwn.html(raw) : Mrkdwn.plain(raw);
    }

    private void block(JsonNode block) {
        String id = block.path("block_id").asText();
        switch (block.path("type").asText()) {
            case "section" -> section(block, id);
            case "header" ->
                html.append("<h3 class=\"b-header\">")
                        .append(text(block.path("text")))
                        .append("</h3>");
            case "divider" -> html.append("<hr class=\"b-divider\">");
            case "context" -> context(block);
            case "actions" -> {
                html.append("<div class=\"b-actions\">");
                block.path("elements").forEach(element -> html.append(elements.action(element, id)));
                html.append("</div>");
            }
            case "input" -> input(block, id);
            case "image" -> image(block);
            default -> {
                // refused when it was posted
            }
        }
    }

    private void section(JsonNode block, String id) {
        html.append("<div class=\"b-section\"><div class=\"b-body\">");
        if (block.has("text")) {
            html.append("<div class=\"b-text\">")
                    .append(text(block.path("text")))
                    .append("</div>");
        }
        if (block.has("fields")) {
            html.append("<div class=\"b-fields\">");
            block.path("fields")
                    .forEach(field -> html.append("<div>").append(text(field)).append("</div>"));
            html.append("</div>");
        }
        html.append("</div>");
        JsonNode accessory = block.path("accessory");
        if (accessory.path("type").asText().equals("image")) {
            image(accessory);
        } else if (accessory.isObject()) {
            html.append("<div class=\"b-accessory\">")
                    .append(elements.action(accessory, id))
                    .append("</div>");
        }
        html.append("</div>");
    }

    private void context(JsonNode block) {
        html.append("<div class=\"b-context\">");
        for (JsonNode part : block.path("elements")) {
            if (part.path("type").asText().equals("image")) {
                image(part);
            } else {
                html.append("<span>").append(text(part)).append("</span>");
            }
        }
        html.append("</div>");
    }

    private void input(JsonNode block, String id) {
        JsonNode element = block.path("element");
        String field = elements.fieldId(id, element);
        boolean grouped = element.path("type").asText().matches("radio_buttons|checkboxes");
        String optional = block.path("optional").asBoolean() ? " <span class=\"optional\">(optional)</span>" : "";
        html.append("<div class=\"b-input\" data-field=\"").append(escape(id)).append("\">");
        String label = text(block.path("label")) + optional;
        if (grouped) {
            html.append("<div class=\"label\" id=\"")
                    .append(field)
                    .append("-label\">")
                    .append(label)
                    .append("</div>");
        } else {
            html.append("<label for=\"")
                    .append(field)
                    .append("\">")
                    .append(label)
                    .append("</label>");
        }
        html.append(elements.input(element, id, block.path("dispatch_action").asBoolean()));
        html.append("<p class=\"field-error\" id=\"").append(field).append("-error\" role=\"alert\"></p>");
        if (block.has("hint")) {
            html.append("<p class=\"hint\" id=\"").append(field).append("-hint\">");
            html.append(text(block.path("hint"))).append("</p>");
        }
        html.append("</div>");
    }

    /** Pictures are named, not fetched: the stand-in never leaves the machine. */
    private void image(JsonNode image) {
        html.append("<span class=\"b-image\" role=\"img\" aria-label=\"")
                .append(escape(image.path("alt_text").asText()))
                .append("\">")
                .append(escape(image.path("alt_text").asText()))
                .append("</span>");
    }
}
