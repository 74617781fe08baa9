package io.renewals.actionservice.domain;

/** The HTML part of a reworded mail: the same words as the text part and nothing else, paragraph by paragraph. */
final class PlainHtml {
    private PlainHtml() {}

    static String of(String text) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
        for (String paragraph : text.strip().split("\n{2,}")) {
            html.append("<p>")
                    .append(escaped(paragraph).replace("\n", "<br>\n"))
                    .append("</p>\n");
        }
        return html.append("</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
