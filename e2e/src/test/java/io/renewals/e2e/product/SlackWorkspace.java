package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.stack.Ports;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The stand-in for Slack: what people see there, and their clicks, sent signed as Slack sends them or forged. */
public final class SlackWorkspace {
    private static final Duration FILLED = Duration.ofSeconds(4);

    private final Http http;

    SlackWorkspace(URI standIn) {
        this.http = new Http(standIn, Http.User.NOBODY);
    }

    /** Direct messages of a person as they stand now that say this somewhere; oldest first. */
    public List<JsonNode> messages(String user, String contains) {
        String query = "user=" + user + "&contains=" + URLEncoder.encode(contains, StandardCharsets.UTF_8);
        JsonNode found = http.get("/control/messages?" + query).must(200).json();
        return StreamSupport.stream(found.path("messages").spliterator(), false).toList();
    }

    public JsonNode awaitMessage(String user, String contains) {
        return Await.value("a message to " + user + " that says " + contains, () -> messages(user, contains).stream()
                .findFirst());
    }

    /** The button with this action in a message as it stands now. */
    public static Optional<JsonNode> button(JsonNode message, String action) {
        return message.path("blocks").findParents("action_id").stream()
                .filter(element -> element.path("action_id").asText().equals(action))
                .findFirst();
    }

    /** The id of the block that holds this field of a form; other ones each time it is shown. */
    public static Optional<String> block(JsonNode views, String field) {
        return views.findValuesAsText("block_id").stream()
                .filter(id -> id.endsWith("." + field))
                .findFirst();
    }

    /** A person clicks a message's button. @return how the product answered: status, body, request */
    public JsonNode click(String user, JsonNode message, String action) {
        return click(user, message, action, "none");
    }

    /** @param forgery none, unsigned, tampered, stale, replayed, wrong_secret or reencoded */
    public JsonNode click(String user, JsonNode message, String action, String forgery) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("user", user)
                .put("channel", message.path("channel").asText())
                .put("ts", message.path("ts").asText())
                .put("action_id", action)
                .put("forgery", forgery);
        return http.post("/control/click", body).must(200).json();
    }

    /** Submits the modal on top. @param values block id to action id to value */
    public JsonNode submit(String user, JsonNode values) {
        ObjectNode body = Http.JSON.createObjectNode().put("user", user);
        body.set("values", values);
        return http.post("/control/submit", body).must(200).json();
    }

    /**
     * Clicks a button that opens a form, and waits until the form is filled. A trigger lives three seconds: on a busy machine a
     * person clicks again.
     *
     * @param field name of one of its inputs, which is the input's action id
     */
    public JsonNode openForm(String user, JsonNode message, String action, String field) {
        return Await.value("the form of " + action, () -> {
            click(user, message, action);
            Ports.await(FILLED, () -> topForm(user, field).isPresent());
            return topForm(user, field);
        });
    }

    private Optional<JsonNode> topForm(String user, String field) {
        JsonNode open = views(user).path("views");
        JsonNode top = open.path(open.size() - 1);
        return Optional.of(top)
                .filter(view -> view.findValuesAsText("action_id").contains(field));
    }

    public void closeAll(String user) {
        if (!views(user).path("views").isEmpty()) {
            http.post("/control/close", java.util.Map.of("user", user, "all", true))
                    .must(200);
        }
    }

    /** The app's Home tab of a person, as soon as it shows this. */
    public JsonNode awaitHome(String user, String contains) {
        return Await.value("a Home tab that shows " + contains, () -> {
            http.post("/control/home", java.util.Map.of("user", user)).must(200);
            Ports.await(FILLED, () -> views(user).path("home").toString().contains(contains));
            return Optional.of(views(user).path("home"))
                    .filter(home -> home.toString().contains(contains));
        });
    }

    /** {@code /renewals} and these words. @return how the product answered: status, body */
    public JsonNode command(String user, String words) {
        return command(user, words, "none");
    }

    public JsonNode command(String user, String words, String forgery) {
        return http.post(
                        "/control/command",
                        java.util.Map.of("user", user, "command", "/renewals", "text", words, "forgery", forgery))
                .must(200)
                .json();
    }

    /** Posts exactly these bytes and headers to the interactions endpoint. */
    public JsonNode raw(JsonNode headers, String body) {
        ObjectNode request = Http.JSON.createObjectNode().put("body", body);
        request.set("headers", headers);
        return http.post("/control/raw", request).must(200).json();
    }

    /** The modals a person has open, the top last. */
    public JsonNode views(String user) {
        return http.get("/control/views?user=" + user).must(200).json();
    }

    /** @param mode ratelimited, error, refuse, stall, drop or none @param calls how many suffer it */
    public void fault(String mode, int calls, String method) {
        http.post("/control/faults", java.util.Map.of("mode", mode, "calls", calls, "method", method))
                .must(200);
    }

    /** Calls of the Web API: {@code calls} with method and channel. */
    public JsonNode calls() {
        return http.get("/control/calls").must(200).json();
    }
}
