package io.renewals.launcher;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The few pages the launcher serves itself. */
final class Html {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
                    + "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;"
                    + "border-bottom:1px solid #d0d7de}pre{white-space:pre-wrap;background:#f6f8fa;padding:1rem}"
                    + "iframe{width:100%;height:32rem;border:1px solid #d0d7de}form{display:inline}"
                    + "code{background:#f6f8fa;padding:.1rem .3rem}td,th,pre{overflow-wrap:anywhere}"
                    + "@media(max-width:40rem){table,tbody,tr,td,th{display:block}thead{display:none}"
                    + "td,th{border:0;padding:.1rem 0}tr{border-bottom:1px solid #d0d7de;padding:.5rem 0}}";

    private Html() {}

    /** @param body markup, already escaped */
    static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>"
                + text(title)
                + "</title><style>" + STYLE + "</style></head><body>" + body + "</body></html>";
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
}
