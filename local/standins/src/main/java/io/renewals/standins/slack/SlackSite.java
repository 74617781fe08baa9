package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.FaultPlan;
import io.renewals.standins.http.FaultPlan.Fault;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import java.io.IOException;
import java.util.List;

/** Puts the stand-in's parts together and says which of them answers a path. */
public final class SlackSite implements AutoCloseable {
    private final Workspace workspace;
    private final Views views;
    private final CallLog log;
    private final FaultPlan<SlackFault> faults = new FaultPlan<>();
    private final Delivery delivery;
    private final Endpoints endpoints;
    private final SlackApi api;
    private final ResponseUrls responses;
    private final Interactions interactions;
    private final SlackControl control;
    private final SlackPages pages;

    public SlackSite(SlackSettings settings) {
        workspace = new Workspace(settings.clock());
        views = new Views(settings.clock());
        Passes passes = new Passes(settings.clock());
        log = new CallLog(settings.clock());
        delivery = new Delivery(settings.clock(), settings.signingSecret());
        endpoints = new Endpoints(settings.interactivityUrl(), settings.commandsUrl(), settings.eventsUrl());
        interactions = new Interactions(workspace, views, passes, delivery, endpoints);
        api = new SlackApi(workspace, views, passes, log, faults, settings.teams());
        responses = new ResponseUrls(workspace, passes);
        control = new SlackControl(workspace, views, passes, log, faults, delivery, endpoints, interactions);
        pages = new SlackPages(workspace, views, interactions);
    }

    public Response handle(Request request) throws IOException, InterruptedException {
        String path = request.path();
        if (path.startsWith("/api/")) {
            return api.call(path.substring(5), request);
        }
        if (path.startsWith("/control/")) {
            return control.handle(path.substring(9), request);
        }
        if (path.startsWith("/response/")) {
            return responses.answer(path.substring(10), request);
        }
        return pages.handle(path, request);
    }

    public void reachableAt(String url) {
        endpoints.own(url);
    }

    public void interactivityUrl(String url) {
        endpoints.change(url, "", "");
    }

    public void appUrl(String url) {
        endpoints.change(url + "/slack/interactions", url + "/slack/commands", url + "/slack/events");
    }

    public void fault(SlackFault mode, int calls, String method, long millis) {
        faults.add(new Fault<>(mode, calls, method, millis, ""));
    }

    public List<Message> messages() {
        return workspace.all();
    }

    public JsonNode click(String userId, Message message, String actionId, Forgery forgery) {
        return control.click(Json.object()
                .put("user", userId)
                .put("channel", message.channel())
                .put("ts", message.ts())
                .put("action_id", actionId)
                .put("forgery", forgery.name()));
    }

    public JsonNode view(String userId) {
        return views.top(workspace.member("", userId))
                .<JsonNode>map(view -> view)
                .orElse(MissingNode.getInstance());
    }

    public JsonNode submit(String userId, JsonNode view, JsonNode values) {
        return submit(userId, view, values, Forgery.NONE);
    }

    public JsonNode submit(String userId, JsonNode view, JsonNode values, Forgery forgery) {
        ObjectNode body = Json.object().put("user", userId).put("forgery", forgery.name());
        body.set("view_id", view.path("id"));
        body.set("values", values);
        return control.submit(body);
    }

    public JsonNode clickIn(
            String userId, JsonNode view, String blockId, String actionId, JsonNode values, Forgery forgery) {
        ObjectNode body =
                Json.object().put("user", userId).put("block_id", blockId).put("action_id", actionId);
        body.put("forgery", forgery.name());
        body.set("view_id", view.path("id"));
        body.set("values", values);
        return control.click(body);
    }

    public JsonNode openHome(String userId, Forgery forgery) {
        return interactions.openHome(workspace.member("", userId), forgery).asRecord();
    }

    public JsonNode checkAddress(String challenge, Forgery forgery) {
        return interactions.checkAddress(challenge, forgery).asRecord();
    }

    public JsonNode calls() {
        return log.asRecord();
    }

    public JsonNode home(String userId) {
        return views.home(workspace.member("", userId))
                .<JsonNode>map(view -> view)
                .orElse(MissingNode.getInstance());
    }

    public JsonNode command(String userId, String text, Forgery forgery) {
        return interactions
                .command(workspace.member("", userId), "/renewals", text, forgery)
                .asRecord();
    }

    public void reset() {
        control.reset();
    }

    @Override
    public void close() {
        faults.reset();
        delivery.close();
    }
}
