package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.FaultPlan;
import io.renewals.standins.http.FaultPlan.Fault;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import io.renewals.standins.slack.Delivery.Outcome;
import io.renewals.standins.slack.Interactions.Submitted;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The tests' side door under {@code /control/}: what was posted, acting as a person, faults to come. */
final class SlackControl {
    private final Workspace workspace;
    private final Views views;
    private final Passes passes;
    private final CallLog log;
    private final FaultPlan<SlackFault> faults;
    private final Delivery delivery;
    private final Endpoints endpoints;
    private final Interactions interactions;

    SlackControl(
            Workspace workspace,
            Views views,
            Passes passes,
            CallLog log,
            FaultPlan<SlackFault> faults,
            Delivery delivery,
            Endpoints endpoints,
            Interactions interactions) {
        this.workspace = workspace;
        this.views = views;
        this.passes = passes;
        this.log = log;
        this.faults = faults;
        this.delivery = delivery;
        this.endpoints = endpoints;
        this.interactions = interactions;
    }

    Response handle(String what, Request request) {
        try {
            boolean get = request.method().equals("GET");
            return Response.json(get ? read(what, request) : change(what, request.json()));
        } catch (SlackError e) {
            return Response.error(404, e.code());
        }
    }

    private ObjectNode read(String what, Request request) {
        return switch (what) {
            case "messages" -> messages(request);
            case "views" -> views(request.query("user"));
            case "calls" -> log.asRecord();
            case "faults" -> pending();
            case "users" -> users();
            case "interactions" -> sent();
            default -> throw new BadRequest("GET /control/ messages, views, calls, faults, users or interactions");
        };
    }

    private ObjectNode change(String what, JsonNode body) {
        return switch (what) {
            case "reset" -> reset();
            case "faults" -> fault(body);
            case "users" -> addUser(body);
            case "click" -> click(body);
            case "submit" -> submit(body);
            case "close" -> close(body);
            case "command" ->
                interactions
                        .command(
                                member(body),
                                body.path("command").asText("/renewals"),
                                body.path("text").asText(),
                                forgery(body))
                        .asRecord();
            case "home" -> interactions.openHome(member(body), forgery(body)).asRecord();
            case "raw" -> raw(body);
            case "endpoints" -> endpoints(body);
            default ->
                throw new BadRequest(
                        "POST /control/ reset, faults, users, click, submit, close, command, home, raw or endpoints");
        };
    }

    private ObjectNode messages(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("messages");
        workspace.all().stream()
                .filter(message -> fits(request.query("team"), message.team()))
                .filter(message -> fits(request.query("user"), message.user()))
                .filter(message -> fits(request.query("channel"), message.channel()))
                .filter(message -> fits(request.query("ts"), message.ts()))
                .map(Message::asRecord)
                .filter(node ->
                        request.query("contains").isEmpty() || Json.text(node).contains(request.query("contains")))
                .forEach(list::add);
        return answer.put("count", list.size());
    }

    private static boolean fits(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    private ObjectNode views(String user) {
        Member member = workspace.member("", user);
        ObjectNode answer = Json.object();
        views.stack(member).forEach(answer.putArray("views")::add);
        answer.set("home", views.home(member).orElse(null));
        return answer;
    }

    private ObjectNode pending() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("faults");
        for (Fault<SlackFault> fault : faults.pending()) {
            list.addObject()
                    .put("mode", fault.mode().name().toLowerCase(Locale.ROOT))
                    .put("calls", fault.calls())
                    .put("method", fault.target())
                    .put("ms", fault.millis())
                    .put("error", fault.detail());
        }
        return answer;
    }

