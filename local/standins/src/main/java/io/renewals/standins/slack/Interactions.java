package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.Json;
import io.renewals.standins.slack.BlockIds.Placed;
import io.renewals.standins.slack.Delivery.Outcome;
import io.renewals.standins.slack.Passes.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happens when a person clicks, chooses, submits or closes: the payload Slack would post, and what comes of it. */
final class Interactions {
    /**
     * What became of a submitted modal.
     *
     * @param delivery null when Slack's client would not have sent it
     * @param errors block id to the message shown at the field; empty when it went through
     * @param action errors, update, push, clear, close (the modal closed), or failed (no usable answer)
     */
    record Submitted(Outcome delivery, Map<String, String> errors, String action) {}

    private final Workspace workspace;
    private final Views views;
    private final Passes passes;
    private final Delivery delivery;
    private final Endpoints endpoints;

    Interactions(Workspace workspace, Views views, Passes passes, Delivery delivery, Endpoints endpoints) {
        this.workspace = workspace;
        this.views = views;
        this.passes = passes;
        this.delivery = delivery;
        this.endpoints = endpoints;
    }

    /** A click or choice in a message. @param raw the chosen option's value; a missing node for a button */
    Outcome act(Member member, Message message, String blockId, String actionId, JsonNode raw, Forgery forgery) {
        Placed placed = find(message.blocks(), blockId, actionId);
        ObjectNode state = Entries.of(message.blocks(), message.state(), chosen(placed, raw));
        Message now = stateful(placed) ? workspace.choose(message, state) : message;
        Origin origin = new Origin(workspace.inChannel(message.team(), message.channel()), message.ts(), "");
        ObjectNode payload = base("block_actions", member, new Origin(member, message.ts(), ""));
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", message.ephemeral());
        payload.putObject("channel").put("id", message.channel()).put("name", "directmessage");
        payload.set("message", now.asSlack(new Team(message.team())));
        payload.putObject("state").set("values", state);
        payload.put("response_url", endpoints.responseUrl(passes.response(origin)));
        payload.putArray("actions").add(action(placed, raw));
        return post(payload, forgery);
    }

    /** A click or choice in a modal or the home tab. @param entered what the form holds, as {@link Entries#of} reads */
    Outcome actInView(
            Member member,
            ObjectNode view,
            String blockId,
            String actionId,
            JsonNode raw,
            JsonNode entered,
            Forgery forgery) {
        ArrayNode blocks = Json.arrayAt(view, "blocks");
        Placed placed = find(blocks, blockId, actionId);
        ObjectNode before = Entries.of(blocks, view.path("state").path("values"), entered);
        ObjectNode state = Entries.of(blocks, before, chosen(placed, raw));
        String viewId = view.path("id").asText();
        views.remember(member, viewId, state);
        view.putObject("state").set("values", state);
        ObjectNode payload = base("block_actions", member, new Origin(member, "", viewId));
        payload.putObject("container").put("type", "view").put("view_id", viewId);
        payload.set("view", view);
        payload.putArray("actions").add(action(placed, raw));
        return post(payload, forgery);
    }

    /** Submits a modal. @param force also where Slack's client would have refused the entries */
    Submitted submit(Member member, ObjectNode view, JsonNode entered, boolean force, Forgery forgery) {
        ArrayNode blocks = Json.arrayAt(view, "blocks");
        ObjectNode values = Entries.of(blocks, view.path("state").path("values"), entered);
        Map<String, String> refusals = Entries.refusals(blocks, values);
        if (!refusals.isEmpty() && !force) {
            return new Submitted(null, refusals, "errors");
        }
        String viewId = view.path("id").asText();
        views.remember(member, viewId, values);
        view.putObject("state").set("values", values);
        ObjectNode payload = base("view_submission", member, new Origin(member, "", viewId));
        payload.set("view", view);
        payload.putArray("response_urls");
        Outcome outcome = post(payload, forgery);
        return outcome.accepted() ? follow(member, view, outcome) : new Submitted(outcome, Map.of(), "failed");
    }

    private Submitted follow(Member member, ObjectNode view, Outcome outcome) {
        JsonNode answer = answer(outcome.body());
        String viewId = view.path("id").asText();
        String action = answer.path("response_action").asText("close");
        Map<String, String> errors = new LinkedHashMap<>();
        switch (action) {
            case "errors" ->
                answer.path("errors").properties().forEach(error -> {
                    boolean known = Json.arrayAt(view, "blocks")
                            .valueStream()
                            .anyMatch(block -> block.path("block_id").asText().equals(error.getKey()));
                    errors.put(error.getKey(), known ? error.getValue().asText() : "no such block in the view");
                });
            case "update", "push" -> {
                List<String> problems = BlockLimits.ofView(answer.path("view"));
                if (!problems.isEmpty()) {
                    return new Submitted(outcome, Map.of("view", String.join("; ", problems)), "failed");
                }
                if (action.equals("push")) {
                    views.push(member, answer.path("view"));
                } else {
                    views.update(member, viewId, answer.path("view"), "");
                }
            }
            case "clear" -> views.clear(member);
            default -> views.close(member, viewId);
        }
        workspace.touch(member);
        return new Submitted(outcome, errors, action);
    }

