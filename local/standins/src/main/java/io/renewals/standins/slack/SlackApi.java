package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.ConnectionDropped;
import io.renewals.standins.http.FaultPlan;
import io.renewals.standins.http.FaultPlan.Fault;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Web API methods under {@code /api/}, answering and refusing as Slack documents them. */
final class SlackApi {
    private final Workspace workspace;
    private final Views views;
    private final Passes passes;
    private final CallLog log;
    private final FaultPlan<SlackFault> faults;
    private final Map<String, String> teams;

    /** @param teams beginning of a token to team id */
    SlackApi(
            Workspace workspace,
            Views views,
            Passes passes,
            CallLog log,
            FaultPlan<SlackFault> faults,
            Map<String, String> teams) {
        this.workspace = workspace;
        this.views = views;
        this.passes = passes;
        this.log = log;
        this.faults = faults;
        this.teams = teams;
    }

    Response call(String method, Request request) throws InterruptedException {
        Arguments arguments = Arguments.of(request);
        Optional<Fault<SlackFault>> fault = faults.next(method);
        Optional<Response> refused = fault.flatMap(due -> refusal(method, due));
        if (refused.isPresent()) {
            log.add(method, "", arguments.text("channel"), refused.get().status(), error(fault.get()), name(fault));
            return refused.get();
        }
        String team = "";
        String error = "";
        ObjectNode answer;
        try {
            team = authenticate(request, arguments);
            answer = perform(method, new Team(team), arguments).put("ok", true);
        } catch (SlackError e) {
            error = e.code();
            answer = Json.object().put("ok", false).put("error", error);
            if (!e.messages().isEmpty()) {
                e.messages().forEach(answer.putObject("response_metadata").putArray("messages")::add);
            }
        }
        log.add(method, team, arguments.text("channel"), 200, error, name(fault));
        if (fault.isPresent() && fault.get().mode() == SlackFault.STALL) {
            faults.stall(fault.get().millis());
        }
        if (fault.isPresent() && fault.get().mode() == SlackFault.DROP) {
            throw new ConnectionDropped();
        }
        return Response.json(answer).with("X-OAuth-Scopes", "chat:write,im:write,users:read,users:read.email,commands");
    }

    private static Optional<Response> refusal(String method, Fault<SlackFault> fault) {
        return switch (fault.mode()) {
            case RATELIMITED ->
                Optional.of(Response.error(429, "ratelimited")
                        .with("Retry-After", Long.toString(Math.max(1, fault.millis() / 1_000))));
            case ERROR -> Optional.of(Response.error(500, "internal_error"));
            case REFUSE -> Optional.of(Response.error(200, error(fault)));
            case STALL, DROP -> Optional.empty();
        };
    }

    private static String error(Fault<SlackFault> fault) {
        return switch (fault.mode()) {
            case RATELIMITED -> "ratelimited";
            case ERROR -> "internal_error";
            case REFUSE -> fault.detail().isEmpty() ? "fatal_error" : fault.detail();
            case STALL, DROP -> "";
        };
    }

    private static String name(Optional<Fault<SlackFault>> fault) {
        return fault.map(due -> due.mode().name().toLowerCase(java.util.Locale.ROOT))
                .orElse("");
    }

