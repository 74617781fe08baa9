package io.renewals.launcher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is answered for a part that does not answer: which one, what still works, and that nothing is lost. */
final class Away {
    /** Where each part's pages begin, for a way on. */
    private static final Map<Part, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put(Part.ACTION_SERVICE, "/queue");
        PAGES.put(Part.REGISTRY, "/accounts");
        PAGES.put(Part.INTAKE, "/import");
        PAGES.put(Part.AUDIT_SINK, "/audit");
        PAGES.put(Part.MAILBOX, "/mailbox");
    }

    private final Predicate<Part> runs;

    /** @param runs whether something of a part runs */
    Away(Predicate<Part> runs) {
        this.runs = runs;
    }

    /** @param problem one clause that names the part @param reached whether the request may have been acted on */
    void answer(HttpExchange exchange, Part part, String problem, boolean reached) throws IOException {
        String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        boolean page = accept.contains("text/html");
        String pressed = exchange.getRequestMethod().equals("GET") ? "" : pressed(reached);
        String text = !page
                ? "{\"title\":\"" + Html.json(problem) + "\",\"status\":502}"
                : exchange.getRequestHeaders().containsKey("HX-Request")
                        ? fragment(problem, pressed)
                        : page(exchange, part, problem, pressed);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", page ? "text/html; charset=utf-8" : "application/problem+json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(502, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** For a part of a page: it is shown among the notices. */
    private static String fragment(String problem, String pressed) {
        return "<div class=\"notice notice-bad\" role=\"alert\"><p><strong class=\"notice-word\">Not now.</strong> "
                + Html.text(problem) + ". " + (pressed.isEmpty() ? "Nothing is lost; try again in a moment." : pressed)
                + "</p></div>";
    }

    private static String pressed(boolean reached) {
        return reached
                ? "What you pressed may or may not have been taken. When the page is back, look at it before you press again."
                : "What you pressed was not taken. When the page is back, look at it before you repeat it.";
    }

    private String page(HttpExchange exchange, Part part, String problem, String pressed) {
        String again = pressed.isEmpty() ? "" : "<p>" + pressed + "</p>";
        String retry = !pressed.isEmpty()
                ? ""
                : "<a class=\"button\" href=\""
                        + Html.text(exchange.getRequestURI().toString()) + "\">Try again</a> ";
        return Html.page(
                what(part) + " away",
                "",
                """
                <section class="failure"><p class="failure-code">502</p><h1>%s away</h1>
                <p class="lead">%s. Nothing is lost: what it has to do waits until it is back.</p>%s
                <p class="actions">%s%s</p>
                <p class="help">On this machine <code>make restart SERVICE=%s</code> starts it again; its log is in the data folder, under\
                 <code>logs</code>.</p></section>
                """
                        .formatted(
                                Html.text(what(part)),
                                Html.text(problem),
                                again,
                                retry,
                                others(part),
                                Html.text(part.label())));
    }

    private String others(Part away) {
        return PAGES.entrySet().stream()
                .filter(entry -> entry.getKey() != away && runs.test(entry.getKey()))
                .map(entry -> "<a class=\"button secondary\" href=\"" + entry.getValue() + "\">"
                        + Character.toUpperCase(entry.getValue().charAt(1))
                        + entry.getValue().substring(2) + "</a>")
                .collect(Collectors.joining(" "));
    }

    private static String what(Part part) {
        return switch (part) {
            case ACTION_SERVICE -> "The queue and its cards are";
            case REGISTRY -> "Accounts, settings, digests and what needs attention are";
            case INTAKE -> "Import and rejected are";
            case AUDIT_SINK -> "The audit trail is";
            case MAILBOX -> "The mailbox is";
            case SLACK -> "Slack's stand-in is";
            default -> part.label() + " is";
        };
    }
}
