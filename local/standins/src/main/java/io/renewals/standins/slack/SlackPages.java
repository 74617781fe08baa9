package io.renewals.standins.slack;

import static io.renewals.standins.slack.Mrkdwn.escape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import io.renewals.standins.slack.Delivery.Outcome;
import io.renewals.standins.slack.Interactions.Submitted;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a person sees in a browser: pick who you are, read the direct messages, press the buttons. */
final class SlackPages {
    private final Workspace workspace;
    private final Views views;
    private final Interactions interactions;

    SlackPages(Workspace workspace, Views views, Interactions interactions) {
        this.workspace = workspace;
        this.views = views;
        this.interactions = interactions;
    }

    Response handle(String path, Request request) throws IOException {
        try {
            return request.method().equals("POST") ? act(path, request) : show(path, request);
        } catch (SlackError e) {
            return Response.error(404, e.code());
        }
    }

    private Response show(String path, Request request) throws IOException {
        return switch (path) {
            case "/" -> Response.html(request.query("user").isEmpty() ? people(request) : person(request));
            case "/poll" -> poll(request);
            case "/stand-in.css" -> Response.resource(SlackPages.class, "stand-in.css", "text/css; charset=utf-8");
            case "/stand-in.js" -> Response.resource(SlackPages.class, "stand-in.js", "text/javascript; charset=utf-8");
            case "/favicon.ico" -> Response.empty(204);
            default -> Response.error(404, "no such page");
        };
    }

    private Response act(String path, Request request) {
        if (!request.header("Content-Type").startsWith("application/json")) {
            throw new BadRequest("send JSON"); // a form of another site can't: its browser would ask us first
        }
        JsonNode body = request.json();
        Member member = workspace.member("", body.path("user").asText());
        return Response.json(
                switch (path) {
                    case "/act" -> told(acted(member, body));
                    case "/submit" -> submitted(member, body);
                    case "/close" -> closed(member, body);
                    case "/command" -> told(command(member, body.path("text").asText()));
                    case "/open-home" -> told(interactions.openHome(member, Forgery.NONE));
                    default -> throw new BadRequest("no such action");
                });
    }

    private Outcome acted(Member member, JsonNode body) {
        String block = body.path("block_id").asText();
        String action = body.path("action_id").asText();
        JsonNode value = body.path("value");
        if (body.hasNonNull("view_id")) {
            ObjectNode view = views.find(member, body.path("view_id").asText())
                    .orElseThrow(() -> new BadRequest("this view is closed"));
            return interactions.actInView(member, view, block, action, value, body.path("values"), Forgery.NONE);
        }
        Message message = workspace.message(member, body.path("ts").asText());
        return interactions.act(member, message, block, action, value, Forgery.NONE);
    }

    private ObjectNode submitted(Member member, JsonNode body) {
        ObjectNode view = views.find(member, body.path("view_id").asText())
                .orElseThrow(() -> new BadRequest("this view is closed"));
        Submitted submitted = interactions.submit(member, view, body.path("values"), false, Forgery.NONE);
        ObjectNode answer =
                submitted.delivery() == null ? Json.object().put("failure", "") : told(submitted.delivery());
        submitted.errors().forEach(answer.putObject("errors")::put);
        return answer.put("action", submitted.action());
    }

    private ObjectNode closed(Member member, JsonNode body) {
        views.find(member, body.path("view_id").asText()).ifPresent(view -> interactions.close(member, view, false));
        return Json.object().put("failure", "");
    }

    private Outcome command(Member member, String typed) {
        String[] parts = typed.strip().split("\\s+", 2);
        String command = parts[0].startsWith("/") ? parts[0] : "/renewals";
        String text = parts[0].startsWith("/") ? (parts.length > 1 ? parts[1] : "") : typed.strip();
        return interactions.command(member, command, text, Forgery.NONE);
    }

    /** What the person is told when the app did not take it. */
    private static ObjectNode told(Outcome outcome) {
        String failure = outcome.accepted()
                ? ""
                : outcome.failure().isEmpty()
                        ? "The app refused this (HTTP " + outcome.status() + ")."
                        : "The app gave no answer: " + outcome.failure() + ".";
        return Json.object().put("failure", failure).put("elapsed_ms", outcome.millis());
    }