    private ObjectNode users() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("users");
        for (Member member : workspace.members()) {
            list.addObject()
                    .put("id", member.id())
                    .put("team", member.team())
                    .put("name", member.name())
                    .put("real_name", member.realName())
                    .put("email", member.email())
                    .put("channel", member.channel());
        }
        return answer;
    }

    private ObjectNode sent() {
        ObjectNode answer = Json.object();
        delivery.outcomes().stream().map(Outcome::asRecord).forEach(answer.putArray("interactions")::add);
        return answer;
    }

    ObjectNode reset() {
        faults.reset();
        workspace.reset();
        views.reset();
        passes.reset();
        log.reset();
        delivery.reset();
        return Json.object().put("ok", true);
    }

    private ObjectNode fault(JsonNode body) {
        String name = body.path("mode").asText().toUpperCase(Locale.ROOT);
        if (name.equals("NONE")) {
            faults.reset();
            return pending();
        }
        if (Arrays.stream(SlackFault.values()).noneMatch(mode -> mode.name().equals(name))) {
            throw new BadRequest("mode is none or one of "
                    + Arrays.toString(SlackFault.values()).toLowerCase(Locale.ROOT));
        }
        long millis = body.has("retry_after")
                ? body.path("retry_after").asLong() * 1_000
                : body.path("ms").asLong(0);
        faults.add(new Fault<>(
                SlackFault.valueOf(name),
                body.path("calls").asInt(1),
                body.path("method").asText(""),
                millis,
                body.path("error").asText("")));
        return pending();
    }

    private ObjectNode addUser(JsonNode body) {
        String id = body.path("id").asText();
        String team = body.path("team").asText("T0ACME");
        String name = body.path("name").asText(id.toLowerCase(Locale.ROOT));
        if (!id.matches("[UW][A-Z0-9]+")) {
            throw new BadRequest("id must look like U0MARIA");
        }
        Member plain = Member.named(id, team, name, body.path("real_name").asText(name));
        workspace.add(
                new Member(id, team, name, plain.realName(), body.path("email").asText(plain.email())));
        return users();
    }

    ObjectNode click(JsonNode body) {
        Member member = member(body);
        String action = body.path("action_id").asText();
        String block = body.path("block_id").asText("");
        JsonNode value = body.path("value");
        if (body.hasNonNull("view_id")) {
            ObjectNode view = view(member, body.path("view_id").asText());
            return interactions
                    .actInView(member, view, block, action, value, body.path("values"), forgery(body))
                    .asRecord();
        }
        Member owner = body.hasNonNull("channel")
                ? workspace.inChannel(member.team(), body.path("channel").asText())
                : member;
        Message message = workspace.message(owner, body.path("ts").asText());
        return interactions
                .act(member, message, block, action, value, forgery(body))
                .asRecord();
    }

    ObjectNode submit(JsonNode body) {
        Member member = member(body);
        ObjectNode view = view(member, body.path("view_id").asText(""));
        Submitted submitted = interactions.submit(
                member, view, body.path("values"), body.path("force").asBoolean(), forgery(body));
        return record(submitted);
    }

    static ObjectNode record(Submitted submitted) {
        ObjectNode answer = Json.object().put("action", submitted.action());
        submitted.errors().forEach(answer.putObject("errors")::put);
        answer.set(
                "delivery",
                submitted.delivery() == null ? null : submitted.delivery().asRecord());
        return answer;
    }

    private ObjectNode close(JsonNode body) {
        Member member = member(body);
        interactions.close(
                member,
                view(member, body.path("view_id").asText("")),
                body.path("all").asBoolean());
        return Json.object().put("ok", true);
    }

    private ObjectNode raw(JsonNode body) {
        Map<String, String> headers = new LinkedHashMap<>();
        body.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String url = body.path("url").asText(endpoints.interactivity());
        return delivery.raw(url, headers, body.path("body").asText(), Forgery.NONE)
                .asRecord();
    }

    private ObjectNode endpoints(JsonNode body) {
        endpoints.change(
                body.path("interactivity").asText(""),
                body.path("commands").asText(""),
                body.path("events").asText(""));
        if (body.hasNonNull("signing_secret")) {
            delivery.secret(body.path("signing_secret").asText());
        }
        return Json.object()
                .put("interactivity", endpoints.interactivity())
                .put("commands", endpoints.commands())
                .put("events", endpoints.events());
    }

    private Member member(JsonNode body) {
        return workspace.member("", body.path("user").asText());
    }

    /** The view with this id, or the one on top where none is given. */
    private ObjectNode view(Member member, String viewId) {
        return (viewId.isEmpty() ? views.top(member) : views.find(member, viewId))
                .orElseThrow(() -> new SlackError("view_not_found"));
    }

    private static Forgery forgery(JsonNode body) {
        return Forgery.named(body.path("forgery").asText(""));
    }
}