    /** Closes a modal; the app hears of it where it asked to. */
    void close(Member member, ObjectNode view, boolean all) {
        if (all) {
            views.clear(member);
        } else {
            views.close(member, view.path("id").asText());
        }
        workspace.touch(member);
        if (view.path("notify_on_close").asBoolean()) {
            ObjectNode payload = base("view_closed", member, new Origin(member, "", ""));
            payload.set("view", view);
            payload.put("is_cleared", all);
            post(payload, Forgery.NONE);
        }
    }

    /** Types a slash command; what the app answers at once is shown to the person alone. */
    Outcome command(Member member, String command, String text, Forgery forgery) {
        Team team = new Team(member.team());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", "deprecated");
        fields.put("team_id", team.id());
        fields.put("team_domain", team.domain());
        fields.put("channel_id", member.channel());
        fields.put("channel_name", "directmessage");
        fields.put("user_id", member.id());
        fields.put("user_name", member.name());
        fields.put("command", command);
        fields.put("text", text);
        fields.put("api_app_id", Team.APP);
        fields.put("is_enterprise_install", "false");
        Origin origin = new Origin(member, "", "");
        fields.put("response_url", endpoints.responseUrl(passes.response(origin)));
        fields.put("trigger_id", passes.trigger(origin));
        Outcome outcome = delivery.form(endpoints.commands(), fields, forgery);
        if (outcome.accepted() && !outcome.body().isBlank()) {
            JsonNode answer = answer(outcome.body());
            List<String> problems = BlockLimits.ofReply(answer);
            String shown = answer.isObject() ? answer.path("text").asText() : outcome.body();
            workspace.post(
                    member,
                    problems.isEmpty() ? shown : "Slack refuses this answer: " + String.join("; ", problems),
                    problems.isEmpty() ? Json.arrayAt(answer, "blocks").deepCopy() : Json.array(),
                    Json.object().path("metadata"),
                    true);
        }
        return outcome;
    }

    /** Opens the home tab: the app hears {@code app_home_opened}. */
    Outcome openHome(Member member, Forgery forgery) {
        ObjectNode event = Json.object();
        event.put("token", "deprecated").put("team_id", member.team()).put("api_app_id", Team.APP);
        ObjectNode inner = event.putObject("event");
        inner.put("type", "app_home_opened").put("user", member.id()).put("channel", member.channel());
        inner.put("tab", "home").put("event_ts", workspace.now());
        views.home(member).ifPresent(home -> inner.set("view", home));
        event.put("type", "event_callback").put("event_id", "Ev" + java.util.UUID.randomUUID());
        event.put("event_time", (long) Double.parseDouble(workspace.now()));
        return delivery.json(endpoints.events(), event, forgery);
    }

    /** Slack asks whether the address is the app's; whose it is answers with the challenge. */
    Outcome checkAddress(String challenge, Forgery forgery) {
        ObjectNode check = Json.object().put("token", "deprecated").put("challenge", challenge);
        return delivery.json(endpoints.events(), check.put("type", "url_verification"), forgery);
    }

    private Outcome post(ObjectNode payload, Forgery forgery) {
        return delivery.form(endpoints.interactivity(), Map.of("payload", Json.text(payload)), forgery);
    }

    private ObjectNode base(String type, Member member, Origin origin) {
        Team team = new Team(member.team());
        ObjectNode payload = Json.object().put("type", type);
        payload.putObject("user")
                .put("id", member.id())
                .put("username", member.name())
                .put("name", member.name())
                .put("team_id", member.team());
        payload.put("api_app_id", Team.APP).put("token", "deprecated");
        payload.put("trigger_id", passes.trigger(origin));
        payload.set("team", team.asSlack());
        payload.putNull("enterprise").put("is_enterprise_install", false);
        return payload;
    }

    private ObjectNode action(Placed placed, JsonNode raw) {
        ObjectNode element = placed.element();
        ObjectNode action = Json.object();
        action.put("type", element.path("type").asText())
                .put("block_id", placed.blockId())
                .put("action_id", placed.actionId())
                .put("action_ts", workspace.now());
        if (element.path("type").asText().equals("button")) {
            for (String field : new String[] {"text", "value", "style", "url"}) {
                if (element.has(field)) {
                    action.set(field, element.get(field));
                }
            }
        } else {
            action.setAll(Entries.typed(element, raw));
        }
        return action;
    }

    private static JsonNode chosen(Placed placed, JsonNode raw) {
        ObjectNode entered = Json.object();
        if (!raw.isMissingNode()) {
            entered.putObject(placed.blockId()).set(placed.actionId(), raw);
        }
        return entered;
    }

    private static boolean stateful(Placed placed) {
        String type = placed.element().path("type").asText();
        return !type.equals("button") && !type.equals("overflow");
    }

    private static Placed find(ArrayNode blocks, String blockId, String actionId) {
        return BlockIds.find(blocks, blockId, actionId)
                .orElseThrow(() -> new BadRequest("no element with action_id '" + actionId + "'"
                        + (blockId.isEmpty() ? "" : " in block '" + blockId + "'")));
    }

    private static JsonNode answer(String body) {
        try {
            return body.isBlank() ? Json.object() : Json.parse(body);
        } catch (BadRequest e) {
            return Json.object().path("not-json"); // Slack takes a body that is no JSON for a plain acknowledgement
        }
    }
}
