package io.renewals.launcher;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The few pages the launcher serves itself, in the frame and by the stylesheet of all the others. */
final class Html {
    /** In the page itself: it may be shown because the services that serve the stylesheet are away. */
    private static final String STYLE = stylesheet();

    private static final Map<String, String> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("/queue", "Queue");
        WAYS.put("/accounts", "Accounts");
        WAYS.put("/attention", "Needs attention");
        WAYS.put("/audit", "Audit");
        WAYS.put("/mailbox", "Mailbox");
    }

    private Html() {}

    /** @param here the page's own place among the ways, or below it @param body markup, already escaped */
    static String page(String title, String here, String body) {
        StringBuilder ways = new StringBuilder();
        WAYS.forEach((path, label) -> ways.append("<li><a href=\"%s\"%s>%s</a></li>"
                .formatted(path, here.startsWith(path) ? " aria-current=\"page\"" : "", label)));
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Renewals</title><link rel="icon" href="data:,"><style>%s</style></head>
                <body><a class="skip" href="#main">Skip to content</a>
                <header class="top"><div class="top-line"><a class="brand" href="/queue"><span class="brand-mark"\
                 aria-hidden="true"></span>Renewals</a></div>
                <nav aria-label="Main"><ul>%s</ul></nav></header>
                <main id="main" tabindex="-1">%s</main>
                <footer>A page of this machine's own stack, not of the product.</footer></body></html>
                """
                .formatted(text(title), STYLE, ways, body);
    }

    /** Escaped for text and quoted attributes. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Escaped for the inside of a JSON string. */
    static String json(String raw) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(raw));
    }

    private static String stylesheet() {
        try (InputStream in = Html.class.getResourceAsStream("renewals.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the launcher's jar lacks its stylesheet", e);
        }
    }
}