    private String authenticate(Request request, Arguments arguments) {
        String header = request.header("Authorization");
        String token = header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7) : arguments.text("token");
        if (token.isBlank()) {
            throw new SlackError("not_authed");
        }
        return teams.entrySet().stream()
                .filter(entry -> token.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new SlackError("invalid_auth"));
    }

    private ObjectNode perform(String method, Team team, Arguments arguments) {
        return switch (method) {
            case "api.test" -> Json.object();
            case "auth.test" -> identity(team);
            case "chat.postMessage" -> post(team, arguments, false);
            case "chat.postEphemeral" -> post(team, arguments, true);
            case "chat.update" -> update(team, arguments);
            case "chat.delete" -> delete(team, arguments);
            case "conversations.open" -> open(team, arguments);
            case "conversations.history" -> history(team, arguments);
            case "users.info" -> Json.object().set("user", person(workspace.member(team.id(), arguments.text("user"))));
            case "users.lookupByEmail" -> byEmail(team, arguments);
            case "views.open", "views.push" -> openView(method, arguments);
            case "views.update" -> updateView(team, arguments);
            case "views.publish" -> publish(team, arguments);
            default -> throw new SlackError("unknown_method");
        };
    }

    private ObjectNode identity(Team team) {
        return Json.object()
                .put("url", "https://" + team.domain() + ".slack.com/")
                .put("team", team.domain())
                .put("user", "renewals")
                .put("team_id", team.id())
                .put("user_id", team.botUser())
                .put("bot_id", team.botId())
                .put("is_enterprise_install", false);
    }

    private ObjectNode post(Team team, Arguments arguments, boolean ephemeral) {
        Member to = workspace.inChannel(team.id(), arguments.text("channel"));
        ArrayNode blocks = content(arguments);
        JsonNode metadata = arguments.nested("metadata", "invalid_metadata_format");
        Message message = workspace.post(to, arguments.text("text"), blocks, metadata, ephemeral);
        ObjectNode answer = Json.object().put("channel", to.channel()).put("ts", message.ts());
        return ephemeral ? answer.put("message_ts", message.ts()) : answer.set("message", message.asSlack(team));
    }

    private ObjectNode update(Team team, Arguments arguments) {
        Member to = workspace.inChannel(team.id(), arguments.text("channel"));
        ArrayNode blocks = content(arguments);
        JsonNode metadata = arguments.nested("metadata", "invalid_metadata_format");
        Message message = workspace.update(to, arguments.text("ts"), arguments.text("text"), blocks, metadata);
        ObjectNode answer = Json.object().put("channel", to.channel()).put("ts", message.ts());
        return answer.put("text", message.text()).set("message", message.asSlack(team));
    }

    private static ArrayNode content(Arguments arguments) {
        ArrayNode blocks = arguments.blocks();
        String text = arguments.text("text");
        if (text.isEmpty() && blocks.isEmpty()) {
            throw new SlackError("no_text");
        }
        if (text.length() > BlockLimits.MESSAGE_TEXT) {
            throw new SlackError("msg_too_long", List.of("[ERROR] text is longer than " + BlockLimits.MESSAGE_TEXT));
        }
        List<String> problems = BlockLimits.ofMessage(blocks);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_blocks", problems);
        }
        if (BlockLimits.tooLong(blocks)) {
            throw new SlackError(
                    "msg_blocks_too_long", List.of("[ERROR] the blocks together exceed " + BlockLimits.MESSAGE_WEIGHT));
        }
        return blocks;
    }

    private ObjectNode delete(Team team, Arguments arguments) {
        Member to = workspace.inChannel(team.id(), arguments.text("channel"));
        Message message = workspace.delete(to, arguments.text("ts"));
        return Json.object().put("channel", to.channel()).put("ts", message.ts());
    }

    private ObjectNode open(Team team, Arguments arguments) {
        String wanted = arguments.has("users") ? arguments.text("users") : arguments.text("channel");
        if (wanted.contains(",")) {
            throw new SlackError("method_not_supported_for_channel_type");
        }
        Member to =
                wanted.startsWith("D") ? workspace.inChannel(team.id(), wanted) : workspace.member(team.id(), wanted);
        ObjectNode answer = Json.object();
        answer.putObject("channel").put("id", to.channel()).put("is_im", true).put("user", to.id());
        return answer;
    }

    private ObjectNode history(Team team, Arguments arguments) {
        Member to = workspace.inChannel(team.id(), arguments.text("channel"));
        int limit = arguments.has("limit") ? Integer.parseInt(arguments.text("limit")) : 100;
        String oldest = arguments.text("oldest");
        String latest = arguments.text("latest");
        boolean inclusive = arguments.text("inclusive").equals("true")
                || arguments.text("inclusive").equals("1");
        List<Message> found = workspace.messages(to).reversed().stream()
                .filter(message -> !message.deleted() && !message.ephemeral())
                .filter(message -> oldest.isEmpty() || after(message.ts(), oldest, inclusive))
                .filter(message -> latest.isEmpty() || after(latest, message.ts(), inclusive))
                .toList();
        ObjectNode answer = Json.object().put("has_more", found.size() > limit);
        ArrayNode messages = answer.putArray("messages");
        found.stream().limit(limit).forEach(message -> messages.add(message.asSlack(team)));
        return answer;
    }

    private static boolean after(String ts, String bound, boolean inclusive) {
        int order = ts.compareTo(bound);
        return order > 0 || inclusive && order == 0;
    }

    private ObjectNode byEmail(Team team, Arguments arguments) {
        return workspace.members().stream()
                .filter(member -> member.team().equals(team.id()))
                .filter(member -> member.email().equalsIgnoreCase(arguments.text("email")))
                .findFirst()
                .map(member -> Json.object().<ObjectNode>set("user", person(member)))
                .orElseThrow(() -> new SlackError("users_not_found"));
    }

    private static ObjectNode person(Member member) {
        ObjectNode user = Json.object()
                .put("id", member.id())
                .put("team_id", member.team())
                .put("name", member.name())
                .put("real_name", member.realName())
                .put("deleted", false)
                .put("is_bot", false)
                .put("tz", "UTC");
        user.putObject("profile").put("real_name", member.realName()).put("email", member.email());
        return user;
    }

    private ObjectNode openView(String method, Arguments arguments) {
        ObjectNode view = checked(arguments.view(), "modal");
        Member member = passes.redeem(arguments.text("trigger_id")).member();
        ObjectNode opened = method.equals("views.push") ? views.push(member, view) : views.open(member, view);
        workspace.touch(member);
        return Json.object().set("view", opened);
    }

    private ObjectNode updateView(Team team, Arguments arguments) {
        ObjectNode view = checked(arguments.view(), "");
        String hash = arguments.text("hash");
        for (Member member : workspace.members()) {
            String id = arguments.has("view_id")
                    ? arguments.text("view_id")
                    : views.idOf(member, arguments.text("external_id")).orElse("");
            if (member.team().equals(team.id())
                    && !id.isEmpty()
                    && views.find(member, id).isPresent()) {
                boolean home = view.path("type").asText().equals("home");
                ObjectNode updated = home ? views.publish(member, view, hash) : views.update(member, id, view, hash);
                workspace.touch(member);
                return Json.object().set("view", updated);
            }
        }
        throw new SlackError("not_found");
    }

    private ObjectNode publish(Team team, Arguments arguments) {
        ObjectNode view = checked(arguments.view(), "home");
        Member member = workspace.member(team.id(), arguments.text("user_id"));
        ObjectNode published = views.publish(member, view, arguments.text("hash"));
        workspace.touch(member);
        return Json.object().set("view", published);
    }

    private static ObjectNode checked(ObjectNode view, String type) {
        List<String> problems = BlockLimits.ofView(view);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_arguments", problems);
        }
        if (!type.isEmpty() && !view.path("type").asText().equals(type)) {
            throw new SlackError("invalid_arguments", List.of("[ERROR] must be a " + type + " view"));
        }
        return view;
    }
}
