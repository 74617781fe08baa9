package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Each person's open modals (a stack of at most three) and home tab. */
final class Views {
    private static final int DEEPEST = 3;

    private final InstantSource clock;
    private final Map<String, Deque<ObjectNode>> open = new HashMap<>();
    private final Map<String, ObjectNode> homes = new HashMap<>();

    Views(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a modal in place of whatever the person had open. */
    synchronized ObjectNode open(Member member, JsonNode view) {
        Deque<ObjectNode> stack = new ArrayDeque<>();
        open.put(member.id(), stack);
        ObjectNode made = made(member, view, id());
        made.put("root_view_id", made.path("id").asText()).putNull("previous_view_id");
        stack.push(made);
        return made.deepCopy();
    }

    /** @throws SlackError push_limit_reached beyond three modals, not_found when none is open */
    synchronized ObjectNode push(Member member, JsonNode view) {
        Deque<ObjectNode> stack = open.getOrDefault(member.id(), new ArrayDeque<>());
        if (stack.isEmpty()) {
            throw new SlackError("not_found");
        }
        if (stack.size() >= DEEPEST) {
            throw new SlackError("push_limit_reached");
        }
        ObjectNode made = made(member, view, id());
        made.put("root_view_id", stack.peekLast().path("id").asText())
                .put("previous_view_id", stack.peek().path("id").asText());
        stack.push(made);
        return made.deepCopy();
    }

    /** Replaces an open modal; what was typed into blocks whose ids stay is kept, as Slack does. */
    synchronized ObjectNode update(Member member, String viewId, JsonNode view, String hash) {
        ObjectNode old = byId(member, viewId).orElseThrow(() -> new SlackError("not_found"));
        if (!hash.isEmpty() && !hash.equals(old.path("hash").asText())) {
            throw new SlackError("hash_conflict");
        }
        ObjectNode made = made(member, view, viewId);
        made.set("root_view_id", old.path("root_view_id"));
        made.set("previous_view_id", old.path("previous_view_id"));
        ((ObjectNode) made.path("state")).set("values", Entries.surviving(made, old));
        old.removeAll();
        old.setAll(made);
        return old.deepCopy();
    }

    synchronized ObjectNode publish(Member member, JsonNode view, String hash) {
        ObjectNode old = homes.get(member.id());
        if (old != null && !hash.isEmpty() && !hash.equals(old.path("hash").asText())) {
            throw new SlackError("hash_conflict");
        }
        ObjectNode made = made(member, view, old == null ? id() : old.path("id").asText());
        homes.put(member.id(), made);
        return made.deepCopy();
    }

    synchronized Optional<ObjectNode> home(Member member) {
        return Optional.ofNullable(homes.get(member.id())).map(ObjectNode::deepCopy);
    }

    /** The modal the person looks at. */
    synchronized Optional<ObjectNode> top(Member member) {
        return Optional.ofNullable(open.get(member.id())).map(Deque::peek).map(ObjectNode::deepCopy);
    }

    /** All open modals, top first. */
    synchronized List<ObjectNode> stack(Member member) {
        return open.getOrDefault(member.id(), new ArrayDeque<>()).stream()
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** An open modal or the home tab, by its id. */
    synchronized Optional<ObjectNode> find(Member member, String viewId) {
        return byId(member, viewId)
                .or(() -> home(member).filter(home -> home.path("id").asText().equals(viewId)))
                .map(ObjectNode::deepCopy);
    }

    synchronized Optional<String> idOf(Member member, String externalId) {
        return open.getOrDefault(member.id(), new ArrayDeque<>()).stream()
                .filter(view -> view.path("external_id").asText().equals(externalId))
                .map(view -> view.path("id").asText())
                .findFirst();
    }

    /** Keeps what the person entered so far in a view's own state. */
    synchronized void remember(Member member, String viewId, ObjectNode values) {
        byId(member, viewId)
                .or(() -> Optional.ofNullable(homes.get(member.id()))
                        .filter(home -> home.path("id").asText().equals(viewId)))
                .ifPresent(view -> view.putObject("state").set("values", values.deepCopy()));
    }

    synchronized void close(Member member, String viewId) {
        Deque<ObjectNode> stack = open.getOrDefault(member.id(), new ArrayDeque<>());
        stack.removeIf(view -> view.path("id").asText().equals(viewId));
    }

    synchronized void clear(Member member) {
        open.remove(member.id());
    }

    synchronized void reset() {
        open.clear();
        homes.clear();
    }

    private Optional<ObjectNode> byId(Member member, String viewId) {
        return open.getOrDefault(member.id(), new ArrayDeque<>()).stream()
                .filter(view -> view.path("id").asText().equals(viewId))
                .findFirst();
    }

    private ObjectNode made(Member member, JsonNode view, String id) {
        Team team = new Team(member.team());
        ObjectNode made = Json.object();
        made.put("id", id).put("team_id", team.id());
        made.put("private_metadata", "").put("callback_id", "").put("external_id", "");
        made.put("clear_on_close", false).put("notify_on_close", false);
        made.setAll((ObjectNode) view.deepCopy());
        BlockIds.fill((ArrayNode) made.withArray("blocks"));
        made.putObject("state").set("values", Json.object());
        made.put("hash", clock.millis() + "." + UUID.randomUUID().toString().substring(0, 8));
        made.put("app_id", Team.APP).put("bot_id", team.botId()).put("app_installed_team_id", team.id());
        return made;
    }

    private static String id() {
        return "V"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 10).toUpperCase(java.util.Locale.ROOT);
    }
}