    private Response poll(Request request) {
        Member member = workspace.member("", request.query("user"));
        long version = workspace.version(member);
        if (request.query("v").equals(Long.toString(version))) {
            return Response.empty(204);
        }
        ObjectNode answer = Json.object().put("version", version);
        answer.put("html", content(member, request));
        Optional<ObjectNode> modal = views.top(member);
        answer.put("modal", modal.map(ViewHtml::modal).orElse(""));
        answer.put("modal_hash", modal.map(view -> view.path("hash").asText()).orElse(""));
        return Response.json(answer).with("Cache-Control", "no-store");
    }

    private String content(Member member, Request request) {
        if (request.query("tab").equals("home")) {
            return ViewHtml.home(views.home(member));
        }
        String wanted = request.query("limit");
        int limit = wanted.matches("\\d{1,5}") ? Integer.parseInt(wanted) : MessageHtml.SHOWN;
        return MessageHtml.list(workspace.messages(member), member, limit);
    }

    private String people(Request request) {
        StringBuilder html = new StringBuilder(head(request, "Slack stand-in", ""));
        html.append("<main class=\"people\"><h1>Slack stand-in</h1>")
                .append("<p class=\"lead\">Direct messages as the app posted them, with buttons that work."
                        + " Nothing leaves this machine.</p>");
        List<Member> members = workspace.members();
        members.stream().map(Member::team).distinct().forEach(team -> {
            html.append("<section><h2>").append(escape(new Team(team).domain()));
            html.append(" <small>").append(escape(team)).append("</small></h2><ul>");
            members.stream().filter(member -> member.team().equals(team)).forEach(member -> {
                long count = workspace.messages(member).stream()
                        .filter(message -> !message.deleted())
                        .count();
                html.append("<li><a href=\"?user=")
                        .append(escape(member.id()))
                        .append("\"><span class=\"avatar\" aria-hidden=\"true\">")
                        .append(escape(member.realName().substring(0, 1)))
                        .append("</span><span class=\"who\"><strong>")
                        .append(escape(member.realName()))
                        .append("</strong><small>")
                        .append(escape(member.email()))
                        .append("</small></span><span class=\"count\">")
                        .append(count == 1 ? "1 message" : count + " messages")
                        .append("</span></a></li>");
            });
            html.append("</ul></section>");
        });
        return html.append("</main></body></html>").toString();
    }

    private String person(Request request) {
        Member member = workspace.member("", request.query("user"));
        boolean home = request.query("tab").equals("home");
        String link = "?user=" + escape(member.id());
        String data = " data-user=\"" + escape(member.id()) + "\" data-tab=\"" + (home ? "home" : "messages")
                + "\" data-limit=\"" + escape(request.query("limit")) + "\"";
        return head(request, "Renewals – " + member.realName(), data)
                + "<header class=\"bar\"><div class=\"title\"><span class=\"avatar app\" aria-hidden=\"true\">R</span>"
                + "<div><strong>Renewals</strong><small>as " + escape(member.realName()) + ", "
                + escape(new Team(member.team()).domain()) + "</small></div>"
                + "<a class=\"switch\" href=\"./\">Switch user</a></div><nav aria-label=\"Tabs\">"
                + tab("Messages", link, !home) + tab("Home", link + "&amp;tab=home", home) + "</nav></header>"
                + "<main id=\"content\" tabindex=\"-1\" aria-label=\"" + (home ? "Home" : "Messages") + "\">"
                + content(member, request) + "</main>" + (home ? "" : composer())
                + "<p id=\"notice\" role=\"status\" aria-live=\"polite\"></p>"
                + "<dialog id=\"modal\" aria-labelledby=\"modal-title\"></dialog>"
                + "<dialog id=\"confirm\" aria-labelledby=\"confirm-title\"></dialog>"
                + "<script src=\"stand-in.js\" defer></script></body></html>";
    }

    private static String tab(String name, String link, boolean current) {
        return "<a href=\"" + link + "\"" + (current ? " aria-current=\"page\"" : "") + ">" + name + "</a>";
    }

    private static String composer() {
        return "<form id=\"composer\" class=\"composer\"><label class=\"unseen\" for=\"say\">Slash command</label>"
                + "<input id=\"say\" type=\"text\" autocomplete=\"off\" placeholder=\"/renewals help\">"
                + "<button class=\"button\" type=\"submit\">Send</button></form>";
    }

    private static String head(Request request, String title, String data) {
        // Behind a front door that tells its prefix, relative links hold even where the address lacks the last slash.
        String base = request.prefix().isEmpty() ? "" : "<base href=\"" + escape(request.prefix()) + "/\">";
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">" + base
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escape(title)
                + "</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"stand-in.css\"></head><body"
                + data + ">";
    }
}
