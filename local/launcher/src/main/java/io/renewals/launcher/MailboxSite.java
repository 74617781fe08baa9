package io.renewals.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Pages and JSON of the mailbox, under {@code /mailbox}:
 *
 * <ul>
 *   <li>{@code GET /mailbox}, {@code GET /mailbox/{id}}: pages
 *   <li>{@code GET /mailbox/{id}/html}: the HTML body alone; the browser runs and loads nothing of it
 *   <li>{@code GET /mailbox/api/mails}, {@code GET /mailbox/api/mails/{id}}: JSON, newest first
 *   <li>{@code DELETE /mailbox/api/mails}, {@code POST /mailbox/delete-all}: empties it
 * </ul>
 */
final class MailboxSite implements AutoCloseable {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String GONE = Html.page(
            "No such mail",
            "/mailbox",
            "<section class=\"failure\"><p class=\"failure-code\">404</p><h1>No such mail</h1>"
                    + "<p class=\"lead\">It was deleted, or the address is mistyped.</p>"
                    + "<p class=\"actions\"><a class=\"button\" href=\"/mailbox\">All mails</a></p></section>");

    private final MailFolder folder;
    private final CompanyZones zones;
    private final HttpServer server;
    private final ObjectMapper json = new ObjectMapper();

    MailboxSite(int port, MailFolder folder, CompanyZones zones) {
        this.folder = folder;
        this.zones = zones;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the mailbox cannot listen on port " + port, e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI()
                    .getPath()
                    .replaceFirst("^/mailbox", "")
                    .replaceFirst("/$", "");
            String call = exchange.getRequestMethod() + " " + path;
            if (!call.startsWith("GET ") && fromAnotherSite(exchange)) {
                send(exchange, 403, "text/plain", "this request comes from another site");
                return;
            }
            switch (call) {
                case "GET " -> send(exchange, 200, HTML, list(folder.all()));
                case "GET /api/mails" -> send(exchange, 200, "application/json", asJson(folder.all()));
                case "DELETE /api/mails" -> {
                    folder.deleteAll();
                    exchange.sendResponseHeaders(204, -1);
                }
                case "POST /delete-all" -> {
                    folder.deleteAll();
                    exchange.getResponseHeaders().set("Location", "/mailbox");
                    exchange.sendResponseHeaders(303, -1);
                }
                default -> one(exchange, call);
            }
        }
    }

    private void one(HttpExchange exchange, String call) throws IOException {
        String id = call.replaceFirst("^GET (/api/mails)?/(\\d{1,18})(/html)?$", "$2");
        Optional<KeptMail> mail = id.equals(call) ? Optional.empty() : folder.find(Long.parseLong(id));
        if (mail.isEmpty()) {
            send(exchange, 404, HTML, GONE);
        } else if (call.startsWith("GET /api/")) {
            send(exchange, 200, "application/json", asJson(mail.get()));
        } else if (call.endsWith("/html")) {
            // Somebody else wrote it: an origin of its own, no scripts, no forms, nothing loaded from elsewhere.
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                                    + " style-src 'unsafe-inline'; img-src data:");
            send(exchange, 200, HTML, mail.get().html());
        } else {
            send(exchange, 200, HTML, page(mail.get()));
        }
    }

    private static boolean fromAnotherSite(HttpExchange exchange) {
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private String asJson(Object value) throws IOException {
        if (value instanceof List<?> mails) {
            return json.writeValueAsString(
                    mails.stream().map(mail -> fields((KeptMail) mail)).toList());
        }
        return json.writeValueAsString(fields((KeptMail) value));
    }

    private static Map<String, Object> fields(KeptMail mail) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>();
        fields.put("id", mail.id());
        fields.put("received", mail.received().toString());
        fields.put("recipient", mail.recipient());
        fields.put("from", mail.from());
        fields.put("to", mail.to());
        fields.put("replyTo", mail.replyTo());
        fields.put("subject", mail.subject());
        fields.put("messageId", mail.messageId());
        fields.put("text", mail.text());
        fields.put("html", mail.html());
        return fields;
    }

    private String list(List<KeptMail> mails) {
        StringBuilder rows = new StringBuilder();
        for (KeptMail mail : mails) {
            rows.append(
                    """
                    <tr><th scope="row"><a href="/mailbox/%d">%s</a></th><td data-label="From">%s</td>\
                    <td data-label="To">%s</td><td data-label="Received">%s</td></tr>
                    """
                            .formatted(
                                    mail.id(),
                                    Html.text(mail.subject()),
                                    Html.text(mail.from()),
                                    Html.text(mail.recipient()),
                                    time(mail, zones.minute(mail))));
        }
        String head =
                """
                <div class="page-head"><div><h1>Mailbox</h1>\
                <p>Whatever the product sends ends up here and goes nowhere else.</p></div>%s</div>
                """
                        .formatted(
                                mails.isEmpty()
                                        ? ""
                                        : "<form class=\"actions\" method=\"post\" action=\"/mailbox/delete-all\">"
                                                + "<button class=\"danger\">Delete all mails</button></form>");
        String table = mails.isEmpty()
                ? "<section class=\"empty\"><h2>No mail yet</h2><p>Approve an offer: its mail comes here.</p>"
                        + "<p class=\"actions\"><a class=\"button secondary\" href=\"/queue\">Open the queue</a></p></section>"
                : "<div class=\"table-frame\"><table class=\"rows\"><thead><tr><th scope=\"col\">Subject</th>"
                        + "<th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Received</th></tr></thead><tbody>"
                        + rows + "</tbody></table></div>";
        return Html.page("Mailbox", "/mailbox", head + table);
    }

    private String page(KeptMail mail) {
        String text = mail.text().isEmpty()
                ? ""
                : "<h2>As text</h2><pre class=\"letter\">" + Html.text(mail.text()) + "</pre>";
        String html = mail.html().isEmpty()
                ? ""
                : "<h2>As HTML</h2><iframe class=\"letter\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\""
                        + " title=\"The mail's HTML part\" src=\"/mailbox/" + mail.id() + "/html\"></iframe>";
        return Html.page(
                mail.subject(),
                "/mailbox",
                """
                <div class="page-head"><div><h1>%s</h1></div>\
                <p class="actions"><a class="button secondary" href="/mailbox">All mails</a></p></div>
                <section class="card"><dl class="facts">%s</dl></section>
                """
                                .formatted(
                                        Html.text(mail.subject()),
                                        row("From", mail.from())
                                                + row("To", mail.to())
                                                + row("Delivered to", mail.recipient())
                                                + row("Reply-To", mail.replyTo())
                                                + row("Message-ID", mail.messageId())
                                                + "<dt>Received</dt><dd>" + time(mail, zones.minuteAndUtc(mail))
                                                + "</dd>")
                        + text
                        + html);
    }

    private static String time(KeptMail mail, String words) {
        return "<time datetime=\"" + mail.received() + "\">" + Html.text(words) + "</time>";
    }

    private static String row(String name, String value) {
        return value.isEmpty() ? "" : "<dt>" + name + "</dt><dd>" + Html.text(value) + "</dd>";
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
