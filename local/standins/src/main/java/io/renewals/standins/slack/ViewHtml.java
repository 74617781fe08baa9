package io.renewals.standins.slack;

import static io.renewals.standins.slack.Mrkdwn.escape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.Optional;

/** Modals and the home tab as HTML. */
final class ViewHtml {
    private ViewHtml() {}

    static String modal(ObjectNode view) {
        String submit = view.path("submit").path("text").asText("");
        String close = view.path("close").path("text").asText(submit.isEmpty() ? "Close" : "Cancel");
        return "<form data-view=\"" + escape(view.path("id").asText()) + "\" novalidate><header><h2 id=\"modal-title\">"
                + BlockHtml.text(view.path("title"))
                + "</h2><button type=\"button\" class=\"close\" data-close aria-label=\"Close\">×</button></header>"
                + "<div class=\"blocks\">" + blocks(view) + "</div><p class=\"form-error\" role=\"alert\"></p><footer>"
                + "<button type=\"button\" class=\"button\" data-close>" + escape(close) + "</button>"
                + (submit.isEmpty()
                        ? ""
                        : "<button class=\"button primary\" type=\"submit\">" + escape(submit) + "</button>")
                + "</footer></form>";
    }

    static String home(Optional<ObjectNode> home) {
        return home.map(view -> "<article class=\"home blocks\" id=\"home\" data-view=\""
                        + escape(view.path("id").asText()) + "\" data-rev=\""
                        + escape(view.path("hash").asText()) + "\">" + blocks(view) + "</article>")
                .orElse("<div class=\"empty\" id=\"empty\" data-rev=\"0\"><h2>Nothing here yet</h2>"
                        + "<p>The app publishes its home tab when it hears that you opened it.</p></div>");
    }

    private static String blocks(ObjectNode view) {
        return BlockHtml.of(
                Json.arrayAt(view, "blocks"),
                view.path("id").asText(),
                view.path("state").path("values"));
    }
}
