package io.renewals.standins.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the stand-in's model reads out of a Converse request.
 *
 * @param placeholders names without braces, in the order they were offered
 * @param evidence ids that may be cited
 * @param play upgrade, loyalty, right_size …; empty when the prompt names none
 * @param greetingAdded whether greeting and sign-off are put around the model's words by somebody else
 * @param offerId empty when the prompt names none
 * @param tool the tool the answer must call; empty for plain text
 * @param characters length of the whole prompt, for the token counts
 */
record Prompt(
        Set<String> placeholders,
        List<String> evidence,
        String play,
        boolean greetingAdded,
        String offerId,
        String tool,
        int characters) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*}}");
    private static final List<String> EVIDENCE = List.of("evidence", "evidence_ids", "citations", "sources");
    private static final List<String> IDS = List.of("id", "evidence_id", "evidenceId", "source_id", "sourceId");

    /** @throws BadRequest when it is no Converse request */
    static Prompt of(JsonNode request) {
        if (!request.path("messages").isArray() || request.path("messages").isEmpty()) {
            throw new BadRequest("messages: must have at least one message");
        }
        String said = texts(request.path("messages"));
        String system = texts(request.path("system"));
        JsonNode facts = facts(said);
        Set<String> placeholders = new LinkedHashSet<>();
        names(facts.findValue("placeholders"), placeholders);
        if (placeholders.isEmpty()) {
            Matcher found = PLACEHOLDER.matcher(said + system);
            while (found.find()) {
                placeholders.add(found.group(1));
            }
        }
        Set<String> evidence = new LinkedHashSet<>();
        EVIDENCE.forEach(name -> ids(facts.findValue(name), evidence));
        String offer = text(facts, "offer_id", "offerId");
        if (offer.isEmpty()) {
            offer = text(request.path("requestMetadata"), "offer_id", "offerId");
        }
        return new Prompt(
                placeholders,
                List.copyOf(evidence),
                text(facts, "play"),
                text(facts, "greeting").equals("added"),
                offer,
                tool(request.path("toolConfig")),
                said.length() + system.length());
    }

    private static String tool(JsonNode config) {
        JsonNode chosen = config.path("toolChoice").path("tool").path("name");
        JsonNode first = config.path("tools").path(0).path("toolSpec").path("name");
        return chosen.asText(first.asText(""));
    }

    private static String texts(JsonNode messages) {
        StringBuilder all = new StringBuilder();
        for (JsonNode message : messages) {
            all.append(message.path("text").asText(""));
            message.path("content")
                    .forEach(part -> all.append(part.path("text").asText("")).append('\n'));
        }
        return all.toString();
    }

    /** The first JSON object in a text that may say more before and after it; an empty one when there is none. */
    private static JsonNode facts(String text) {
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            if (text.startsWith("{{", at)) {
                at++;
                continue;
            }
            try {
                JsonNode node = Json.parse(text.substring(at));
                if (node.isObject() && !node.isEmpty()) {
                    return node;
                }
            } catch (BadRequest e) {
                continue; // a brace in prose; the object may begin later
            }
        }
        return Json.object();
    }

    private static void names(JsonNode node, Set<String> into) {
        if (node == null) {
            return;
        }
        List<String> raw = new ArrayList<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(raw::add);
        } else {
            node.forEach(each -> raw.add(each.isObject() ? text(each, "name", "placeholder") : each.asText()));
        }
        raw.forEach(name -> into.add(name.replaceAll("[{}\\s]", "")));
    }

    private static void ids(JsonNode node, Set<String> into) {
        if (node == null) {
            return;
        }
        for (JsonNode each : node) {
            String id =
                    each.isObject() ? text(each, IDS.toArray(String[]::new)) : each.isTextual() ? each.asText() : "";
            if (!id.isEmpty()) {
                into.add(id);
            }
        }
    }

    private static String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode found = node.findValue(name);
            if (found != null && found.isValueNode() && !found.asText("").isEmpty()) {
                return found.asText();
            }
        }
        return "";
    }
}
